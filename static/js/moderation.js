// The queue by keyboard. [data-key="a"] is pressed by that key, one of several where
// it names more; where it also has
// [data-needs="field"], an empty field of its form is focused first.

function isTyping(target) {
  return target.closest("input, textarea, select, [contenteditable]");
}

function isMissing(control) {
  const needed = control.form?.elements[control.dataset.needs];
  return needed && !needed.value ? needed : null;
}

const help = () => document.getElementById("keys").showModal();

function press(event) {
  const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
  if (hasModifier || event.repeat || document.querySelector("dialog[open]")) return;
  if (event.key === "Escape") document.activeElement?.blur();
  if (isTyping(event.target)) return;
  if (event.key === "?") return help();
  const control = document.querySelector(`[data-key~="${CSS.escape(event.key)}"]`);
  if (!control) return;
  // Enter on a link or a button is theirs.
  if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
  event.preventDefault();
  const missing = isMissing(control);
  // A group of radio buttons is a list without a focus of its own.
  if (missing) (missing.focus ? missing : missing[0]).focus();
  else if (control.matches("input")) control.focus();
  else control.click();
}

document.addEventListener("keydown", press);
for (const button of document.querySelectorAll("[data-keys]")) {
  button.addEventListener("click", help);
  button.hidden = false;
}
// After a decision the next case is there: the keys must not repeat it.
document.addEventListener("submit", (event) => {
  for (const button of event.target.querySelectorAll("button")) {
    setTimeout(() => (button.disabled = true));
  }
});
// Coming back to a kept page, the buttons work again.
window.addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("button:disabled")) {
    button.disabled = false;
  }
});
