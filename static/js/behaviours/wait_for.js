// Asks now and then whether a file is there, and says so when it is: the link to it stands beside it already.
const EVERY = 1500;
const AT_MOST = 60;

export function wake(place) {
  let asked = 0;
  const ask = async () => {
    asked += 1;
    try {
      const answer = await fetch(place.dataset.waitUrl, { method: "HEAD", headers: { Accept: "application/pdf" } });
      if (answer.ok) {
        place.textContent = place.dataset.waitDone;
        return;
      }
    } catch {
      // The network is away: ask again.
    }
    if (asked < AT_MOST) setTimeout(ask, EVERY);
  };
  setTimeout(ask, EVERY);
}
