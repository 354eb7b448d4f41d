// Saves each field of a form on the server as it is typed, and loses no text on the way.
//
// The form:  data-behaviour="autosave"
//            data-autosave-url     where one field is posted: field, value (several for boxes), opened, writer
//            data-autosave-key     what the words are kept under on this device: one for each record and person
//            data-autosave-writer  who opened the page: another person's session saves nothing here
//            data-says-saving, -kept, -restored, -both, -sign-in   sentences in the reader's language
//            an element [data-autosave-state] (role="status") in which it says where things stand
//            a <template data-autosave-dispute> with [data-theirs-says], [data-theirs-words],
//            [data-keep-mine], [data-take-theirs] inside [data-autosave-theirs]
// A field:   data-autosave="code" around controls of this name and a hidden input `opened-<code>` with the
//            version that the page shows (and `mark-<code>`, given back by the server, for saving without
//            scripts); in it [data-autosave-said] for its own news. With data-limit and data-unit also
//            [data-autosave-count] for the length, in the words of its data-within and data-over, {} the number.
// The server answers 200 {version, mark, says}; 409 {version, theirs, words, mark, says} when a colleague was
// first; 409, 403 or 404 {says} when it is not taken any more; 401 {says, login} when nobody is signed in.
//
// What is typed stands in local storage until the server has said that it has it. Words whose answer was
// lost are sent again unchanged before newer ones, so that nobody is taken for their own colleague.
import { count } from "../counting.js";
import { forget, keep, recall } from "./kept.js";

const PAUSE = 1000; // after the last key
const LONGEST = 4000; // while somebody types on
const PATIENCE = 15000;
const FIRST_RETRY = 2000;
const LAST_RETRY = 60000;

const plain = (words) => words.replaceAll("\r\n", "\n").normalize("NFC");
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

class Field {
  constructor(place, form) {
    this.place = place;
    this.form = form;
    this.code = place.dataset.autosave;
    this.key = `draft:${form.dataset.autosaveKey}:${this.code}`;
    this.opened = form.elements[`opened-${this.code}`];
    this.mark = form.elements[`mark-${this.code}`];
    this.said = place.querySelector("[data-autosave-said]");
    this.stored = this.sent; // a quick hand types before this is awake
    this.sending = null; // the words on their way, and the version they were written on
    this.dispute = place.querySelector("[data-autosave-theirs]") !== null;
    this.refused = false;
    this.isSafe = true; // on the server, or at least on this device
  }

  get controls() {
    return [...this.place.querySelectorAll(`[name="${this.code}"]`)];
  }

  get value() {
    const boxes = this.controls.filter((one) => one.type === "checkbox" || one.type === "radio");
    if (boxes.length) return boxes.filter((one) => one.checked).map((one) => one.value);
    return [plain(this.controls[0]?.value ?? "")];
  }

  // What the server wrote into the page, whatever was done to it since.
  get sent() {
    const boxes = this.controls.filter((one) => one.type === "checkbox" || one.type === "radio");
    if (boxes.length) return boxes.filter((one) => one.defaultChecked).map((one) => one.value);
    const [first] = this.controls;
    if (!first?.options) return [plain(first?.defaultValue ?? "")];
    const chosen = [...first.options].find((one) => one.defaultSelected) ?? first.options[0];
    return [plain(chosen?.value ?? "")];
  }

  set value(words) {
    for (const one of this.controls) {
      if (one.type === "checkbox" || one.type === "radio") one.checked = words.includes(one.value);
      else one.value = words[0] ?? "";
    }
    this.tellLength();
  }

  get isOwed() {
    return !this.dispute && !this.refused && (this.sending !== null || !same(this.value, this.stored));
  }

  remember() {
    if (same(this.value, this.stored) && !this.sending) {
      this.isSafe = true;
      forget(this.key);
    } else {
      this.isSafe = keep(this.key, { words: this.value, opened: this.opened.value, sent: this.sending?.words });
    }
  }

  acknowledge(version, mark, words) {
    this.opened.value = version;
    if (this.mark) this.mark.value = mark;
    this.stored = words;
    this.sending = null;
    this.remember();
  }

  tellLength() {
    const { limit, unit } = this.place.dataset;
    const told = this.place.querySelector("[data-autosave-count]");
    if (!limit || !told) return;
    const number = count(this.value[0], unit);
    const over = number > Number(limit);
    told.textContent = (over ? told.dataset.over : told.dataset.within).replace("{}", String(number));
    told.classList.toggle("writing__over", over);
  }
}

