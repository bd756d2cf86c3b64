// Trimming word by word, with the mouse or by keys, and the result as it will read.
//   form[data-trim]      whose hidden field "excerpt" holds what stays, as JSON
//   label[data-start]    a sentence, and where it begins in the answer (in characters)
//   [data-do="cut"]      does that to what is selected: cut, keep, only, insert, undo, help
// The server has the last word: each change is sent to it, and what it makes is shown.

const form = document.querySelector("form[data-trim]");
const dialog = document.getElementById("insertion");
const PIECES = /\s+|[^\s。！？]*[。！？]+|[^\s。！？]+/g;
const LOOK_AFTER = 250;

let stored = JSON.parse(form.elements.excerpt.value || "[]");
const ends = new Set(stored.flatMap((part) => [part.start, part.end]));
const units = [...form.querySelectorAll("label[data-start]")].map(setUpUnit);
const words = units.flatMap((unit) => unit.words);
// What the editor puts in, by the number of the word that it stands before.
let insertions = new Map();
let cursor = null;
let selected = null;
let isChanged = false;
const undoable = [];

// Words are counted in characters, as the server counts them, and not in halves of them.
function setUpUnit(label) {
  const box = document.getElementById(label.htmlFor);
  const unit = { box, label, words: [] };
  let at = Number(label.dataset.start);
  const parts = [];
  for (const [piece] of label.textContent.matchAll(PIECES)) {
    if (!piece.trim()) {
      parts.push(piece);
      at += [...piece].length;
      continue;
    }
    for (const text of partedAt(piece, at)) {
      const span = document.createElement("span");
      span.textContent = text;
      const word = { start: at, end: at + [...text].length, span, unit, kept: false };
      unit.words.push(word);
      parts.push(span);
      at = word.end;
    }
  }
  label.replaceChildren(...parts);
  return unit;
}

// Where the stored excerpt ends inside of a word, before its comma, so does the piece.
function partedAt(piece, start) {
  const parts = [""];
  [...piece].forEach((letter, place) => {
    if (place && ends.has(start + place)) parts.push("");
    parts[parts.length - 1] += letter;
  });
  return parts;
}

function read() {
  let waiting = [];
  for (const part of stored) {
    if (part.insert !== undefined) {
      waiting.push(part.insert);
      continue;
    }
    const kept = words.filter((word) => part.start <= word.start && word.end <= part.end);
    for (const word of kept) word.kept = true;
    if (kept.length && waiting.length) {
      insertions.set(words.indexOf(kept[0]), waiting.join(" "));
      waiting = [];
    }
  }
  if (waiting.length) insertions.set(words.length, waiting.join(" "));
}

function excerpt() {
  const parts = [];
  let open = null;
  let waiting = [];
  words.forEach((word, number) => {
    if (insertions.has(number)) waiting.push(insertions.get(number));
    if (!word.kept) {
      open = null;
      return;
    }
    if (waiting.length) {
      parts.push(...waiting.map((text) => ({ insert: text })));
      [waiting, open] = [[], null];
    }
    if (open) open.end = word.end;
    else parts.push((open = { start: word.start, end: word.end }));
  });
  if (insertions.has(words.length)) waiting.push(insertions.get(words.length));
  return [...parts, ...waiting.map((text) => ({ insert: text }))];
}

function draw() {
  words.forEach((word, number) => {
    word.span.toggleAttribute("data-cut", !word.kept);
    word.span.toggleAttribute("data-here", word === cursor);
    if (insertions.has(number)) word.span.dataset.before = insertions.get(number);
    else delete word.span.dataset.before;
  });
  const last = words.at(-1)?.span;
  if (last && insertions.has(words.length)) last.dataset.after = insertions.get(words.length);
  else if (last) delete last.dataset.after;
  for (const unit of units) {
    const kept = unit.words.filter((word) => word.kept).length;
    unit.box.checked = kept === unit.words.length;
    unit.box.indeterminate = kept > 0 && !unit.box.checked;
  }
}

function change(how) {
  undoable.push({ kept: words.map((word) => word.kept), insertions: new Map(insertions) });
  how();
  changed();
}

function changed() {
  isChanged = true;
  form.elements.excerpt.value = JSON.stringify(excerpt());
  draw();
  clearTimeout(look.timer);
  look.timer = setTimeout(look, LOOK_AFTER);
}

let looks = 0;

async function look() {
  const mine = ++looks;
  const body = new FormData(form);
  body.set("preview", "1");
  try {
    const response = await fetch(location.href, { method: "POST", body });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (mine === looks) show(page, response.status === 409);
  } catch {
    document.getElementById("trim-count").textContent = "No connection: not looked at yet";
  }
}

