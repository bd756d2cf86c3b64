// Saves what is typed into a form[data-autosave] a moment after the last key.
//   [data-saved]        in the form: a live region that says how far it is
//   was_… fields        what is stored, as the writer last saw it; the server compares
//   data-conflict       on the form, while another editor's words wait to be put together
// A form inside .editing is sent without leaving the page, and tells so with "saved".

const PAUSE = 1000;
const timers = new WeakMap();
const waiting = new Set();
// One after the other: each says what the one before it stored.
let sending = Promise.resolve();

const mine = (event) => event.target.closest?.("form[data-autosave]");
const say = (form, text) => { form.querySelector("[data-saved]").textContent = text; };

function typed(event) {
  const form = mine(event);
  if (!form) return;
  waiting.add(form);
  clearTimeout(timers.get(form));
  if (form.dataset.conflict) return;
  say(form, "");
  timers.set(form, setTimeout(() => save(form), PAUSE));
}

function save(form) {
  clearTimeout(timers.get(form));
  sending = sending.then(() => post(form)).catch(() => {
    waiting.add(form);
    say(form, "Not saved: no connection");
    return false;
  });
  return sending;
}

async function post(form) {
  if (!waiting.delete(form)) return true;
  say(form, "Saving…");
  const body = new FormData(form);
  body.set("autosave", "1");
  const response = await fetch(form.action, { method: "POST", body, redirect: "manual" });
  if (response.ok) return arrived(form, await theirs(response));
  waiting.add(form);
  if (response.status === 409) return conflict(form, await theirs(response));
  say(form, `Not saved: ${await reason(response)}`);
  return false;
}

async function theirs(response) {
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

function arrived(form, page) {
  rebase(form, page);
  say(form, waiting.has(form) ? "" : "Saved");
  return true;
}

// From here on the form has seen what is stored.
function rebase(form, page) {
  for (const field of page.querySelectorAll("form[data-autosave] input[type='hidden']")) {
    if (/(^|-)was_/.test(field.name)) form.elements[field.name].value = field.value;
  }
}

// Both texts stand on the page, and nothing more is sent until the writer says so.
function conflict(form, page) {
  rebase(form, page);
  form.querySelector(".notice")?.remove();
  form.prepend(page.querySelector("[data-stored]"));
  form.dataset.conflict = "";
  form.closest(".editing")?.querySelector(".form-actions a").replaceChildren("Close without saving");
  say(form, "Not saved: another editor changed these words. Both versions are here; put them together and save.");
  return false;
}

async function reason(response) {
  if (response.type === "opaqueredirect") return "sign in again in another tab, then save";
  if ([404, 410].includes(response.status)) return "this is no longer in the draft; copy your words";
  const page = await theirs(response);
  const faults = [...page.querySelectorAll(".field-error li")].map((one) => one.textContent);
  return faults.join(" ") || "the server refused it";
}

async function send(event) {
  const form = mine(event);
  if (!form) return;
  clearTimeout(timers.get(form));
  if (!form.closest(".editing")) return waiting.delete(form);
  event.preventDefault();
  delete form.dataset.conflict;
  form.querySelector(".notice")?.remove();
  if (await save(form)) form.dispatchEvent(new CustomEvent("saved", { bubbles: true }));
}

document.addEventListener("input", typed);
document.addEventListener("submit", send);
document.addEventListener("closing", (event) => waiting.delete(event.target));
window.addEventListener("beforeunload", (event) => {
  if ([...waiting].some((form) => form.isConnected)) event.preventDefault();
});