export function wake(form) {
  const fields = [...form.querySelectorAll("[data-autosave]")].map((place) => new Field(place, form));
  const state = form.querySelector("[data-autosave-state]");
  const says = form.dataset;
  let pause, after, busy = false, retry = 0, since = 0, locked = false;

  const tell = (words) => {
    if (state && state.textContent !== words) state.textContent = words;
  };

  function soon() {
    const now = Date.now();
    since ||= now;
    clearTimeout(pause);
    pause = setTimeout(send, Math.max(0, Math.min(PAUSE, since + LONGEST - now)));
  }

  async function send() {
    clearTimeout(pause);
    if (busy) return;
    const field = fields.find((one) => one.isOwed);
    if (!field) {
      since = 0;
      return;
    }
    busy = true;
    since = Date.now();
    field.sending ??= { words: field.value, opened: field.opened.value };
    if (!retry && !locked) tell(says.saysSaving);
    field.remember();
    const went = await attempt(field);
    busy = false;
    if (after) form.requestSubmit(after);
    else if (went) send();
  }

  // Whether to go on at once with the next.
  async function attempt(field) {
    let answer, told;
    try {
      answer = await post(field, field.sending);
      told = await answer.json();
    } catch {
      return later(); // no network, no server, or a page where an answer should be
    }
    if (answer.status === 200) {
      retry = 0;
      locked = false;
      field.acknowledge(told.version, told.mark, field.sending.words);
      tell(told.says);
      return true;
    }
    if (answer.status === 401) return signIn(told);
    if (answer.status === 409 && "theirs" in told) return showBoth(field, told);
    if ([403, 404, 409].includes(answer.status)) return refuse(field, told.says);
    return later();
  }

  function post(field, sending, more = {}) {
    const body = new URLSearchParams({ field: field.code, opened: sending.opened, writer: says.autosaveWriter });
    for (const word of sending.words) body.append("value", word);
    const headers = { "X-CSRFToken": token(), Accept: "application/json" };
    const signal = AbortSignal.timeout(PATIENCE);
    return fetch(says.autosaveUrl, { method: "POST", body, headers, redirect: "error", signal, ...more });
  }

  function later() {
    const wait = Math.min(FIRST_RETRY * 2 ** retry, LAST_RETRY) * (0.8 + 0.4 * Math.random());
    retry += 1;
    tell(says.saysKept);
    clearTimeout(pause);
    pause = setTimeout(send, wait);
    return false;
  }

  function signIn({ says: sentence, login }) {
    locked = true;
    const door = document.createElement("a");
    const address = new URL(login, location.href);
    address.searchParams.set("next", location.pathname); // the very page, which the server cannot know
    door.href = address;
    door.target = "_blank";
    door.rel = "opener";
    door.textContent = says.saysSignIn;
    if (!state.querySelector("a")) state.replaceChildren(`${sentence} `, door);
    clearTimeout(pause);
    pause = setTimeout(send, 20000);
    return false;
  }

  function refuse(field, sentence) {
    field.refused = true;
    field.sending = null; // what is typed next is sent, and not this once more
    field.remember();
    field.said.textContent = sentence;
    tell(sentence);
    return true;
  }

  function showBoth(field, told) {
    if (same(told.theirs, field.value)) {
      field.acknowledge(told.version, told.mark, told.theirs);
      return true;
    }
    field.sending = null;
    field.dispute = true;
    field.remember();
    field.place.querySelector("[data-autosave-theirs]")?.remove();
    const panel = form.querySelector("template[data-autosave-dispute]").content.cloneNode(true).firstElementChild;
    panel.querySelector("[data-theirs-says]").textContent = told.says;
    panel.querySelector("[data-theirs-words]").textContent = told.words;
    const settle = (words) => {
      field.opened.value = told.version;
      if (field.mark) field.mark.value = told.mark;
      field.stored = told.theirs;
      if (words) field.value = words;
      field.dispute = false;
      panel.remove(); // which takes the focus away, and so saves
      field.place.classList.remove("writing--disputed");
      field.remember();
      field.controls[0]?.focus();
      tell("");
      send();
    };
    panel.querySelector("[data-keep-mine]").addEventListener("click", () => settle(null));
    panel.querySelector("[data-take-theirs]").addEventListener("click", () => settle(told.theirs));
    field.place.append(panel);
    field.place.classList.add("writing--disputed");
    tell(says.saysBoth);
    return true;
  }

  // After a crash, a lost session or a lost network: the words that the server never had.
  function putBack(field) {
    const kept = recall(field.key);
    if (!kept || same(kept.words, field.value)) {
      if (kept) forget(field.key);
      return;
    }
    // Unless what the page shows was sent from here: if a colleague has saved since, the server shows both.
    if (!same(kept.sent, field.value)) field.opened.value = kept.opened;
    field.value = kept.words;
    field.said.textContent = says.saysRestored;
    soon();
  }

  const touched = (event) => fields.find((one) => one.place.contains(event.target) && event.target.name === one.code);
  form.addEventListener("input", (event) => {
    const field = touched(event);
    if (!field) return;
    field.refused = false;
    field.said.textContent = "";
    field.remember();
    field.tellLength();
    soon();
  });
  const isChosen = (control) => control.matches("select, [type=checkbox], [type=radio]");
  form.addEventListener("change", (event) => touched(event) && isChosen(event.target) && send());
  // Not on the way to a button that sends all: news above it would push it from under the finger.
  form.addEventListener("focusout", (event) => event.relatedTarget?.type !== "submit" && send());
  form.addEventListener("submit", (event) => {
    if (busy && !after) {
      after = event.submitter; // what is on its way arrives first
      event.preventDefault();
      return;
    }
    clearTimeout(pause);
    const secret = form.elements.csrfmiddlewaretoken;
    if (secret && token()) secret.value = token(); // it changes when one signs in again elsewhere
    for (const field of fields) field.remember();
    busy = true;
  });
  addEventListener("online", () => {
    retry = 0;
    send();
  });
  addEventListener("focus", () => send());
  addEventListener("pageshow", (event) => {
    if (event.persisted) busy = after = undefined;
  });
  addEventListener("beforeunload", (event) => {
    if (fields.some((one) => one.isOwed && !one.isSafe)) event.preventDefault();
  });
  // Who leaves in the middle of a word: one last attempt that outlives the page.
  addEventListener("pagehide", () => {
    if (busy) return;
    for (const field of fields.filter((one) => one.isOwed)) {
      const words = field.sending ?? { words: field.value, opened: field.opened.value };
      post(field, words, { keepalive: true, signal: null }).catch(() => {});
    }
  });
  for (const field of fields) {
    if (field.dispute) field.remember();
    else putBack(field);
    if (field.isOwed) soon();
  }
}

function token() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
}
