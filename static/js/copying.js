// Puts a post on the clipboard twice: as rich text and as Markdown.
//   [data-copy]        holds the buttons and a [role=status]; shown where this can work
//   [data-copy-html]   on a button: where the rich text is; data-copy-text: the Markdown

const fetched = async (address, type) => {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return new Blob([await response.text()], { type });
};

async function copy(button, status) {
  // Promises, because some browsers only let a click write what it hands over at once.
  const item = new ClipboardItem({
    "text/html": fetched(button.dataset.copyHtml, "text/html"),
    "text/plain": fetched(button.dataset.copyText, "text/plain"),
  });
  try {
    await navigator.clipboard.write([item]);
    status.textContent = "Copied: paste it into the editor.";
  } catch {
    status.textContent = "The browser did not allow it; use the files below.";
  }
}

if (window.ClipboardItem && navigator.clipboard?.write) {
  for (const group of document.querySelectorAll("[data-copy]")) {
    const status = group.querySelector("[role=status]");
    for (const button of group.querySelectorAll("[data-copy-html]")) {
      button.addEventListener("click", () => copy(button, status));
    }
    group.hidden = false;
  }
}
