const form = document.querySelector("[data-form]");
const button = form.querySelector("button[type=submit]");

const isShown = (element) => !element.closest(".hidden_elem");
const isFilled = (field) => (field.type === "checkbox" ? field.checked : field.value.trim() !== "");

function chosen(name) {
  const list = form.querySelector(`select[data-name="${name}"]`);
  const fields = list ? [list] : [...form.querySelectorAll(`[data-name="${name}"]:checked`)];
  return fields.filter(isShown)[0]?.value ?? "";
}

function refresh() {
  for (const row of form.querySelectorAll("[data-after]")) {
    const value = chosen(row.dataset.after);
    row.classList.toggle("hidden_elem", row.dataset.chosen ? value !== row.dataset.chosen : !value);
  }
  const required = [...form.querySelectorAll("[data-required]")];
  button.disabled = !required.every((field) => isShown(field) && isFilled(field));
}

function askForCode({ token, text }) {
  openLayer("code");
  layer.querySelector("[data-sent]").textContent = text;
  const codeForm = layer.querySelector("form");
  codeForm.elements.token.value = token;
  codeForm.addEventListener("submit", (event) => {
    event.preventDefault();
    send(codeForm);
  });
}

function showWrongCode(text) {
  const alert = layer.querySelector("[role=alert]");
  alert.textContent = text;
  alert.classList.remove("hidden_elem");
  layer.querySelector("button[type=submit]").disabled = false;
}

function follow(payload) {
  if (payload.step === "code") askForCode(payload);
  else if (payload.step === "wrong") showWrongCode(payload.text);
  else {
    if (payload.step === "done") form.reset();
    showMessage(payload);
    refresh();
  }
}

async function send(sent) {
  sent.querySelector("button[type=submit]").disabled = true;
  try {
    const payload = await deliver(sent.getAttribute("action"), new FormData(sent));
    setTimeout(() => follow(payload), 150);
  } catch {
    showMessage({ title: t.went_wrong_title, text: t.went_wrong_text });
  }
}

form.addEventListener("input", refresh);
form.addEventListener("change", refresh);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  send(form);
});
for (const box of form.querySelectorAll("[data-typeahead]")) {
  const [code, input] = box.querySelectorAll("input");
  suggest(input, (country) => {
    code.value = country ? country[0] : "";
    refresh();
  });
}
refresh();
