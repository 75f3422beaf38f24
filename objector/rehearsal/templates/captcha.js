function askForPerson() {
  return new Promise((resolve) => {
    openLayer("captcha");
    addEventListener("message", (event) => event.origin === "https://www.google.com" && resolve(event.data), { once: true });
  });
}
