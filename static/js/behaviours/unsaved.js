// Asks before leaving a form whose words were changed and not sent.
export function wake(form) {
  const words = () => new URLSearchParams(new FormData(form)).toString();
  const opened = words();
  let sent = form.querySelector("[aria-invalid]") === null ? "" : "again";
  form.addEventListener("submit", () => {
    sent = "yes";
  });
  addEventListener("beforeunload", (event) => {
    if (sent === "yes" || (sent === "" && words() === opened)) return;
    event.preventDefault();
  });
}
