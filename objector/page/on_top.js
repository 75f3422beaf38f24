// Keeping something of ours on top of the page and within reach, whatever the page opens: a modal dialog covers and disables all
// that isn't within it, and in the top layer, where it lies, no z-index counts. It runs in the panel's world.
(() => {
  const modals = root => [...root.querySelectorAll('*')].flatMap(node => [
    ...(node.matches('dialog:modal') ? [node] : []), ...(node.shadowRoot ? modals(node.shadowRoot) : [])]);

  const isReached = (host, part) => {
    const {left, top, width, height} = part.getBoundingClientRect();
    return host.isConnected && host.getRootNode().elementFromPoint(left + width / 2, top + height / 2) === host;
  };

  // Shows the host, of which a part is to be clicked, where nothing is in its way; what is clicked through goes on top of all.
  globalThis.objectorOnTop = (host, part) => {
    if (isReached(host, part)) return;
    for (const home of [document.documentElement, ...modals(document)].reverse()) {
      home.append(host);
      host.showPopover();
      if (isReached(host, part)) return;
    }
  };
})();
