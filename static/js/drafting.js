// The outline editor: keys, and steps that change a few rows instead of the page.
// Everything here also works by the links and the form on the page alone.
//   a[data-key]            a row; the one at hand is aria-current
//   [data-act-key="q"]     a button of the piece at hand, pressed by that key

const bench = document.getElementById("draft");
const list = bench.querySelector(".outline");
const find = (parts) => bench.querySelector(parts);
const form = () => document.getElementById("step");
const rows = () => [...list.querySelectorAll("a[data-key]")];
const row = (key) => list.querySelector(`a[data-key="${CSS.escape(key)}"]`);
const current = () => list.querySelector("a[aria-current]");
const say = (text) => { find("[data-said]").textContent = text; };
const typing = () => document.activeElement?.closest("textarea, input, select, dialog");

// One after the other: each step names the version that the one before has made.
let waiting = Promise.resolve();
let asked = 0;
// What is typed after "e" until the words are there to type it into.
let early = null;
let isLeaving = false;

function isDirty() {
  const fields = form()?.querySelectorAll("textarea, input[maxlength]") ?? [];
  return [...fields].some((field) => field.value !== field.defaultValue || "refused" in field.dataset);
}

async function ask(address, options = {}) {
  const response = await fetch(address, {
    ...options, redirect: "manual", headers: { Accept: "application/json" },
  });
  const isPart = response.headers.get("Content-Type")?.startsWith("application/json");
  return isPart ? [response.status, await response.json()] : [response.status, null];
}

