// Light or dark by hand. The choice is kept twice: in local storage, where the admin's own switch
// looks, and in a cookie, so that the server draws the next page right from its first byte.
const root = document.documentElement;
const darkSystem = matchMedia("(prefers-color-scheme: dark)");

function chosen() {
  try {
    const theme = localStorage.getItem("theme");
    return theme === "light" || theme === "dark" ? theme : "";
  } catch {
    return root.dataset.theme ?? "";
  }
}

function show(theme) {
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
}

function keep(theme) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  const age = theme ? 31536000 : 0;
  document.cookie = `theme=${theme}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`;
  try {
    localStorage.setItem("theme", theme || "auto");
  } catch {
    // Storage may be closed to us; the cookie alone is enough.
  }
}

const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : darkSystem.matches);

export function wake(button) {
  const theme = chosen();
  if (theme !== (root.dataset.theme ?? "")) {
    show(theme);
    keep(theme);
  }
  const tell = () => button.setAttribute("aria-pressed", String(isDark()));
  tell();
  button.hidden = false;
  button.addEventListener("click", () => {
    const wanted = isDark() ? "light" : "dark";
    show(wanted);
    keep(wanted);
    tell();
  });
  darkSystem.addEventListener("change", tell);
}
