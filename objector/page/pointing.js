// Pointing at a field: a clear sheet over the page on which the person clicks. It runs in the panel's world. The listeners are set
// before the page's own scripts run, so nothing of the pointing ever reaches them; events that scripts make up pass unseen.
(() => {
  if (window !== window.top) return;
  const STYLE = `
    :host { all: initial !important; position: fixed !important; inset: 0 !important; z-index: 2147483647 !important;
            cursor: crosshair !important; }
    .aim { position: fixed; box-sizing: border-box; border: 3px solid #2f7de1; border-radius: 5px; background: #2f7de126; }
    .hint { position: fixed; left: 50%; transform: translateX(-50%); max-width: 80vw; padding: 8px 16px; border-radius: 10px;
            font: 15px/1.45 system-ui, sans-serif; color: #f5f6f8; background: #1c2430; box-shadow: 0 8px 30px #0006; text-align: center; }
    .aim, .hint { pointer-events: none; }
    p { margin: 0; }`;
  const CONTROLS = 'input,select,textarea,button,label,a,[contenteditable],[role],[tabindex]';
  const PRESSES = ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click', 'dblclick', 'auxclick', 'contextmenu',
                   'touchstart', 'touchend', 'pointermove', 'mousemove', 'mouseover', 'mouseout', 'keydown', 'keyup', 'keypress'];
  const OFTEN = 300;  // milliseconds between two looks whether the sheet still lies on top
  const host = Object.assign(document.createElement('objector-pointer'), {popover: 'manual'});
  const root = host.attachShadow({mode: 'closed'});
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const aim = Object.assign(document.createElement('div'), {className: 'aim'});
  const hint = Object.assign(document.createElement('div'), {className: 'hint'});
  root.append(aim, hint);
  let asked = null;
  let watch = null;

  const below = (x, y) => {
    let at = document.elementsFromPoint(x, y).find(element => element !== host);
    for (let inner; (inner = at?.shadowRoot?.elementFromPoint(x, y)) && inner !== at;) at = inner;
    return at?.closest(CONTROLS) || at;
  };

  // The hint keeps to the half of the window where the person is not.
  const keepAway = y => Object.assign(hint.style, y < innerHeight / 2 ? {top: '', bottom: '12px'} : {top: '12px', bottom: ''});

  const show = ({clientX, clientY}) => {
    keepAway(clientY);
    const {left, top, width, height} = below(clientX, clientY)?.getBoundingClientRect() ?? new DOMRect();
    Object.assign(aim.style, {left: `${left - 4}px`, top: `${top - 4}px`, width: `${width + 8}px`, height: `${height + 8}px`});
  };

  const end = place => {
    const id = asked;
    globalThis.objectorPointer.stop();
    objectorTell(JSON.stringify({pointed: id, place}));
  };

  const take = event => {
    if (asked === null || !event.isTrusted) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    if (event.type === 'mousemove') show(event);
    else if (event.type === 'click') end([event.clientX, event.clientY]);
    else if (event.type === 'keyup' && event.key === 'Escape') end(null);
  };
  for (const press of PRESSES) addEventListener(press, take, {capture: true, passive: false});

  globalThis.objectorPointer = {
    start(id, lines) {
      asked = id;
      hint.replaceChildren(...lines.map(line => Object.assign(document.createElement('p'), {textContent: line, dir: 'auto'})));
      keepAway(innerHeight);
      objectorOnTop(host, host);
      watch = setInterval(objectorOnTop, OFTEN, host, host);
    },
    stop() {
      asked = null;
      clearInterval(watch);
      host.remove();
    },
  };
})();
