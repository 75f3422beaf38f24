// A list of countries under a box, in a layer at the end of the body; `pick` gets [code, name]. Returns what closes it.
function openList(box, countries, pick) {
  const list = fromTemplate("listbox");
  for (const country of countries) {
    const option = fromTemplate("option");
    option.textContent = country[1];
    option.addEventListener("mousedown", (event) => event.preventDefault());
    option.addEventListener("click", () => pick(country));
    list.append(option);
  }
  const place = box.getBoundingClientRect();
  Object.assign(list.style, { left: `${place.left + scrollX}px`, top: `${place.bottom + scrollY}px`, width: `${place.width}px` });
  document.body.append(list);
  box.setAttribute("aria-expanded", "true");
  return () => {
    list.remove();
    box.setAttribute("aria-expanded", "false");
  };
}

function moveIn(list, step) {
  const options = [...list.children];
  const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  options[at]?.setAttribute("aria-selected", "false");
  options[(Math.max(at, step < 0 ? 0 : -1) + step + options.length) % options.length]?.setAttribute("aria-selected", "true");
}

function pickIn(list) {
  (list.querySelector("[aria-selected=true]") ?? list.firstElementChild)?.click();
}

// The keys that work a list: arrows, Enter, Escape. Returns whether the key was one.
function workList(key, close) {
  const list = document.body.lastElementChild;
  if (list?.getAttribute("role") !== "listbox") return false;
  if (key === "ArrowDown") moveIn(list, 1);
  else if (key === "ArrowUp") moveIn(list, -1);
  else if (key === "Enter") pickIn(list);
  else if (key === "Escape") close();
  else return false;
  return true;
}

function countriesWith(typed) {
  const wanted = typed.trim().toLocaleLowerCase();
  const rank = ([, name]) => (name.toLocaleLowerCase().startsWith(wanted) ? 0 : 1);
  return data.countries.filter(([, name]) => name.toLocaleLowerCase().includes(wanted)).sort((a, b) => rank(a) - rank(b));
}

// A text box whose list narrows while one types; `choose` gets null while nothing is chosen. Returns what opens the list.
function suggest(input, choose) {
  let close = () => {};
  let timer = 0;

  function open(countries) {
    close();
    if (!countries.length) return;
    close = openList(input, countries, (country) => {
      input.value = country[1];
      choose(country);
      close();
    });
  }

  input.addEventListener("input", () => {
    choose(null);
    clearTimeout(timer);
    timer = setTimeout(() => open(input.value.trim() ? countriesWith(input.value) : []), 120);
  });
  input.addEventListener("blur", () => close());
  input.addEventListener("keydown", (event) => workList(event.key, close) && event.preventDefault());
  return () => open(countriesWith(input.value));
}
