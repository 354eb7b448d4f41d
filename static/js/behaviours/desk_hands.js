// Choosing hubs on the pairing desk: with the mouse, by keyboard, and by dragging one onto the other.
const TOLD = 3; // best partners that are read aloud

export class Hands {
  // `desk`: take(path, values), look(path, more), say(words) to those who cannot see, release() when a drag has ended.
  constructor(form, desk) {
    this.form = form;
    this.desk = desk;
    this.says = form.dataset;
    this.isDragging = false;
    this.isSettled = false; // after a step the next choice starts anew
    this.dragged = null;
    form.addEventListener("change", (event) => event.target.type === "radio" && this.choose(event.target));
    form.addEventListener("keydown", (event) => this.press(event));
    form.addEventListener("click", (event) => event.target.closest("[data-desk-clear]") && this.clear());
    for (const [name, act] of Object.entries(DRAG)) form.addEventListener(name, (event) => act(this, event));
    this.wake(this.chosen());
  }

  get radios() {
    return [...this.form.querySelectorAll('.desk__hub input[type="radio"]')];
  }

  get pools() {
    return new Set(this.radios.map((one) => one.name)).size;
  }

  chosen() {
    const keys = this.radios.filter((one) => one.checked).map((one) => [one.name, one.value]);
    return keys.sort().map(([, key]) => key);
  }

  place(key) {
    return this.form.querySelector(`[data-hub="${key}"]`);
  }

  name(key) {
    return this.place(key)?.querySelector(".hub__name").textContent ?? "";
  }

  // After the board was drawn anew: what was chosen is chosen again.
  wake(keys) {
    for (const radio of this.radios) {
      radio.checked = keys.includes(radio.value);
      radio.closest(".desk__hub").draggable = true;
    }
    this.show();
  }

  choose(radio) {
    if (this.isSettled) {
      for (const other of this.radios) other.checked = other === radio;
      this.isSettled = false;
    }
    const keys = this.chosen();
    this.show();
    const words = keys.length > 1
      ? this.says.saysBoth.replace("{1}", this.name(keys[0])).replace("{2}", keys.slice(1).map((key) => this.name(key)).join(", "))
      : this.says.saysPartner.replace("{}", this.name(keys[0]));
    const fit = this.fit(keys);
    this.desk.say([words, fit && this.says.saysFit.replace("{}", fit)].filter(Boolean).join(" "));
    if (keys.length === 1) this.ask(keys[0]);
  }

  // Beside what is chosen; the board has drawn each hub in one place.
  chooseToo(keys) {
    for (const radio of this.radios.filter((one) => keys.includes(one.value))) {
      radio.checked = true;
      this.choose(radio);
    }
  }

  async ask(key) {
    await this.desk.look(this.says.partners, { hub: key });
    const best = [...this.form.querySelectorAll("[data-best]")].slice(0, TOLD).map((one) => one.dataset.best);
    if (best.length && this.chosen().length === 1) {
      this.desk.say(
        `${this.says.saysPartner.replace("{}", this.name(key))} ${this.says.saysBest.replace("{}", best.join(", "))}`,
      );
    }
  }

  clear() {
    for (const radio of this.radios) radio.checked = false;
    this.isSettled = false;
    this.form.querySelector('[data-swap="partners"]').replaceChildren();
    this.show();
    this.desk.say(this.says.saysNone);
  }

  // A step that needs a reason: these two, and where to write it.
  askReason(keys) {
    for (const radio of this.radios) radio.checked = keys.includes(radio.value);
    this.isSettled = false;
    this.show();
    const place = this.form.querySelector("#forbid");
    place.open = true;
    place.scrollIntoView({ block: "nearest" });
    this.form.elements.reason.focus();
  }

  settle(went) {
    this.isSettled = went;
  }

  // What the form would send with this button, the hubs named outright.
  values(button) {
    const [move, ...keys] = button.value.split(" ");
    if (button.name !== "act") return { [button.name]: button.value };
    const hubs = keys.length ? keys : this.chosen();
    const reason = this.form.elements.reason?.value ?? "";
    return { act: [move, ...hubs].join(" "), ...(["forbid", "allow"].includes(move) ? { reason } : {}) };
  }

  act(move, ...keys) {
    this.desk.take(this.form.getAttribute("action"), { act: [move, ...keys].join(" ") });
  }

