const root = document.querySelector("[id^=mount_0_0_]");
const chosen = { country: "", about: "" };
let rest = null;

function texts() {
  const [email, reason, additional] = rest.querySelectorAll("input[type=text], textarea");
  return { email: email.value, reason: reason.value, additional: additional?.value ?? "" };
}

function isComplete() {
  const { email, reason } = texts();
  const answered = !data.asks_about_ai || chosen.about === "1";
  return answered && email.includes("@") && (!data.long || (chosen.country && reason.trim()));
}

function render() {
  const button = rest.querySelector("[role=button]");
  button.setAttribute("aria-disabled", String(!isComplete()));
  button.tabIndex = isComplete() ? 0 : -1;
}

// The page renders itself anew whenever another field changes, and forgets what was chosen by radio.
function forgetRadios() {
  chosen.about = "";
  for (const radio of root.querySelectorAll("input[type=radio]")) {
    radio.checked = false;
    radio.setAttribute("aria-checked", "false");
  }
  render();
}

function showMessage({ title, text }) {
  openLayer("message");
  layer.querySelector("h2 span").textContent = title;
  layer.querySelector("h2 + div").textContent = text;
  press(layer.querySelector("[role=button]"), () => layer.remove());
}

function askForCode({ token, text }) {
  openLayer("code");
  layer.querySelector("h2 + div").textContent = text;
  const input = layer.querySelector("input");
  press(layer.querySelector("[role=button]"), () => attempt(async () => {
    const payload = await mutate("SupportFormCodeMutation", { token, code: input.value });
    if (payload.step === "wrong") layer.querySelector("[role=alert]").textContent = payload.text;
    else showMessage(payload);
  }));
  const [, resend] = layer.querySelectorAll("[role=button]");
  if (resend) press(resend, () => mutate("SupportFormResendCodeMutation", { token }));
}

async function attempt(work) {
  try {
    await work();
  } catch {
    showMessage({ title: t.went_wrong_title, text: t.went_wrong_text });
  }
}

async function submit() {
  rest.querySelector("[role=button]").setAttribute("aria-disabled", "true");
  const about = data.asks_about_ai ? { about_ai: chosen.about === "1" } : {};
  const payload = await submitForm({ ...about, country: chosen.country, ...texts() });
  setTimeout(() => (payload.step === "code" ? askForCode(payload) : showMessage(payload)), 150);
}

function workCombobox(box) {
  let close = null;

  function shut() {
    close?.();
    close = null;
  }

  press(box, () => {
    if (close) return shut();
    close = openList(box, data.countries, ([code, name]) => {
      chosen.country = code;
      box.querySelector("span").textContent = name;
      shut();
      forgetRadios();
      meet("country");
    });
  });
  box.addEventListener("blur", shut);
  box.addEventListener("keydown", (event) => {
    if (close && event.key === "Enter") event.stopImmediatePropagation();
    if (close && workList(event.key, shut)) event.preventDefault();
  }, { capture: true });
}

function showRest() {
  if (rest) return render();
  rest = fromTemplate("rest");
  root.firstElementChild.append(rest);
  rest.addEventListener("input", forgetRadios);
  rest.querySelectorAll("[role=combobox]").forEach(workCombobox);
  press(rest.querySelector("[role=button]"), () => attempt(submit));
  render();
}

function choose(radio) {
  chosen.about = radio.value;
  for (const each of root.querySelectorAll("input[type=radio]")) each.setAttribute("aria-checked", String(each.checked));
  if (radio.value === "1") return showRest();
  rest?.remove();
  rest = null;
  chosen.country = "";
  radio.closest("[role=radiogroup]").append(fromTemplate("other"));
}

setTimeout(() => {
  root.append(fromTemplate("question"));
  for (const radio of root.querySelectorAll("input[type=radio]")) radio.addEventListener("change", () => choose(radio));
  if (!data.asks_about_ai) showRest();
}, 60);
