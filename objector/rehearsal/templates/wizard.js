const root = document.getElementById("root");
const frame = fromTemplate("wizard");
const [heading, body, bar] = frame.children;
const [counter, backButton, nextButton] = bar.children;
const steps = (data.asks_about_ai ? ["about", "details", "reason"] : ["details", "reason"]).map(fromTemplate);
const details = steps.at(-2);
const reasons = steps.at(-1);
const [email, confirmation] = details.querySelectorAll("input:not([role=combobox])");
const country = details.querySelector("[role=combobox]");
const about = steps.length > 2 ? steps[0] : null;
const [requestButton] = details.querySelectorAll("button");
const state = { at: 0, country: "", verified: false };

// Each step's required fields: the element, and what is wrong with it now ("" if nothing).
function required() {
  if (steps[state.at] === about) return [[about.querySelector("input"), about.querySelector(":checked")?.value === "yes" ? "" : aboutProblem()]];
  if (steps[state.at] === reasons) return data.long ? [[reasons.querySelector("textarea"), emptiness(reasons.querySelector("textarea"))]] : [];
  if (!data.long) return [[email, emailProblem()]];
  return [
    [country, state.country ? "" : t.required],
    [email, emailProblem()],
    [confirmation, emptiness(confirmation) || (confirmation.value.trim() === email.value.trim() ? "" : t.emails_differ)],
    [verification() ?? requestButton, state.verified ? "" : t.required],
  ];
}

function aboutProblem() {
  return about.querySelector(":checked") ? t.about_ai_other : t.required;
}

function emptiness(field) {
  return field.value.trim() ? "" : t.required;
}

function emailProblem() {
  return emptiness(email) || (/^\S+@\S+\.\S+$/.test(email.value.trim()) ? "" : t.email_invalid);
}

function verification() {
  return details.querySelector("input[inputmode=numeric]");
}

function setProblem(field, problem) {
  if (problem) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
  let around = field.parentElement;
  while (!around.querySelector("[role=alert]")) around = around.parentElement;
  around.querySelector("[role=alert]").textContent = problem;
}

function render() {
  const left = required().filter(([, problem]) => problem).length;
  counter.textContent = left === 0 ? "" : left === 1 ? t.remaining_one : t.remaining.replace("{n}", left);
  backButton.hidden = state.at === 0;
  nextButton.textContent = state.at === steps.length - 1 ? t.submit : t.next;
  if (requestButton && !verification()) requestButton.disabled = Boolean(emailProblem()) || confirmation.value.trim() !== email.value.trim();
}

function show(at) {
  state.at = at;
  body.replaceChildren(steps[at]);
  render();
}

async function requestCode() {
  requestButton.disabled = true;
  const payload = await mutate("SupportFormRequestCodeMutation", { email: email.value.trim() });
  if (payload.step !== "sent") return;
  requestButton.nextElementSibling.textContent = t.code_sent;
  if (verification()) return;
  const row = fromTemplate("verification");
  requestButton.parentElement.after(row);
  row.querySelector("input").addEventListener("input", verify);
  render();
}

function offerNewCode() {
  requestButton.textContent = t.resend_code;
  requestButton.nextElementSibling.textContent = "";
  requestButton.disabled = false;
}

async function verify(event) {
  const input = event.target;
  setProblem(input, "");
  if (!/^\d{6}$/.test(input.value.trim())) return;
  const payload = await mutate("SupportFormVerifyCodeMutation", { email: email.value.trim(), code: input.value.trim() });
  if (payload.step !== "verified") {
    if (data.resends_code) offerNewCode();
    return setProblem(input, payload.text);
  }
  state.verified = true;
  input.readOnly = true;
  input.after(fromTemplate("tick"));
  render();
}

function startVerificationAnew() {
  state.verified = false;
  verification()?.parentElement.parentElement.remove();
  requestButton.nextElementSibling.textContent = "";
}

function answers() {
  const [reason, additional] = reasons.querySelectorAll("textarea");
  const own = about ? { about_ai: true } : {};
  return { ...own, country: state.country, email: email.value.trim(), reason: reason.value, additional: additional?.value ?? "" };
}

function showReceipt({ step, title, text }) {
  const receipt = fromTemplate("receipt");
  receipt.querySelector("h1").textContent = title;
  receipt.querySelector("p").textContent = text;
  receipt.querySelector("p").setAttribute("role", step === "refused" ? "alert" : "status");
  press(receipt.querySelector("button"), () => location.reload());
  root.replaceChildren(receipt);
}

async function submit() {
  nextButton.disabled = true;
  try {
    showReceipt(await submitForm(answers()));
  } catch {
    setProblem(reasons.querySelector("textarea"), t.went_wrong_text);
  }
}

function goOn() {
  const problems = required();
  for (const [field, problem] of problems) setProblem(field, problem);
  if (problems.some(([, problem]) => problem)) return;
  if (state.at === steps.length - 1) submit();
  else show(state.at + 1);
}

frame.addEventListener("input", render);
frame.addEventListener("change", render);
press(nextButton, goOn);
press(backButton, () => show(state.at - 1));
if (country) {
  const open = suggest(country, (picked) => {
    state.country = picked ? picked[0] : "";
    render();
    if (picked) meet("country");
  });
  press(country, open);
  country.addEventListener("blur", () => state.country || (country.value = ""));
}
if (requestButton) {
  press(requestButton, requestCode);
  for (const field of [email, confirmation]) field.addEventListener("input", startVerificationAnew);
}
setTimeout(() => {
  root.replaceChildren(frame);
  show(0);
}, 60);
