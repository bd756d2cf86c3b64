// The board: keys, dragging, and posting without losing one's place in the panes.
// Everything here also works by the forms on the page alone.
//   [data-key="p"]          a form or a link of an answer or a quotation, and its key
//   [data-move="1"]         a form that moves a quotation or a group; Alt+arrows send it
//   .grip                   drags its [data-item] to another item or [data-group]

const KEEPS_PLACE = ".candidate form, .draft .item-tools form, .desk-bar form[data-key]";
const desk = () => document.getElementById("desk");
const panes = () => [...desk().querySelectorAll(".tray, .draft")];
const say = (text) => { desk().querySelector("[data-saved]").textContent = text; };
const focusedIn = (parts) => document.activeElement?.closest(parts);

// One after the other: an older board must not be laid over a newer one.
let sending = Promise.resolve();

function send(address, body) {
  say("Saving…");
  sending = sending.then(() => post(address, body)).catch(() => say("Not saved: no connection"));
}

async function post(address, body) {
  const response = await fetch(address, { method: "POST", body, redirect: "manual" });
  // Every accepted change leads back to the board; a refusal is shown by the board itself.
  if (response.type !== "opaqueredirect") return location.reload();
  const text = await (await fetch(location.href)).text();
  const page = new DOMParser().parseFromString(text, "text/html");
  if (!page.getElementById("desk")) return location.reload();
  layOver(page);
  say("Saved");
}

function layOver(page) {
  const scrolled = panes().map((pane) => pane.scrollTop);
  const focusAgain = spot();
  document.querySelector("main .messages")?.parentElement.remove();
  desk().replaceWith(page.getElementById("desk"));
  const messages = page.querySelector(".messages")?.parentElement;
  if (messages) desk().before(messages);
  prepare();
  panes().forEach((pane, place) => { pane.scrollTop = scrolled[place]; });
  focusAgain();
}

// Remembers what has the focus by an id, which outlives the elements.
function spot() {
  const part = focusedIn(".candidate, [data-item], [data-group]");
  const step = focusedIn("[data-move]")?.dataset.move;
  return () => {
    const again = part && document.getElementById(part.id);
    const button = step && again?.querySelector(`[data-move="${step}"] button`);
    (button || again)?.focus({ preventScroll: true });
  };
}

// What a form takes away cannot keep the focus: its neighbour gets it.
function stepAside(form) {
  const kind = form.closest(".candidate") ? ".candidate" : "[data-item]";
  const part = form.closest(kind);
  if (!part || form.dataset.move) return;
  const all = [...desk().querySelectorAll(kind)];
  const here = all.indexOf(part);
  (all[here + 1] ?? all[here - 1])?.focus({ preventScroll: true });
}

function submit(form) {
  const body = new FormData(form);
  stepAside(form);
  send(form.action, body);
}

function go(step) {
  const all = [...desk().querySelectorAll(".candidate")];
  const here = all.indexOf(focusedIn(".candidate"));
  const next = all[Math.max(0, Math.min(all.length - 1, here + step))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

const help = () => document.getElementById("keys").showModal();

function pressKey(event) {
  if (event.target.closest("input, textarea, select, dialog")) return;
  if (event.ctrlKey || event.metaKey) return;
  if (event.altKey) return moveByKey(event);
  const key = CSS.escape(event.key);
  const own = focusedIn(".candidate, [data-item]")?.querySelector(`[data-key="${key}"]`);
  const form = own ?? desk().querySelector(`.desk-bar [data-key="${key}"]`);
  if (event.key === "j") go(1);
  else if (event.key === "k") go(-1);
  else if (event.key === "?") help();
  else if (form?.matches("a")) form.click();
  else if (form) submit(form);
}

function moveByKey(event) {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const form = step && focusedIn("[data-item]")?.querySelector(`[data-move="${step}"]`);
  if (!form) return;
  event.preventDefault();
  submit(form);
}

let dragged = null;

function drag(event) {
  dragged = event.target.closest("[data-item]");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.item);
  event.dataTransfer.setDragImage(dragged, 0, 0);
  dragged.dataset.dragging = "";
}

function place(event) {
  const over = dragged && event.target.closest?.("[data-item], [data-group]");
  if (!over || over === dragged) return null;
  const box = over.getBoundingClientRect();
  const isBelow = event.clientY > box.top + box.height / 2;
  return { over, side: over.dataset.item && !isBelow ? "above" : "below" };
}

function unmark() {
  for (const marked of desk().querySelectorAll("[data-drop]")) delete marked.dataset.drop;
}

function hover(event) {
  const target = place(event);
  if (!target) return;
  event.preventDefault();
  unmark();
  target.over.dataset.drop = target.side;
}

function drop(event) {
  const target = place(event);
  if (!target) return;
  event.preventDefault();
  if (target.over.dataset.group) target.over.append(dragged);
  else if (target.side === "below") target.over.after(dragged);
  else target.over.before(dragged);
  saveOrder();
}

function endDrag() {
  unmark();
  if (dragged) delete dragged.dataset.dragging;
  dragged = null;
}

function saveOrder() {
  const groups = [...desk().querySelectorAll("[data-group]")].map((group) => [
    Number(group.dataset.group),
    [...group.querySelectorAll("[data-item]")].map((item) => item.dataset.item),
  ]);
  const form = desk().querySelector("[data-move]");
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set("order", JSON.stringify(groups));
  send(desk().dataset.orderUrl, body);
}

function prepare() {
  for (const hidden of desk().querySelectorAll(".grip, [data-keys]")) hidden.hidden = false;
  desk().querySelector("[data-keys]").addEventListener("click", help);
}

document.addEventListener("keydown", pressKey);
document.addEventListener("dragstart", (event) => {
  if (event.target.matches?.(".grip")) drag(event);
});
document.addEventListener("dragover", hover);
document.addEventListener("drop", drop);
document.addEventListener("dragend", endDrag);
document.addEventListener("submit", (event) => {
  if (!event.target.matches(KEEPS_PLACE) || event.defaultPrevented) return;
  event.preventDefault();
  submit(event.target);
});
prepare();
