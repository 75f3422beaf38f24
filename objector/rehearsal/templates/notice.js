// A page of its own for what comes between, which goes on where the visitor was going.
const notice = document.getElementById("notice");
const question = document.getElementById("prompt");
if (question) notice.replaceChildren(...question.content.cloneNode(true).querySelector("[role=dialog]").childNodes);

async function goOn(choice) {
  const answer = await post("/notice/", { what: data.what, choice, next: data.next });
  location.assign(answer.next);
}

for (const button of notice.querySelectorAll("[data-choice]")) press(button, () => goOn(button.dataset.choice));
if (data.what === "captcha") addEventListener("message", (event) => event.origin === "https://www.google.com" && goOn("passed"), { once: true });
