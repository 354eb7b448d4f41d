// Where the person is in the desk: kept while what is drawn there is replaced.

// Returns what puts them back: focus, what is open, what was typed, and the board under their eyes.
export function keepPlace(form) {
  const open = [...form.querySelectorAll("details[open][id]")].map((one) => one.id);
  const typed = form.elements.reason?.value ?? "";
  const focus = described(document.activeElement, form);
  const anchor = inSight(form);
  return () => {
    for (const id of open) {
      const place = document.getElementById(id);
      if (place && id !== "forbid") place.open = true;
    }
    const writes = focus?.includes("#reason");
    if (form.elements.reason && writes && !form.querySelector("[data-desk-said]").textContent.trim()) {
      form.elements.reason.value = typed; // somebody else moved in the middle of a word
      form.elements.reason.closest("details").open = true;
    }
    const back = anchor && hub(form, anchor.key);
    if (back) scrollBy({ top: back.getBoundingClientRect().top - anchor.top, behavior: "instant" });
    for (const selector of focus ?? []) {
      const place = form.querySelector(selector);
      if (!place || place.disabled || !place.checkVisibility()) continue;
      place.focus({ preventScroll: true });
      return;
    }
  };
}

// Ways to find the focused element again, the best first.
function described(active, form) {
  if (!active || !form.contains(active)) return null;
  const ways = [];
  if (active.type === "radio") ways.push(`[name="${active.name}"][value="${active.value}"]`);
  if (active.id) ways.push(`#${CSS.escape(active.id)}`);
  if (active.dataset.focus) ways.push(`[data-focus="${active.dataset.focus}"]`);
  if (active.dataset.when) ways.push(`[data-when="${active.dataset.when}"]`);
  const button = active.matches("button") && active.getAttribute("formaction");
  if (button) ways.push(`[formaction="${button}"][name="${active.name}"]`, "[name=way]");
  const summary = active.closest("details[id]");
  if (active.matches("summary") && summary) ways.push(`#${CSS.escape(summary.id)} > summary`);
  const [first] = active.closest("[data-hubs]")?.dataset.hubs.split(" ") ?? [];
  if (first) ways.push(`[data-hub="${first}"] input`);
  ways.push(".desk__hub :checked", ".desk__tools button:not([hidden], :disabled)");
  return ways;
}

function hub(form, key) {
  return form.querySelector(`[data-hub="${key}"]`);
}

// The hub that has the focus, else the first that can be seen below the bar.
function inSight(form) {
  const bar = form.querySelector(".desk__bar").getBoundingClientRect().bottom;
  const focused = document.activeElement?.closest?.("[data-hub]");
  const first = focused ?? [...form.querySelectorAll("[data-row] [data-hub]")].find(
    (one) => one.getBoundingClientRect().top >= Math.max(bar, 0),
  );
  return first ? { key: first.dataset.hub, top: first.getBoundingClientRect().top } : null;
}