// Not `reload`: on the page of a refused form that would send the form again.
function loadAgain() {
  location.assign(current().href.replace(/#.*/, ""));
}

function send(act, more = {}) {
  if (!form()) return;
  const body = new FormData(form());
  body.set("act", act);
  for (const [name, value] of Object.entries(more)) body.set(name, value);
  // Words that nobody changed need no second look.
  if (!isDirty() && act !== "words" && !("cursor" in more)) body.delete("text");
  const here = spot();
  say("Saving…");
  waiting = waiting.then(async () => {
    body.set("version", form().elements.version.value);
    const [status, part] = await ask(form().action, { method: "POST", body });
    if (!part) return loadAgain();
    layOver(part, status, here, act);
  }).catch(() => say("Not saved: no connection"));
}

// Where the focus was, by what outlives the elements.
function spot() {
  const button = document.activeElement?.closest("#step button");
  return button ? { value: button.value } : { row: !typing() };
}

function layOver(part, status, here, act) {
  // Words that were not taken stay at hand, whatever was asked for meanwhile.
  if (status !== 200) asked += 1;
  if (part.removed) {
    for (const key of part.removed) row(key)?.parentElement.remove();
    const before = part.after && row(part.after)?.parentElement;
    if (before) before.insertAdjacentHTML("afterend", part.rows);
    else list.insertAdjacentHTML("afterbegin", part.rows);
  } else if (part.rows) list.innerHTML = part.rows;
  showPiece(part);
  for (const field of document.querySelectorAll('[name="version"]')) field.value = part.version;
  mark(part.key);
  // Set once the parts are there: a live region speaks when it changes.
  say(status === 200 ? part.said : `Not done. ${part.said}`);
  if (here.value) {
    const again = [...form().querySelectorAll("button")].find((each) => each.value === here.value);
    (again ?? row(part.key))?.focus({ preventScroll: true });
  } else if (status === 200 || here.row) focusRow(part.key);
  else form().elements.text.focus();
  if (status === 200 && act === "sure") go(nextDoubt(1));
}

function showPiece(part) {
  find("[data-piece]").innerHTML = part.piece;
  find("[data-bar]").innerHTML = part.bar;
  prepare();
}

function mark(key) {
  for (const each of list.querySelectorAll("[aria-current]")) each.removeAttribute("aria-current");
  row(key)?.setAttribute("aria-current", "true");
  // The link to the piece stands behind the row at hand.
  const [link, ...more] = list.querySelectorAll(".to-piece");
  for (const each of more) each.remove();
  if (link) row(key)?.after(link);
}

function focusRow(key) {
  row(key)?.focus({ preventScroll: true });
  row(key)?.scrollIntoView({ block: "nearest" });
}

// A row is at hand at once; what can be done to it is fetched when one stays there.
function go(link) {
  if (!link) return say("Nothing is doubtful");
  if (isDirty()) send("words");
  const { key } = link.dataset;
  mark(key);
  focusRow(key);
  const turn = ++asked;
  waiting = waiting.then(() => (turn === asked ? fetchPiece(key) : null))
    .catch(() => say("Not loaded: no connection"));
}

async function fetchPiece(key) {
  const [, part] = await ask(row(key).href);
  if (!part) return loadAgain();
  // Somebody else's newer version must be told at the next step, not taken over here.
  const seen = form()?.elements.version.value;
  showPiece(part);
  if (seen) form().elements.version.value = seen;
  // Words that were saved on the way have brought their own row back to hand.
  mark(key);
  if (!typing()) focusRow(key);
}

function nextDoubt(step) {
  const all = rows();
  const here = all.indexOf(current());
  const order = [...all.slice(here + 1), ...all.slice(0, here + 1)];
  const unsure = (how) => order.filter((each) => each.parentElement.dataset.confidence === how);
  const doubts = unsure("low").length ? unsure("low") : unsure("likely");
  return step > 0 ? doubts[0] : doubts.filter((each) => each !== current()).at(-1);
}

function neighbour(step) {
  const all = rows();
  return all[Math.max(0, Math.min(all.length - 1, all.indexOf(current()) + step))];
}

// A key that comes before the piece has arrived waits for it.
function press(key) {
  waiting = waiting.then(() => {
    const button = form()?.querySelector(`[data-act-key="${CSS.escape(key)}"]`);
    if (button) setTimeout(() => send(button.value));
    else if (key === "/") say("One sentence only: type e, then split at the cursor");
  });
}

function edit() {
  early ??= "";
  waiting = waiting.then(() => {
    const field = form().elements.text;
    field.focus();
    field.setRangeText(early ?? "", field.value.length, field.value.length, "end");
    early = null;
  });
}

function typeEarly(event) {
  if (event.key === "Escape") early = null;
  else if (event.key === "Backspace") early = early.slice(0, -1);
  else if (event.key === "Enter") early += "\n";
  else if (event.key.length === 1) early += event.key;
  else return;
  event.preventDefault();
}

function split() {
  const field = form().elements.text;
  send("split", { cursor: [...field.value.slice(0, field.selectionStart)].length });
}

const help = () => document.getElementById("keys").showModal();
const ACTS = {
  j: () => go(neighbour(1)), ArrowDown: () => go(neighbour(1)),
  k: () => go(neighbour(-1)), ArrowUp: () => go(neighbour(-1)),
  n: () => go(nextDoubt(1)), N: () => go(nextDoubt(-1)),
  z: () => send("undo"), y: () => send("redo"), e: edit, "?": help,
  ArrowRight: () => press("]"), ArrowLeft: () => press("["),
};

function pressKey(event) {
  if (event.ctrlKey || event.metaKey || document.querySelector("dialog[open]")) return;
  if (early !== null) return typeEarly(event);
  if (event.target.closest("[data-piece] textarea, [data-piece] input")) return pressWriting(event);
  if (event.target.closest("input, textarea, select") || event.altKey) return;
  const isElsewhere = event.target.closest("a, button, summary") && !event.target.closest("a[data-key]");
  if (isElsewhere && ["Enter", " "].includes(event.key)) return;
  const act = ACTS[event.key];
  const isKnown = act || find(`[data-act-key="${CSS.escape(event.key)}"]`) || /^[a-zA-Z/[\]]$/.test(event.key);
  if (!isKnown && event.key !== "Enter") return;
  event.preventDefault();
  if (act) act();
  else press(event.key);
}

function pressWriting(event) {
  if (event.key === "Escape") { event.stopPropagation(); focusRow(form().elements.key.value); }
  if (event.key === "Enter" && event.altKey) { event.preventDefault(); split(); }
}

function submit(event) {
  const { target, submitter } = event;
  if (target.id === "step") {
    event.preventDefault();
    send(submitter?.value ?? "words");
  } else if (target.elements.version && !("saved" in target.dataset)) {
    event.preventDefault();
    saveThen(target, submitter);
  } else if (target.id === "discard") isLeaving = true;
}

// A form that names the version goes on with what is typed, and with what is on its way.
function saveThen(target, submitter) {
  if (isDirty()) send("words");
  waiting = waiting.then(() => {
    if (isDirty()) return;
    // What was asked before is not asked again.
    target.dataset.saved = target.dataset.confirmed = "yes";
    target.requestSubmit(submitter);
    delete target.dataset.saved;
    delete target.dataset.confirmed;
  });
}

function prepare() {
  for (const hidden of document.querySelectorAll("[data-keys], [data-split]")) hidden.hidden = false;
}

document.addEventListener("keydown", pressKey);
bench.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-key]");
  if (event.target.closest("[data-keys]")) help();
  else if (event.target.closest("[data-split]")) split();
  else if (link && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    go(row(link.dataset.key));
  }
});
document.addEventListener("submit", submit);
addEventListener("beforeunload", (event) => { if (isDirty() && !isLeaving) event.preventDefault(); });
prepare();
