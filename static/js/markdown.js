// A small toolbar above every textarea[data-markdown]: the marks, put around what is
// selected or before its lines. The same by Ctrl or Cmd with B, I and K.

const TOOLS = [
  { name: "Strong", key: "b", act: (field) => wrap(field, "**") },
  { name: "Emphasis", key: "i", act: (field) => wrap(field, "*") },
  { name: "Link", key: "k", act: link },
  { name: "Quote", act: (field) => prefix(field, "> ") },
  { name: "List", act: (field) => prefix(field, "- ") },
];

// Typed for the reader, so that the browser's own undo takes it back.
function type(field, start, end, text) {
  field.focus();
  field.setSelectionRange(start, end);
  if (document.execCommand(text ? "insertText" : "delete", false, text)) return;
  field.setRangeText(text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function wrap(field, mark) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const words = value.slice(start, end);
  // Three stars are both marks, one within the other.
  const stars = Math.min(
    value.slice(0, start).match(/\**$/)[0].length, value.slice(end).match(/^\**/)[0].length,
  );
  if (mark.length === 2 ? stars >= 2 : stars % 2) {
    type(field, start - mark.length, end + mark.length, words);
    return field.setSelectionRange(start - mark.length, end - mark.length);
  }
  // Marks stand at the words: a blank inside them would be shown as it is typed.
  const blank = words.length - words.trimStart().length;
  const inner = words.trim();
  type(field, start + blank, start + blank + inner.length, mark + inner + mark);
  const from = start + blank + mark.length;
  field.setSelectionRange(from, from + inner.length);
}

function link(field) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const words = value.slice(start, end).trim();
  const isAddress = /^https?:\/\/\S+$/.test(words);
  const text = isAddress ? `[](${words})` : `[${words}](https://)`;
  type(field, start, end, text);
  const at = isAddress || !words ? start + 1 : start + text.length - 1;
  field.setSelectionRange(at, at);
}

function prefix(field, mark) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const from = start ? value.lastIndexOf("\n", start - 1) + 1 : 0;
  const last = value.indexOf("\n", Math.max(end - 1, start));
  const to = last < 0 ? value.length : last;
  const lines = value.slice(from, to).split("\n");
  const isMarked = lines.every((line) => line.startsWith(mark));
  const text = lines.map((line) => (isMarked ? line.slice(mark.length) : mark + line)).join("\n");
  type(field, from, to, text);
  if (start === end) field.setSelectionRange(from + text.length, from + text.length);
  else field.setSelectionRange(from, from + text.length);
}

function button({ name, key, act }, field) {
  const made = Object.assign(document.createElement("button"), {
    type: "button", textContent: name, tabIndex: -1,
  });
  if (key) made.setAttribute("aria-keyshortcuts", `Control+${key.toUpperCase()}`);
  if (key) made.title = `Ctrl+${key.toUpperCase()}`;
  made.addEventListener("click", () => act(field));
  return made;
}

// One stop for Tab, arrows between the tools, as the ARIA toolbar pattern has it.
function walk(event, tools) {
  const at = tools.indexOf(document.activeElement);
  const to = {
    ArrowRight: (at + 1) % tools.length,
    ArrowLeft: (at - 1 + tools.length) % tools.length,
    Home: 0,
    End: tools.length - 1,
  }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  tools.forEach((tool, place) => { tool.tabIndex = place === to ? 0 : -1; });
  tools[to].focus();
}

function setUpToolbar(field) {
  const bar = Object.assign(document.createElement("div"), { className: "tools" });
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "Marks for the text");
  bar.setAttribute("aria-controls", field.id);
  const tools = TOOLS.map((tool) => button(tool, field));
  tools[0].tabIndex = 0;
  bar.append(...tools);
  bar.addEventListener("keydown", (event) => walk(event, tools));
  field.before(bar);
  field.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const tool = TOOLS.find(({ key }) => key && key === event.key.toLowerCase());
    if (!tool) return;
    event.preventDefault();
    tool.act(field);
  });
}

function setUp(part) {
  part.querySelectorAll("textarea[data-markdown]").forEach((field) => {
    if (field.previousElementSibling?.role !== "toolbar") setUpToolbar(field);
  });
}

// A reply's form comes into the page when it is asked for.
document.addEventListener("htmx:load", (event) => setUp(event.target));
setUp(document);
