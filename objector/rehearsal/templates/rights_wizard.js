const root = document.getElementById("root");
const frame = fromTemplate("wizard");
const body = frame.children[2];
const [counter, backButton, nextButton] = frame.lastElementChild.children;
const steps = JSON.parse(data.steps).map((names) => names.map((name) => fromTemplate(`field-${name}`)));
const rows = new Map(steps.flat().map((row) => [row.dataset.field, row]));
const values = {};
const state = { at: 0, verified: false };

const wanted = { request: "object", objection: "different" };

function valueOf(row) {
  const { field, make } = row.dataset;
  if (["radio", "list"].includes(make)) return row.querySelector(":checked")?.value ?? "";
  if (make === "tick") return row.querySelector("input").checked ? "yes" : "";
  if (["country", "file"].includes(make)) return values[field] ?? "";
  return row.querySelector("input, textarea").value;
}

function problemOf(row) {
  const value = valueOf(row).trim();
  if (!value) return "required" in row.dataset ? t.required : "";
  if (row.dataset.field in wanted && value !== wanted[row.dataset.field]) return t.about_ai_other;
  if (row.dataset.field === "email" && !state.verified) return t.required;
  return "";
}

function render() {
  const left = steps[state.at].filter(problemOf).length;
  counter.textContent = left === 0 ? "" : left === 1 ? t.remaining_one : t.remaining.replace("{n}", left);
  backButton.hidden = state.at === 0;
  nextButton.textContent = state.at === steps.length - 1 ? t.submit : t.next;
  const email = rows.get("email");
  if (!email.querySelector("[inputmode]")) email.querySelector("button").disabled = !/^\S+@\S+\.\S+$/.test(valueOf(email).trim());
}

function show(at) {
  state.at = at;
  body.replaceChildren(...steps[at]);
  render();
}

function complain(row, problem) {
  row.querySelector("[role=alert]").textContent = problem;
}

function goOn() {
  for (const row of steps[state.at]) complain(row, problemOf(row));
  if (steps[state.at].some(problemOf)) return;
  if (state.at === steps.length - 1) submit();
  else show(state.at + 1);
}

function fieldsOf(entries) {
  const fields = new FormData();
  for (const [name, value] of entries) fields.append(name, value);
  return fields;
}

async function submit() {
  nextButton.disabled = true;
  const answers = [...rows.values()].map((row) => [row.dataset.slug, valueOf(row)]);
  try {
    showReceipt(await deliver(paths.submit, fieldsOf([["support_form_name", data.form], ...answers])));
  } catch {
    complain(steps.at(-1)[0], t.went_wrong_text);
  }
}

function showReceipt({ step, title, text }) {
  const receipt = fromTemplate("receipt");
  receipt.querySelector("h1").textContent = title;
  receipt.querySelector("p").textContent = text;
  receipt.querySelector("p").setAttribute("role", step === "done" ? "status" : "alert");
  root.replaceChildren(receipt);
}

function workEmail(row) {
  const email = row.querySelector("input");
  const ask = row.querySelector("button");
  press(ask, async () => {
    ask.disabled = true;
    await deliver(paths.request_code, fieldsOf([["email", email.value.trim()]]));
    ask.nextElementSibling.textContent = t.code_sent;
    const verification = fromTemplate("verification");
    row.append(verification);
    const box = verification.querySelector("input");
    box.addEventListener("input", async () => {
      if (!/^\d{6}$/.test(box.value.trim())) return;
      const payload = await deliver(paths.code, fieldsOf([["email", email.value.trim()], ["code", box.value.trim()]]));
      complain(verification, payload.step === "verified" ? "" : payload.text);
      if (payload.step !== "verified") return;
      state.verified = true;
      box.readOnly = true;
      render();
    });
    render();
  });
}

function workCountry(row) {
  const box = row.querySelector("input");
  press(box, suggest(box, (country) => {
    values.country = country ? country[0] : "";
    render();
  }));
}

// The file is sent as soon as it is chosen; the control is then empty again, and the file stands in a list.
function workFile(row) {
  const input = row.querySelector("input");
  input.addEventListener("change", async () => {
    const file = input.files[0];
    input.value = "";
    const item = document.createElement("li");
    values[row.dataset.field] = (await deliver(paths.upload, fieldsOf([["file", file]]))).token;
    item.textContent = file.name;
    row.querySelector("ul").replaceChildren(item);
    render();
  });
}

const works = { country: workCountry, file: workFile };
for (const row of rows.values()) (row.dataset.field === "email" ? workEmail : works[row.dataset.make])?.(row);
frame.addEventListener("input", render);
frame.addEventListener("change", render);
press(nextButton, goOn);
press(backButton, () => show(state.at - 1));
setTimeout(() => {
  root.replaceChildren(frame);
  show(0);
}, 60);
