// Keeps what is typed on this device until the server has it, and offers it again after a crash, a
// lost session or a lost network. The version the form was opened on is kept with the words, so
// that putting them back never overwrites what a colleague has saved since: the server shows both.
const PAUSE = 500;
const OUTLIVES = 14 * 24 * 3600 * 1000;
const SECRET = "csrfmiddlewaretoken";

const tidy = (words) => words.replaceAll("\r\n", "\n").trim();

function read(form) {
  const words = [];
  for (const [name, value] of new FormData(form)) {
    if (name !== SECRET && typeof value === "string") words.push([name, tidy(value)]);
  }
  return words;
}

function write(form, words) {
  for (const field of form.elements) {
    if (!field.name || field.name === SECRET || field.type === "submit") continue;
    const values = words.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
    else if (values.length) field.value = values[0];
  }
}

// How old the words are goes with them, but is not words.
const AGES = ["version", "opened"];
const spoken = (words) => JSON.stringify(words.filter(([name]) => !AGES.includes(name)));

const spokenTime = (instant) =>
  new Date(instant).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });

function recall(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key));
    return kept && Date.now() - kept.at < OUTLIVES ? kept : null;
  } catch {
    return null;
  }
}

function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Storage may be closed to us: then nothing is kept either.
  }
}

function keep(key, form) {
  try {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), words: read(form) }));
  } catch {
    // Storage may be full or closed to us; saving on the server still works.
  }
}

export function wake(form) {
  const key = `draft:${form.dataset.draft}`;
  const offer = form.querySelector("[data-kept]");
  const kept = recall(key);
  if (form.querySelector(".faults")) {
    keep(key, form); // the page came back with what was typed
  } else if (kept && spoken(kept.words) !== spoken(read(form))) {
    offer.querySelector("[data-kept-at]").textContent = `(${spokenTime(kept.at)})`;
    offer.hidden = false;
  } else {
    forget(key);
  }

  let waiting;
  const keepSoon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => keep(key, form), PAUSE);
  };
  form.addEventListener("input", keepSoon);
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    keep(key, form);
  });
  offer.querySelector("[data-kept-restore]").addEventListener("click", () => {
    write(form, kept.words);
    offer.hidden = true;
    form.querySelector("textarea, input:not([type=hidden])").focus();
  });
  offer.querySelector("[data-kept-forget]").addEventListener("click", () => {
    forget(key);
    offer.hidden = true;
  });
}
