// Says in words why a passkey or a security key was of no use; without it only the console would know.
//
// data-says-address  where the address of the site has no name, which keys are bound to
// data-says-unused   cancelled, too late, none at hand, or any other trouble
export function wake(place) {
  document.addEventListener("allauth.error", (event) => {
    if (!event.detail.tags.includes("webauthn")) return;
    event.preventDefault();
    const words = document.createElement("p");
    words.className = "notice__words";
    const { saysAddress, saysUnused } = place.dataset;
    words.textContent = event.detail.exception.name === "SecurityError" ? saysAddress : saysUnused;
    place.className = "notice notice--warn";
    place.replaceChildren(words);
  });
}
