// What is kept on this device until the server has it. Signing out by hand forgets all of it.
const OUTLIVES = 14 * 24 * 3600 * 1000;

export function recall(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key));
    return kept && Date.now() - kept.at < OUTLIVES ? kept : null;
  } catch {
    return null;
  }
}

export function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Storage may be closed to us: then nothing is kept either.
  }
}

// Whether it is kept: storage may be full or closed to us; saving on the server still works.
export function keep(key, words) {
  try {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), ...words }));
    return true;
  } catch {
    return false;
  }
}
