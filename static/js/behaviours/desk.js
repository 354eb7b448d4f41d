// The pairing desk without leaving the page: every step is the form's own POST, and what changes is put in place.
//
// The form:   data-behaviour="desk", data-base, data-since, data-partners: where to ask; data-says-…: sentences
//             [data-desk-live] (role="status") in which it says what happened
// Its parts:  [data-swap="name"] anywhere in the page; an answer brings those that it wants to replace
// Steps go out one after the other, each on the version that the one before led to. When somebody else was
// first, the server answers 409 with what they did and offers the step again; steps behind it are not taken.
import { Hands } from "./desk_hands.js";
import { keepPlace } from "./desk_place.js";

const EVERY = 5000;
const PATIENCE = 20000;
const TYPING = 250;

export function wake(form) {
  const says = form.dataset;
  const live = form.querySelector("[data-desk-live]");
  const narrow = document.getElementById("narrow");
  const queue = [];
  let busy = false, asked = 0, held = null, isOut = false;

  const seen = () => form.elements.seen.value;
  const part = (name) => document.querySelector(`[data-swap="${name}"]`);
  const say = (words) => {
    live.textContent = words;
  };
  const tell = (words) => {
    say(words);
    const said = form.querySelector("[data-desk-said]");
    if (said) said.textContent = words;
  };

  const hands = new Hands(form, { take, look, say, release });
  form.classList.add("desk--live");

  function address(path, more = {}) {
    const url = new URL(path, location.href);
    url.search = location.search;
    const [first] = hands.chosen();
    if (first) url.searchParams.set("hub", first);
    else url.searchParams.delete("hub");
    for (const [name, value] of Object.entries(more)) url.searchParams.set(name, value);
    return url;
  }

  async function ask(url, more = {}) {
    const headers = { "X-Part": "desk" };
    const signal = AbortSignal.timeout(PATIENCE);
    const answer = await fetch(url, { headers, redirect: "manual", signal, ...more });
    if (answer.type === "opaqueredirect") {
      isOut = true;
      throw new Error(says.saysOut);
    }
    if (![200, 204, 409].includes(answer.status)) throw new Error(says.saysLost);
    isOut = false;
    return answer;
  }

  // Steps

  function take(path, values) {
    queue.push({ path, values });
    if (!busy) work();
  }

  async function work() {
    busy = true;
    form.setAttribute("aria-busy", "true");
    while (queue.length) {
      if (!(await step(queue.shift()))) break;
    }
    busy = false;
    form.removeAttribute("aria-busy");
    if (queue.length) {
      tell(says.saysLeft.replace("{}", String(queue.length)));
      queue.length = 0;
    }
  }

  async function step({ path, values }) {
    const body = new URLSearchParams(values);
    body.set("seen", seen());
    body.set("csrfmiddlewaretoken", token() || form.elements.csrfmiddlewaretoken.value);
    tell(says.saysBusy);
    try {
      const answer = await ask(address(path), { method: "POST", body });
      hands.settle(answer.ok);
      put(await answer.text());
      return answer.ok;
    } catch (fault) {
      tell(fault.message === says.saysOut ? says.saysOut : says.saysLost);
      return false;
    }
  }

  // What the server drew

  function put(html) {
    const drawn = new DOMParser().parseFromString(html, "text/html");
    const version = drawn.querySelector('[name="seen"]')?.value;
    if (version && Number(version) < Number(seen())) return; // an older answer that came late
    if (version) form.elements.seen.value = version;
    if (hands.isDragging) {
      held = drawn;
      return;
    }
    swap(drawn);
  }

  function release() {
    if (held) swap(held);
    held = null;
  }

  function swap(drawn) {
    const restore = keepPlace(form);
    const chosen = hands.chosen();
    for (const fresh of drawn.querySelectorAll("[data-swap]")) {
      part(fresh.dataset.swap)?.replaceChildren(...fresh.childNodes);
    }
    const picked = drawn.querySelector("[data-picked]")?.dataset.picked;
    hands.wake(picked ? picked.split(" ") : chosen);
    restore();
    const words = form.querySelector("[data-desk-said]")?.textContent.trim();
    const news = form.querySelector(".desk__news")?.textContent.trim();
    if (words || news) say([news, words].filter(Boolean).join(" "));
  }

  // Looking, which never changes anything

  async function look(path, more = {}) {
    const number = ++asked;
    try {
      const answer = await ask(address(path, more));
      if (answer.status === 200 && number === asked) put(await answer.text());
    } catch (fault) {
      if (fault.message === says.saysOut) tell(says.saysOut);
    }
  }

  async function poll() {
    if (document.visibilityState !== "visible" || busy || hands.isDragging || isOut) return;
    const version = seen();
    try {
      const answer = await ask(address(says.since, { version }));
      if (answer.status === 200 && !busy && version === seen()) put(await answer.text());
    } catch (fault) {
      if (fault.message === says.saysOut) tell(says.saysOut); // else the network is away: ask again
    }
  }
  setInterval(poll, EVERY);
  document.addEventListener("visibilitychange", poll);

  // Finding hubs

  let typing;
  function find(more = {}) {
    clearTimeout(typing);
    const url = new URL(says.base, location.href);
    for (const [name, value] of new FormData(narrow)) {
      if (value && name !== "hub") url.searchParams.set(name, value);
    }
    for (const [name, value] of Object.entries(more)) url.searchParams.set(name, value);
    history.replaceState(null, "", url);
    look(says.since, { version: seen(), draw: 1 });
  }
  narrow?.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(find, TYPING);
  });
  narrow?.addEventListener("submit", (event) => {
    event.preventDefault();
    find();
  });
  form.addEventListener("click", (event) => {
    const page = event.target.closest(".pages a");
    const all = event.target.closest("[data-desk-all]");
    if (!page && !all) return;
    event.preventDefault();
    if (all) for (const field of narrow.querySelectorAll("input, select")) field.value = "";
    find(page ? { page: new URL(page.href).searchParams.get("page") } : {});
    form.querySelector("[data-swap='board']").scrollIntoView({ block: "start" });
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = event.submitter;
    if (!button) return;
    if ("reason" in button.dataset && !form.elements.reason.value) {
      hands.askReason(button.value.split(" ").slice(1));
      return;
    }
    const path = button.getAttribute("formaction") || form.getAttribute("action");
    take(path, hands.values(button));
  });
}

function token() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
}
