// Quoting: words selected in a [data-node] of the essay get a "Quote" button.
//   [data-answer]    where an answer to the question around the node is written
//   [data-quoting]   where the reader says which question words under none bear on
// The address names the node and counts its characters without blanks, as the server
// does: blanks differ between a page and its text, other characters do not.
// Where an answer is being written on the page itself, its form takes the words.
// Words of which only a part was selected are taken whole.

const button = Object.assign(document.createElement("a"), {
  className: "button quote-button",
  textContent: "Quote",
});

let selected = "";

const visible = (text) => [...text.replace(/\s/gu, "")].length;

function nodeOf(place) {
  const element = place.nodeType === Node.TEXT_NODE ? place.parentElement : place;
  return element.closest("[data-node]");
}

// How many characters of the node stand before the place.
function countBefore(node, place, offset) {
  const before = document.createRange();
  before.setStart(node, 0);
  before.setEnd(place, offset);
  return before.toString().length;
}

const startIn = (node, range) => countBefore(node, range.startContainer, range.startOffset);
const endIn = (node, range) => countBefore(node, range.endContainer, range.endOffset);

const words =
  "Segmenter" in Intl && new Intl.Segmenter(document.documentElement.lang, { granularity: "word" });

// Where the word around the character begins and ends, or null between words.
function wordAt(text, index) {
  const piece = words && words.segment(text).containing(index);
  return piece?.isWordLike ? [piece.index, piece.index + piece.segment.length] : null;
}

// The place in the text where the first selected word begins, blanks skipped.
function wholeStart(text, from) {
  const first = from + text.slice(from).search(/\S|$/u);
  return wordAt(text, first)?.[0] ?? first;
}

function wholeEnd(text, to) {
  const last = text.slice(0, to).trimEnd().length;
  return wordAt(text, last - 1)?.[1] ?? last;
}

// Where an answer is written about the selected words, or "" where none can be.
function addressFor(range) {
  const node = nodeOf(range.startContainer);
  if (!node) return "";
  const text = node.textContent;
  const start = wholeStart(text, startIn(node, range));
  // A selection that runs on, or ends at the start of the next block, ends with the node.
  const isWithin = nodeOf(range.endContainer) === node;
  const end = isWithin ? wholeEnd(text, endIn(node, range)) : text.length;
  const [from, to] = [visible(text.slice(0, start)), visible(text.slice(0, end))];
  const target =
    node.closest("[data-answer]")?.dataset.answer ??
    node.closest("[data-quoting]")?.dataset.quoting;
  return target && from < to ? `${target}?quote=${node.dataset.node}.${from}-${to}` : "";
}

// The selected words with what is missing of the first and of the last one.
function wholeWords(range, selection) {
  const [first, last] = [nodeOf(range.startContainer), nodeOf(range.endContainer)];
  const from = startIn(first, range);
  const head = first.textContent.slice(wholeStart(first.textContent, from), from);
  const to = last ? endIn(last, range) : 0;
  const tail = last ? last.textContent.slice(to, wholeEnd(last.textContent, to)) : "";
  return head + selection.toString().trim() + tail;
}

function place(range) {
  const boxes = range.getClientRects();
  const last = boxes[boxes.length - 1] ?? range.getBoundingClientRect();
  const widest = document.documentElement.clientWidth - button.offsetWidth - 8;
  button.style.insetBlockStart = `${last.bottom + window.scrollY + 6}px`;
  button.style.left = `${Math.max(8, Math.min(last.right + window.scrollX, widest))}px`;
}

function show() {
  const selection = document.getSelection();
  const range = selection.rangeCount ? selection.getRangeAt(0) : null;
  const address = range && !selection.isCollapsed ? addressFor(range) : "";
  if (!address) {
    if (document.activeElement !== button) button.remove();
    return;
  }
  button.href = address;
  selected = wholeWords(range, selection);
  // After the words in the document, so that Tab leads on from the button in order.
  nodeOf(range.startContainer).after(button);
  const holder = button.offsetParent ?? document.body;
  place(range);
  if (holder !== document.body) shift(holder);
}

// The button is placed on the page; what holds it may be positioned itself.
function shift(holder) {
  const box = holder.getBoundingClientRect();
  const top = parseFloat(button.style.insetBlockStart) - box.top - window.scrollY;
  button.style.insetBlockStart = `${top}px`;
  button.style.left = `${parseFloat(button.style.left) - box.left - window.scrollX}px`;
}

// The card that shows the selected words; the same words are quoted once.
function cardIn(quotes) {
  const fields = [...quotes.querySelectorAll("textarea")];
  const there = fields.find((field) => field.value === selected);
  if (there) return there.closest(".quoting");
  quotes.append(quotes.querySelector("template").content.cloneNode(true));
  const card = quotes.lastElementChild;
  card.querySelector("blockquote").textContent = selected;
  card.querySelector("textarea").value = selected;
  return card;
}

// What is being typed on this page must not be left behind: the form that was written
// in last, or else the first one, shows the words above its text.
function quoteHere(event) {
  const forms = [...document.querySelectorAll("form:has([data-quotes])")];
  const form = forms.includes(written) ? written : forms[0];
  if (!form) return;
  event.preventDefault();
  const card = cardIn(form.querySelector("[data-quotes]"));
  form.dispatchEvent(new Event("input", { bubbles: true }));
  form.elements.body.focus({ preventScroll: true });
  card.scrollIntoView({ block: "center" });
  button.remove();
}

let written = null;
document.addEventListener("focusin", (event) => {
  written = event.target.closest("form:has([data-quotes])") ?? written;
});

let timer = 0;
button.addEventListener("click", quoteHere);
document.addEventListener("selectionchange", () => {
  clearTimeout(timer);
  timer = setTimeout(show, 150);
});
document.addEventListener("keydown", (event) => {
  if (!button.isConnected || document.activeElement === button) return;
  if (event.key === "Escape") button.remove();
  // Where words are selected need not be where Tab would go on from.
  if (event.key === "Tab" && !event.shiftKey) {
    event.preventDefault();
    button.focus();
  }
});
