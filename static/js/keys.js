// Keys of a page: [data-key="p"] is a form that the key sends, or a link that it opens.
// "?" opens the list of them, #keys.

function pressKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select, dialog")) return;
  if (event.key === "?") return document.getElementById("keys")?.showModal();
  const found = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (found?.matches("form")) found.requestSubmit();
  else found?.click();
}

document.addEventListener("keydown", pressKey);
