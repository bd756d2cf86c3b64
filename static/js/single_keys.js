// Whoever speaks to their computer, or rests a hand on the keyboard, can turn the keys off
// that are one letter or mark. No other script hears them then. Kept in the browser.

const NAME = "single-keys";

function areOff() {
  try {
    return localStorage.getItem(NAME) === "off";
  } catch {
    // Without storage they are as they were made.
    return false;
  }
}

function keep(event) {
  if (event.target.id !== NAME) return;
  try {
    localStorage.setItem(NAME, event.target.checked ? "on" : "off");
  } catch {
    event.target.checked = true;
  }
}

function pass(event) {
  const isSingle = event.key.length === 1 && event.key !== " ";
  if (!isSingle || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.("input:not([type=checkbox]), textarea, select")) return;
  if (areOff()) event.stopImmediatePropagation();
}

for (const choice of document.querySelectorAll("[data-single-keys]")) {
  choice.querySelector("input").checked = !areOff();
  choice.hidden = false;
}
document.addEventListener("change", keep);
document.addEventListener("keydown", pass, true);
