// Keeps what is typed in this browser until it has arrived.
//   form[data-keep]   under that name, which holds who types and where
//   [data-kept]       says that it is kept, or was brought back
//   [data-arrived]    names what has arrived and need not be kept any longer

const place = (name) => `kept:${name}`;

function setUpKeeping(form) {
  const name = place(form.dataset.keep);
  const note = form.querySelector("[data-kept]");
  const fields = [...form.querySelectorAll("textarea, select")];

  function restore() {
    const kept = JSON.parse(localStorage.getItem(name) ?? "{}");
    // What the server sent back is newer than what was kept.
    if (fields.some((field) => field.value)) return;
    for (const field of fields) field.value = kept[field.name] ?? "";
    if (fields.some((field) => field.value)) note.textContent = "Draft restored";
  }

  function keep() {
    const typed = fields.map((field) => [field.name, field.value]);
    localStorage.setItem(name, JSON.stringify(Object.fromEntries(typed)));
    note.textContent = "Saved in this browser";
  }

  try {
    restore();
  } catch {
    // No storage, or something else in it: the form works all the same.
    return;
  }
  form.addEventListener("input", keep);
}

function forget(arrived) {
  try {
    localStorage.removeItem(place(arrived.dataset.arrived));
  } catch {
    // Without storage there is nothing to forget.
  }
}

document.querySelectorAll("form[data-keep]").forEach(setUpKeeping);
document.querySelectorAll("[data-arrived]").forEach(forget);
