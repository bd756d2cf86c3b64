// The board: keys, dragging, and posting without losing one's place in the panes.
// Everything here also works by the forms on the page alone.

const desk = () => document.getElementById("desk");
const panes = () => [...desk().querySelectorAll(".tray, .draft")];
const saved = (text) => { desk().querySelector("[data-saved]").textContent = text; };

// A form is sent in the background; the answer is the board itself, laid over this one.
async function send(form, body = new FormData(form)) {
  const scrolled = panes().map((pane) => pane.scrollTop);
  const focused = document.activeElement?.closest(".candidate, .draft-item");
  const after = focused?.matches(".candidate") ? neighbour(focused, 1) : focused;
  saved("Saving…");
  const response = await fetch(form.action, { method: "POST", body, redirect: "follow" });
  if (!response.ok) { form.submit(); return; }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.getElementById("desk");
  if (!fresh) { location.assign(response.url); return; }
  desk().replaceWith(fresh);
  prepare();
  panes().forEach((pane, place) => { pane.scrollTop = scrolled[place]; });
  if (after) document.getElementById(after.id)?.focus({ preventScroll: true });
  saved("Saved");
}

const candidates = () => [...desk().querySelectorAll(".candidate")];

function neighbour(candidate, step) {
  const all = candidates();
  return all[all.indexOf(candidate) + step] ?? all[all.indexOf(candidate) - step];
}

function go(step) {
  const all = candidates();
  const here = all.indexOf(document.activeElement?.closest(".candidate"));
  const next = all[Math.max(0, Math.min(all.length - 1, here + step))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function order() {
  return [...desk().querySelectorAll("[data-group]")].map((group) => [
    Number(group.dataset.group),
    [...group.querySelectorAll("[data-item]")].map((item) => item.dataset.item),
  ]);
}

function saveOrder() {
  const form = desk().querySelector("[data-move]");
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set("order", JSON.stringify(order()));
  send({ action: desk().dataset.orderUrl, submit: () => location.reload() }, body);
}

let dragged = null;

function prepare() {
  desk().querySelectorAll(".grip").forEach((grip) => {
    grip.hidden = false;
    grip.addEventListener("dragstart", (event) => {
      dragged = grip.closest("[data-item]");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", dragged.dataset.item);
      event.dataTransfer.setDragImage(dragged, 0, 0);
      dragged.classList.add("dragging");
    });
    grip.addEventListener("dragend", () => {
      dragged?.classList.remove("dragging");
      dragged = null;
    });
  });
  const keys = desk().querySelector("[data-keys]");
  keys.hidden = false;
  keys.addEventListener("click", () => document.getElementById("keys").showModal());
}

document.addEventListener("dragover", (event) => {
  const over = event.target.closest?.("[data-item], [data-group]");
  if (!dragged || !over || over === dragged) return;
  event.preventDefault();
});

document.addEventListener("drop", (event) => {
  const over = event.target.closest?.("[data-item], [data-group]");
  if (!dragged || !over || over === dragged) return;
  event.preventDefault();
  if (over.matches("[data-item]")) {
    const box = over.getBoundingClientRect();
    const isBelow = event.clientY > box.top + box.height / 2;
    isBelow ? over.after(dragged) : over.before(dragged);
  } else {
    over.append(dragged);
  }
  saveOrder();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  const stays = form.matches(".candidate form, .draft .item-tools form");
  if (!stays || form.dataset.confirm || event.defaultPrevented) return;
  event.preventDefault();
  send(form);
});

document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select, dialog") || event.ctrlKey || event.metaKey) return;
  const item = document.activeElement?.closest("[data-item]");
  if (event.altKey && item && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    event.preventDefault();
    send(item.querySelector(`[data-move="${event.key === "ArrowUp" ? -1 : 1}"]`));
    return;
  }
  if (event.altKey) return;
  const candidate = document.activeElement?.closest(".candidate");
  const form = candidate?.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (event.key === "j") go(1);
  else if (event.key === "k") go(-1);
  else if (event.key === "?") document.getElementById("keys").showModal();
  else if (form) send(form);
});

prepare();