  row(keys) {
    const rows = [...this.form.querySelectorAll("[data-row][data-paired]")];
    return rows.find((row) => keys.every((key) => row.dataset.hubs.split(" ").includes(key)));
  }

  get scores() {
    const panel = this.form.querySelector("[data-scores]");
    return panel ? { of: panel.dataset.chosen, with: JSON.parse(panel.dataset.scores) } : { of: "", with: {} };
  }

  fit(keys) {
    const { of, with: points } = this.scores;
    const other = keys.find((key) => key !== of);
    return keys.length === 2 && keys.includes(of) && other in points ? hundredths(points[other]) : "";
  }

  // What is chosen, what may be done with it, and how well the others would fit.
  show() {
    const keys = this.chosen();
    const bar = this.form.querySelector("[data-desk-chosen]");
    if (!bar) return;
    const row = keys.length === this.pools ? this.row(keys) : null;
    const known = (this.form.querySelector("[data-forbidden]")?.dataset.forbidden ?? "").split(",");
    const isForbidden = keys.length === 2 && known.some((one) => keys.every((key) => one.split(" ").includes(key)));
    const isLocked = Boolean(row?.classList.contains("desk__row--locked"));
    const isWhole = keys.length === this.pools;
    const isTwo = keys.length === 2 && !isLocked;
    const holds = {
      apart: isWhole && !row && !isForbidden,
      paired: Boolean(row) && !isLocked,
      unlocked: Boolean(row) && !isLocked,
      locked: isLocked && !("asked" in row.dataset),
      some: isTwo,
      two: isTwo && !isForbidden,
      forbidden: isTwo && isForbidden,
    };
    for (const one of this.form.querySelectorAll("[data-when]")) one.hidden = !holds[one.dataset.when];
    const reason = this.form.querySelector("#forbid > summary");
    reason.textContent = isForbidden ? reason.dataset.saysAllow : reason.dataset.saysForbid;
    this.form.querySelector("[data-desk-clear]").hidden = !keys.length;
    bar.replaceChildren(...this.words(keys));
    this.mark(keys);
  }

  words(keys) {
    if (!keys.length) return [this.says.saysChoose];
    const strong = (key) => Object.assign(document.createElement("strong"), { textContent: this.name(key) });
    if (keys.length === 1) {
      const [before, after] = this.says.saysPartner.split("{}");
      return [before, strong(keys[0]), after];
    }
    const fit = this.fit(keys);
    const names = keys.flatMap((key, number) => (number ? [" – ", strong(key)] : [strong(key)]));
    return [...names, fit ? ` · ${this.says.saysFit.replace("{}", fit)}` : ""];
  }

  // The fit of the chosen hub at each hub that it could have.
  mark(keys) {
    for (const old of this.form.querySelectorAll(".hub__fit")) old.remove();
    const { of, with: points } = this.scores;
    if (!keys.includes(of)) return;
    const best = Object.values(points).sort((one, other) => other - one)[TOLD - 1] ?? 0;
    for (const place of this.form.querySelectorAll("[data-hub]")) {
      const score = points[place.dataset.hub];
      if (score === undefined) continue;
      const fit = document.createElement("span");
      fit.className = score >= best ? "hub__fit hub__fit--best" : "hub__fit";
      fit.textContent = hundredths(score);
      place.querySelector(".hub").append(fit);
    }
  }

  press(event) {
    const isText = event.target.matches('input:not([type="radio"]), textarea, select');
    if (event.key === "Escape" && !isText && this.chosen().length) return this.clear();
    if (event.key === "Enter" && event.target.id === "reason") {
      event.preventDefault();
      return event.target.closest(".panel").querySelector("button:not([hidden])")?.click();
    }
    if ((event.ctrlKey || event.metaKey) && !isText && ["z", "y"].includes(event.key.toLowerCase())) {
      event.preventDefault();
      const isRedo = event.key.toLowerCase() === "y" || event.shiftKey;
      return this.form.querySelector(`[name="${isRedo ? "redo" : "undo"}"]`)?.click();
    }
    if (event.target.type === "radio") this.pressOnHub(event);
  }

