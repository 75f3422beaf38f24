// What comes between: a question in a layer over the page, or another page.
let isMet = !data.between;

function meet(where) {
  if (isMet || data.between.on !== where) return;
  isMet = true;
  if (data.between.asks) ask(() => {});
  else if (where !== "arrival") location.assign(data.between.address);
}

function ask(then) {
  const asked = fromTemplate("prompt");
  document.body.append(asked);
  for (const button of asked.querySelectorAll("[data-choice]")) {
    press(button, async () => {
      asked.remove();
      await post("/notice/", { what: data.between?.what ?? "", choice: button.dataset.choice });
      then();
    });
  }
}

// Resolves to the answer once it may be shown.
async function pastBetween(payload) {
  if (payload.step === "go") {
    location.assign(payload.address);
    return new Promise(() => {});
  }
  if (payload.prompt) await new Promise(ask);
  return payload;
}

for (const happening of ["input", "change"]) {
  document.addEventListener(happening, (event) => event.target.closest("main") && meet("midway"), { capture: true });
}
setTimeout(() => meet("arrival"), 20);
