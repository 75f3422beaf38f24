const form = document.querySelector("[data-form]");
const button = form.querySelector("button[type=submit]");
const layerDelay = 150;

function isShown(element) {
  return !element.closest(".hidden_elem");
}

function isComplete() {
  const required = [...form.querySelectorAll("[aria-required=true]")].filter(isShown);
  const code = form.querySelector("[data-typeahead] input[type=hidden]");
  return isShown(button) && required.every((field) => field.value.trim()) && (!code || code.value);
}

function refresh() {
  const chosen = form.querySelector("input[type=radio]:checked")?.value;
  for (const row of form.querySelectorAll(".later")) row.classList.toggle("hidden_elem", chosen !== "Yes");
  form.querySelector("[data-other]")?.classList.toggle("hidden_elem", chosen !== "No");
  button.disabled = !isComplete();
}

function askForCode(payload) {
  openLayer("code");
  layer.querySelector("[data-sent]").textContent = payload.text;
  const codeForm = layer.querySelector("form");
  codeForm.addEventListener("submit", async (event) => {
    event.preventDefault();
    await send(codeForm, { token: payload.token });
  });
  codeForm.querySelector("[data-resend]")?.addEventListener("click", (event) => {
    event.preventDefault();
    post("/ajax/help/contact/resend/code", { ...shared(), token: payload.token });
  });
}

function showWrongCode(text) {
  const alert = layer.querySelector("[role=alert]");
  alert.textContent = text;
  alert.classList.remove("hidden_elem");
  layer.querySelector("button[type=submit]").disabled = false;
}

function shared() {
  return { support_form_id: form.elements.support_form_id.value, support_form_locale_id: form.elements.support_form_locale_id.value };
}

async function follow(payload) {
  if (payload.step === "code") askForCode(payload);
  else if (payload.step === "wrong") showWrongCode(payload.text);
  else if (payload.step === "captcha") {
    const answer = await askForPerson();
    await follow((await post("/ajax/help/contact/captcha/", { ...shared(), token: payload.token, "g-recaptcha-response": answer })).payload);
  } else {
    if (payload.step === "done") form.reset();
    showMessage(payload);
    refresh();
  }
}

async function send(sent, more) {
  const pressed = sent.querySelector("button[type=submit]");
  pressed.disabled = true;
  const fields = [...new FormData(sent), ...Object.entries(more), ["__a", "1"]];
  try {
    const answer = await post(sent.getAttribute("action"), fields);
    const payload = await pastBetween(answer.payload);
    setTimeout(() => follow(payload), layerDelay);
  } catch {
    showMessage({ title: t.went_wrong_title, text: t.went_wrong_text });
  }
}

form.addEventListener("input", refresh);
form.addEventListener("change", refresh);
form.addEventListener("change", (event) => event.target.tagName === "SELECT" && meet("country"));
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  await send(form, {});
});

for (const box of form.querySelectorAll("[data-typeahead]")) {
  const [code, input] = box.querySelectorAll("input");
  suggest(input, (country) => {
    code.value = country ? country[0] : "";
    refresh();
    if (country) meet("country");
  });
}
refresh();