  pressOnHub(event) {
    const keys = this.chosen();
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      event.preventDefault();
      return this.cross(event.target, event.key === "ArrowRight" ? 1 : -1);
    }
    if (event.key === "Enter") {
      event.preventDefault();
      const button = this.form.querySelector('[data-when="apart"]');
      if (!button.hidden) button.click();
      else if (keys.length < 2) this.desk.say(this.form.querySelector("[data-desk-chosen]").textContent);
    }
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      const row = event.target.closest("[data-row][data-paired]");
      if (row) this.act("unpair", ...row.dataset.hubs.split(" "));
    }
  }

  // To the chosen hub of the other side, else to the one across, else to the first.
  cross(radio, way) {
    const pool = Number(radio.name.split("-")[1]) + way;
    const others = this.radios.filter((one) => one.name === `hub-${pool}`);
    const across = radio.closest("[data-row]")?.querySelector(`[name="hub-${pool}"]`);
    const next = others.find((one) => one.checked && !this.isSettled) ?? across ?? others[0];
    if (!next) return;
    next.focus();
    if (!next.checked) next.click();
  }
}

const pool = (place) => Number(place.dataset.pool);

// Where a dragged hub may be let go, and what that does.
function landing(hands, target) {
  const from = hands.dragged;
  const hub = target.closest?.("[data-hub]");
  if (hub && hub.dataset.hub !== from.key) {
    if (pool(hub) === from.pool) return { place: hub, move: "swap", keys: [from.key, hub.dataset.hub] };
    if (hands.row([from.key, hub.dataset.hub])) return null; // they are together
    if (hands.pools > 2) return joining(hub, hub.closest("[data-row][data-paired]"), from, hub.dataset.hub);
    const keys = [[from.pool, from.key], [pool(hub), hub.dataset.hub]].sort((one, other) => one[0] - other[0]);
    return { place: hub, move: "pair", keys: keys.map(([, key]) => key) };
  }
  const gap = target.closest?.("[data-gap]");
  if (gap && pool(gap) === from.pool && hands.pools > 2) return joining(gap, null, from, gap.dataset.gap);
  if (gap && pool(gap) === from.pool) return { place: gap, move: "pair", keys: [...gap.dataset.gap.split(" "), from.key] };
  const tray = target.closest?.("[data-tray]");
  if (tray && from.row) return { place: tray, move: "unpair", keys: from.row.split(" ") };
  return null;
}

// With three partners: into the twinning of the hub it is dropped on, in place of the one of its own side;
// on a free one both are chosen, and the third is still to come.
function joining(place, row, from, key) {
  if (!row) return { place, move: "choose", keys: [key] };
  const keys = row.dataset.hubs.split(" ");
  keys[from.pool] = from.key;
  return { place, move: "pair", keys };
}

const OVER = "desk--over";

function unmark(hands) {
  for (const one of hands.form.querySelectorAll(`.${OVER}`)) one.classList.remove(OVER);
}

const DRAG = {
  dragstart(hands, event) {
    const place = event.target.closest?.("[data-hub]");
    if (!place) return;
    const row = place.closest("[data-row][data-paired]");
    hands.dragged = { key: place.dataset.hub, pool: pool(place), row: row?.dataset.hubs };
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", hands.name(place.dataset.hub));
    const radio = place.querySelector("input");
    // Not at once: browsers give up a drag whose source changes while it begins.
    setTimeout(() => {
      if (!hands.dragged) return;
      hands.isSettled = true; // what was chosen before does not count
      radio.checked = true;
      hands.choose(radio);
      hands.isDragging = true;
    });
  },
  dragover(hands, event) {
    if (!hands.dragged) return;
    const found = landing(hands, event.target);
    unmark(hands);
    if (!found) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "move";
    found.place.classList.add(OVER);
  },
  drop(hands, event) {
    if (!hands.dragged) return;
    const found = landing(hands, event.target);
    event.preventDefault();
    if (found?.move === "choose") hands.chooseToo(found.keys);
    else if (found) hands.act(found.move, ...found.keys);
    end(hands);
  },
  dragend: end,
};

function end(hands) {
  unmark(hands);
  hands.dragged = null;
  hands.isDragging = false;
  hands.desk.release();
}

function hundredths(points) {
  const places = points % 100 ? 2 : 0;
  const format = { minimumFractionDigits: places, maximumFractionDigits: places };
  return (points / 100).toLocaleString(document.documentElement.lang, format);
}
