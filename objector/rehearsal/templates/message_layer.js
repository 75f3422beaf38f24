// What the site says to what was sent, in a layer that is closed by its only button.
function showMessage({ title, text }) {
  openLayer("message");
  layer.querySelector("h2").textContent = title;
  layer.querySelector("p").textContent = text;
  layer.querySelector("a.layerConfirm").addEventListener("click", (event) => {
    event.preventDefault();
    layer.remove();
  });
}
