// A text box that suggests countries in a layer at the end of the body while one types; `choose` gets [code, name], or null while nothing is chosen.
function suggest(input, choose) {
  let list = null;
  let timer = 0;

  function close() {
    list?.remove();
    list = null;
    input.setAttribute("aria-expanded", "false");
  }

  function pick(country) {
    choose(country);
    close();
  }

  function open(matches) {
    close();
    if (!matches.length) return;
    list = document.createElement("ul");
    list.className = "listbox uiContextualLayer";
    list.setAttribute("role", "listbox");
    for (const country of matches) {
      const option = document.createElement("li");
      option.setAttribute("role", "option");
      option.textContent = country[1];
      option.addEventListener("mousedown", (event) => event.preventDefault());
      option.addEventListener("click", () => pick(country));
      list.append(option);
    }
    const place = input.getBoundingClientRect();
    Object.assign(list.style, { left: `${place.left + scrollX}px`, top: `${place.bottom + scrollY}px`, width: `${place.width}px` });
    document.body.append(list);
    input.setAttribute("aria-expanded", "true");
  }

  function matching() {
    const typed = input.value.trim().toLocaleLowerCase();
    const found = data.countries.filter(([, name]) => name.toLocaleLowerCase().includes(typed));
    return typed ? found.sort((a, b) => rank(a, typed) - rank(b, typed)).slice(0, 8) : [];
  }

  function rank([, name], typed) {
    return name.toLocaleLowerCase().startsWith(typed) ? 0 : 1;
  }

  function move(step) {
    const options = [...(list?.children ?? [])];
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    options[at]?.removeAttribute("aria-selected");
    options[(at + step + options.length) % options.length]?.setAttribute("aria-selected", "true");
  }

  input.addEventListener("input", () => {
    choose(null);
    clearTimeout(timer);
    timer = setTimeout(() => open(matching()), 120);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && list) (list.querySelector("[aria-selected=true]") ?? list.firstElementChild).click();
    else return;
    event.preventDefault();
  });
}
