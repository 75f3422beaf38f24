// Where the inputs have no names, the page's script gives the request its field names.
const signIn = document.getElementById("login_form");
const inputs = [...signIn.querySelectorAll("input:not([type=hidden])")];

async function enter() {
  const hidden = [...signIn.querySelectorAll("input[type=hidden]")].map((input) => [input.name, input.value]);
  const typed = inputs.map((input, place) => [data.names[place], input.value]);
  const answer = await post(signIn.getAttribute("action"), [...hidden, ...typed]);
  if (answer.next) location.assign(answer.next);
  else signIn.querySelector("[role=alert]").textContent = answer.error;
}

if (data.scripted) {
  signIn.addEventListener("submit", (event) => {
    event.preventDefault();
    enter();
  });
  for (const input of inputs) input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    enter();
  });
  for (const button of signIn.querySelectorAll("[role=button]")) press(button, enter);
}
