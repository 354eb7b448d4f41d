// Filters apply as soon as a choice is made; typing waits for Enter.
export function wake(form) {
  form.addEventListener("change", (event) => {
    if (event.target.matches("select, [type=checkbox], [type=radio]")) form.requestSubmit();
  });
}
