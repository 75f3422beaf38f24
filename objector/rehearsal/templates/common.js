const data = JSON.parse(document.getElementById("data").textContent);
const t = data.texts;

async function post(url, fields) {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "X-Requested-With": "XMLHttpRequest" },
    body: new URLSearchParams(fields),
  });
  return JSON.parse((await answer.text()).replace(/^for \(;;\);/, ""));
}

function press(element, action) {
  element.addEventListener("click", () => element.getAttribute("aria-disabled") === "true" || action());
  element.addEventListener("keydown", (event) => {
    if (element.tagName === "DIV" && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      element.click();
    }
  });
}

function fromTemplate(id) {
  return document.getElementById(id).content.firstElementChild.cloneNode(true);
}

// What follows a request comes up late and outside the form, as a layer at the end of the body.
let layer = null;

function openLayer(id) {
  layer?.remove();
  layer = fromTemplate(id);
  document.body.append(layer);
}

const cookies = document.getElementById("cookies");

async function chooseCookies(button) {
  const more = document.getElementById("cookies_more");
  if (button.textContent.trim() === t.cookies_manage) {
    button.parentElement.replaceChildren(...more.content.cloneNode(true).children);
    return workCookies();
  }
  const allows = button.textContent.trim() === t.cookies_accept || cookies.querySelector("input:checked");
  cookies.remove();
  await post("/cookie/consent/", { choice: allows ? "all" : "essential" });
  if (data.next) location.assign(data.next);
}

function workCookies() {
  for (const button of cookies.querySelectorAll("button, [role=button]")) press(button, () => chooseCookies(button));
}

if (cookies) workCookies();

document.getElementById("language_picker").addEventListener("change", (event) => {
  const address = new URL(location.href);
  address.searchParams.set("locale", event.target.value);
  location.assign(address);
});