function show(page, isOvertaken) {
  const quote = page.getElementById("trim-quote");
  // Other words are quoted by now, or none may be: that takes a page of its own.
  if (!quote || isOvertaken) return form.requestSubmit(form.querySelector("[name=preview]"));
  document.getElementById("trim-quote").replaceWith(quote);
  const count = page.getElementById("trim-count").textContent;
  document.getElementById("trim-count").textContent = count;
  form.elements.typed.value = page.getElementById("typed").value;
}

// What the next deed is about: a selection, else the word one is at, else the sentence.
function marked() {
  if (selected) return words.filter((word) => selected.intersectsNode(word.span));
  if (cursor) return [cursor];
  return focusedUnit()?.words ?? [];
}

const focusedUnit = () => units.find((unit) => unit.box === document.activeElement);

function set(which, kept) {
  if (which.length) change(() => which.forEach((word) => { word.kept = kept; }));
}

const deeds = {
  cut: () => set(marked(), false),
  keep: () => set(marked(), true),
  only: () => {
    const those = new Set(marked());
    if (those.size) change(() => words.forEach((word) => { word.kept = those.has(word); }));
  },
  toggle: () => {
    const those = marked();
    set(those, !those.some((word) => word.kept));
    if (those.length === 1) tell(those[0]);
  },
  all: () => set(words, true),
  insert: () => ask(marked()[0]),
  undo: () => {
    const before = undoable.pop();
    if (!before) return;
    words.forEach((word, number) => { word.kept = before.kept[number]; });
    insertions = before.insertions;
    changed();
  },
  help: () => document.getElementById("keys").showModal(),
};

function ask(word) {
  if (!word) return;
  const number = words.indexOf(word);
  const field = dialog.querySelector("input");
  dialog.querySelector("[data-before]").textContent = word.span.textContent;
  field.value = insertions.get(number) ?? "";
  dialog.returnValue = "no";
  dialog.onclose = () => {
    if (dialog.returnValue !== "yes") return;
    const text = field.value.trim().replace(/\s+/g, " ");
    change(() => (text ? insertions.set(number, text) : insertions.delete(number)));
  };
  dialog.showModal();
}

function goToUnit(step) {
  const here = units.indexOf(focusedUnit());
  const next = units[Math.max(0, Math.min(units.length - 1, here + step))];
  cursor = null;
  next.box.focus();
  next.label.scrollIntoView({ block: "nearest" });
  draw();
}

function goToWord(step) {
  const those = focusedUnit()?.words ?? words;
  const here = those.indexOf(cursor);
  const first = step > 0 ? 0 : those.length - 1;
  cursor = here < 0 ? those[first] : those[Math.max(0, Math.min(those.length - 1, here + step))];
  draw();
  tell(cursor);
}

// For those who hear the page: where the cursor is, and whether the word stays.
function tell(word) {
  const state = word.kept ? "kept" : "cut";
  form.querySelector("[data-word]").textContent = `${word.span.textContent}: ${state}`;
}

const keys = {
  j: () => goToUnit(1),
  k: () => goToUnit(-1),
  ArrowDown: () => goToUnit(1),
  ArrowUp: () => goToUnit(-1),
  ArrowRight: () => goToWord(1),
  ArrowLeft: () => goToWord(-1),
  x: deeds.toggle,
  i: deeds.insert,
  a: deeds.all,
  z: deeds.undo,
};

function pressKey(event) {
  if (event.target.closest("textarea, dialog, input:not([type=checkbox])")) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return form.requestSubmit();
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  // Elsewhere the arrows scroll the page.
  if (event.key.startsWith("Arrow") && !focusedUnit()) return;
  if (!keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
}

function remember() {
  const selection = document.getSelection();
  const isOurs = form.querySelector("[data-units]").contains(selection.anchorNode);
  selected = isOurs && !selection.isCollapsed ? selection.getRangeAt(0) : null;
}

for (const rest of form.querySelectorAll("[name=drop]")) rest.parentElement.remove();
read();
draw();
form.querySelector("[data-marking]").hidden = false;
form.addEventListener("change", (event) => {
  const unit = units.find((one) => one.box === event.target);
  const isKept = event.target.checked;
  if (unit) set(unit.words, isKept);
});
form.addEventListener("click", (event) => {
  const deed = event.target.closest("[data-do]")?.dataset.do;
  if (deed) deeds[deed]();
  // Selecting words of a sentence is not clicking on it.
  else if (selected && event.target.closest("label[data-start]")) event.preventDefault();
});
form.querySelector("[data-marking]").addEventListener("mousedown", (event) => event.preventDefault());
form.addEventListener("submit", () => { isChanged = false; });
document.addEventListener("selectionchange", remember);
document.addEventListener("keydown", pressKey);
window.addEventListener("beforeunload", (event) => { if (isChanged) event.preventDefault(); });
