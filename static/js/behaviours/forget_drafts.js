// Who signs out by hand leaves nothing on the device; a session that merely ends keeps what was typed.
export function wake(form) {
  form.addEventListener("submit", () => {
    try {
      const kept = Object.keys(localStorage).filter((key) => key.startsWith("draft:"));
      for (const key of kept) localStorage.removeItem(key);
    } catch {
      // Storage may be closed to us: then nothing was kept either.
    }
  });
}
