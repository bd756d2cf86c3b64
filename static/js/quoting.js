// Quoting: words selected in a [data-node] of the essay get a "Quote" button.
//   [data-answer]    where an answer to the question around the node is written
//   [data-quoting]   where the reader says which question words under none bear on
// The address names the node and counts its characters without blanks, as the server
// does: blanks differ between a page and its text, other characters do not.
// Where an answer is being written on the page itself, its form takes the words.

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

// How many characters of the node that are not blank stand before the place.
function countBefore(node, place, offset) {
  const before = document.createRange();
  before.setStart(node, 0);
  before.setEnd(place, offset);
  return visible(before.toString());
}

// Where an answer is written about the selected words, or "" where none can be.
function addressFor(range) {
  const node = nodeOf(range.startContainer);
  if (!node) return "";
  const from = countBefore(node, range.startContainer, range.startOffset);
  // A selection that runs on, or ends at the start of the next block, ends with the node.
  const isWithin = nodeOf(range.endContainer) === node;
  const to = isWithin
    ? countBefore(node, range.endContainer, range.endOffset)
    : visible(node.textContent);
  const target =
    node.closest("[data-answer]")?.dataset.answer ??
    node.closest("[data-quoting]")?.dataset.quoting;
  return target && from < to ? `${target}?quote=${node.dataset.node}.${from}-${to}` : "";
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
  selected = selection.toString().trim();
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

// What is being typed on this page must not be left behind.
function quoteHere(event) {
  const more = document.querySelector("form[data-draft] [data-words]");
  const field = more?.querySelector("textarea");
  if (!field || field.value) return;
  event.preventDefault();
  field.value = selected;
  more.open = true;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
  button.remove();
}

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
