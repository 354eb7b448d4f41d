// Wakes the behaviours named in `data-behaviour`; every page works without them.
const BEHAVIOURS = {
  theme: () => import("./theme.js"),
  menu: () => import("./menu.js"),
  unsaved: () => import("./unsaved.js"),
  faults: () => import("./faults.js"),
  submit: () => import("./submit.js"),
  forget_drafts: () => import("./forget_drafts.js"),
  autosave: () => import("./autosave.js"),
  wait_for: () => import("./wait_for.js"),
  time_zone: () => import("./time_zone.js"),
  key_trouble: () => import("./key_trouble.js"),
  desk: () => import("./desk.js"),
};

const awake = new WeakSet();

function wake(root) {
  for (const element of root.querySelectorAll("[data-behaviour]")) {
    if (awake.has(element)) continue;
    awake.add(element);
    for (const name of element.dataset.behaviour.split(" ")) {
      BEHAVIOURS[name]?.().then((behaviour) => behaviour.wake(element));
    }
  }
}

wake(document);
document.addEventListener("fragment", (event) => wake(event.target));
