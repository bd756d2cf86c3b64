// What asks nearly the same, while a question is typed. Without this it is shown when the
// form is sent for the first time.

const PAUSE = 800;
const SHORTEST = 12;
const place = document.querySelector("[data-similar]");
const form = place?.closest("form");
const text = form?.elements.text;
let timer = 0;
let turn = 0;

async function look() {
  const here = ++turn;
  if (text.value.trim().length < SHORTEST) return;
  const body = new FormData(form);
  body.set("look", "1");
  let found = null;
  try {
    const response = await fetch(form.action, { method: "POST", body, redirect: "manual" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    found = page.querySelector("[data-similar]");
  } catch {
    // Offline: sending the form will look again.
  }
  // A later look has begun, or the page says something else.
  if (found && here === turn && found.innerHTML !== place.innerHTML) {
    place.innerHTML = found.innerHTML;
  }
}

text?.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(look, PAUSE);
});
