// Whoever adds a row goes on in it: the stock script leaves the focus on the button behind it, from where a
// keyboard has to go back through all its fields.
document.addEventListener("formset:added", ({ target }) => {
  target.querySelector("input:not([type=hidden]), select, textarea")?.focus();
});
