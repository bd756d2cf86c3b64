// Pasting rich text into [data-paste] keeps its structure: the clipboard's HTML goes into
// the field and the form says that it is HTML. Without this the bare words arrive.

const KEPT = ["href", "id", "start", "value"];
const STRUCTURE = "h1, h2, h3, h4, h5, h6, li, blockquote, a[href], p + p";
const BLOCKS =
  "h1, h2, h3, h4, h5, h6, p, ul, ol, li, blockquote, div, section, pre, table, tr, hr";
const LOST = "script, style, meta, link, title, img, svg, button, input";

function structured(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const lost of page.querySelectorAll(LOST)) lost.remove();
  for (const part of page.body.querySelectorAll("*")) {
    for (const { name } of [...part.attributes]) {
      if (!KEPT.includes(name)) part.removeAttribute(name);
    }
  }
  for (const run of page.body.querySelectorAll("span, font")) {
    run.replaceWith(...run.childNodes);
  }
  // A line for each block, so that the words can be read among the marks.
  for (const block of page.body.querySelectorAll(BLOCKS)) block.before("\n");
  return page.querySelector(STRUCTURE) ? page.body.innerHTML.trim() : "";
}

function paste(event) {
  const field = event.target;
  const isWhole = field.selectionEnd - field.selectionStart === field.value.length;
  const html = event.clipboardData?.getData("text/html");
  // Into a text that is there already, words are pasted among words.
  const kept = html && isWhole ? structured(html) : "";
  if (!kept) return;
  event.preventDefault();
  field.setRangeText(kept, 0, field.value.length, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.form.elements.format.value = "html";
  field.form.querySelector("[data-pasted]").textContent =
    "The formatting was kept: below are its headings, lists and links, as HTML.";
}

document.querySelector("[data-paste] textarea")?.addEventListener("paste", paste);
