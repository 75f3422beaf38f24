// The panel in the window. It runs in a world of its own that the page's scripts can't reach, in a closed shadow root, and is
// styled through a constructed sheet, which a strict Content-Security-Policy doesn't forbid.
(() => {
  if (window !== window.top) return;
  const STYLE = `
    :host { all: initial !important; position: fixed !important; right: 16px !important; bottom: 16px !important;
            z-index: 2147483647 !important; pointer-events: none !important; }
    .box { width: min(330px, calc(100vw - 32px)); max-height: calc(100vh - 32px); overflow: auto; box-sizing: border-box;
           font: 14px/20px system-ui, sans-serif; color: #f5f6f8; background: #1c2430; border-radius: 12px;
           box-shadow: 0 8px 30px #0006; padding: 12px 16px; }
    .box.asking { pointer-events: auto; border: 2px solid #6cb2ff; }
    .name { font-size: 12px; color: #9fb0c6; margin: 0 0 4px; }
    .caption { margin: 0; overflow: hidden; overflow-wrap: anywhere; display: -webkit-box; -webkit-box-orient: vertical;
               -webkit-line-clamp: 3; }
    h2 { font-size: 15px; margin: 8px 0 0; overflow-wrap: anywhere; }
    .text { margin: 4px 0 0; color: #cdd6e2; overflow-wrap: anywhere; }
    dl { margin: 8px 0 0; max-height: 260px; overflow: auto; }
    dt { color: #9fb0c6; font-size: 12px; } dd { margin: 0 0 6px; overflow-wrap: anywhere; }
    input { width: 100%; height: 36px; box-sizing: border-box; font: 18px monospace; padding: 0 8px; margin: 8px 0 0; border-radius: 6px;
            border: 1px solid #6cb2ff; background: #fff; color: #111; }
    button { display: block; width: 100%; box-sizing: border-box; min-height: 34px; margin: 6px 0 0; padding: 6px 14px; font: inherit;
             border-radius: 6px; border: 1px solid #6cb2ff; cursor: pointer; background: transparent; color: inherit; }
    button.first { background: #2f7de1; border-color: #2f7de1; color: #fff; }`;
  const OFTEN = 300;  // milliseconds between two looks whether the question can still be seen and answered
  const host = Object.assign(document.createElement('objector-panel'), {popover: 'manual'});
  const root = host.attachShadow({mode: 'closed'});
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const box = document.createElement('section');
  const caption = document.createElement('p');
  root.append(box);
  let asked = null;
  let watch = null;

  const make = (tag, text = '', className = '') => Object.assign(document.createElement(tag), {textContent: text, className, dir: 'auto'});

  const answer = (button, input) => event => {
    if (!event.isTrusted) return;  // only a person presses here, never a script of the page
    objectorTell(JSON.stringify({question: asked, button, text: input ? input.value.trim() : ''}));
  };

  const pressable = ({id, label}, index, input) => {
    const button = make('button', '', index ? '' : 'first');
    button.append(...label.flatMap((text, i) => [i ? ' · ' : '', make('bdi', text)]));
    button.addEventListener('click', answer(id, input));
    return button;
  };

  const question = ({id, title, text, facts, field, buttons}) => {
    const parts = [...title.map(line => make('h2', line)), ...text.map(line => make('p', line, 'text'))];
    const list = make('dl');
    for (const [term, value] of facts) list.append(make('dt', term), make('dd', value));
    if (facts.length) parts.push(list);
    const input = field ? Object.assign(make('input'), {ariaLabel: field, placeholder: field, autocomplete: 'off'}) : null;
    if (input) {
      input.addEventListener('keydown', event => event.key === 'Enter' && answer(buttons[0].id, input)(event));
      parts.push(input);
    }
    asked = id;
    return [...parts, ...buttons.map((button, index) => pressable(button, index, input))];
  };

  const fill = ({heading, question: open}) => {
    asked = null;
    box.className = open ? 'box asking' : 'box';
    box.replaceChildren(make('p', heading, 'name'), caption, ...(open ? question(open) : []));
  };

  // Whoever types is left alone: to be moved takes the focus from a field.
  const stay = () => root.activeElement && host.isConnected || objectorOnTop(host, box);

  globalThis.objectorPanel = {
    show(state) {
      Object.assign(caption, {textContent: state.caption, className: 'caption', dir: 'auto'});
      if (!state.question || state.question.id !== asked) fill(state);
      clearInterval(watch);
      if (state.hidden) return host.remove();
      stay();
      if (state.question) watch = setInterval(stay, OFTEN);
    },
  };
  const ready = () => objectorTell(JSON.stringify({ready: true}));
  if (document.documentElement && document.readyState !== 'loading') ready();
  else document.addEventListener('DOMContentLoaded', ready, {once: true});
})();
