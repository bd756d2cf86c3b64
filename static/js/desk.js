// The board: keys, dragging, and posting without losing one's place in the panes.
//   a[data-edit="reply"]    opens the page it leads to below, with the focus in that field
// Everything here also works by the forms on the page alone.
//   [data-key="p"]          a form, link or <details> of an answer, a quotation or a group,
//                           used by that key while this has the focus
//   [data-desk-key="u"]     the same for the whole desk
//   [data-move="1"]         a form that moves a quotation or a group; Alt+arrows send it
//   .grip                   drags its [data-item] to another item or [data-group]

const KEEPS_PLACE = ".candidate form, .draft .item-tools form, .desk-bar form[data-desk-key]";
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
  await refresh();
  say("Saved");
}

async function read(address) {
  const text = await (await fetch(address)).text();
  return new DOMParser().parseFromString(text, "text/html");
}

async function refresh() {
  const page = await read(location.href);
  if (!page.getElementById("desk")) return location.reload();
  return layOver(page);
}

function layOver(page) {
  const scrolled = panes().map((pane) => pane.scrollTop);
  const focusAgain = spot();
  const open = [...desk().querySelectorAll("details[open][id]")].map((part) => part.id);
  const editors = [...desk().querySelectorAll(".editing")];
  document.querySelector("main .messages")?.parentElement.remove();
  desk().replaceWith(page.getElementById("desk"));
  const messages = page.querySelector(".messages")?.parentElement;
  if (messages) desk().before(messages);
  // What was chosen from a menu closes it.
  const kept = open.map((id) => document.getElementById(id));
  for (const part of kept) if (part && !part.closest(".item-tools")) part.open = true;
  for (const box of editors) putEditor(box);
  prepare();
  panes().forEach((pane, place) => { pane.scrollTop = scrolled[place]; });
  focusAgain();
}

// Remembers what has the focus by an id, which outlives the elements.
function spot() {
  const field = focusedIn(".editing") && document.activeElement;
  if (field) return () => field.focus({ preventScroll: true });
  const part = focusedIn(".candidate, [data-item], [data-group]");
  const step = focusedIn("[data-move]")?.dataset.move;
  return () => {
    const again = part && document.getElementById(part.id);
    const button = step && again?.querySelector(`[data-move="${step}"] button`);
    (button?.disabled === false ? button : again)?.focus({ preventScroll: true });
  };
}

// What a form takes away cannot keep the focus: its neighbour gets it.
function stepAside(form) {
  const part = form.closest(".candidate, [data-item], [data-group]");
  if (!part || form.dataset.move || ["s", "w", "a"].includes(form.dataset.key)) return;
  const group = form.elements.group?.value;
  if (group) return (part.dataset.item ? part : document.getElementById(`g-${group}`)).focus();
  const kind = [".candidate", "[data-item]", "[data-group]"].find((one) => part.matches(one));
  const all = [...desk().querySelectorAll(kind)];
  const here = all.indexOf(part);
  (all[here + 1] ?? all[here - 1])?.focus({ preventScroll: true });
}

function submit(form) {
  const body = new FormData(form);
  stepAside(form);
  send(form.action, body);
}

// The page of the words opens below what they belong to, and saves by itself.
async function edit(link) {
  const part = link.closest("[data-item], [data-group], .digest-head");
  const there = part.querySelector(":scope > .editing");
  const box = there ?? (await open(link, part));
  if (!box) return location.assign(link.href);
  const field = box.querySelector(`[name$="${link.dataset.edit}"]`);
  field.focus({ preventScroll: true });
  // The end of the quotation stays in sight above what is written to it.
  part.querySelector(":scope > .item-tools").scrollIntoView({ block: "center" });
  field.setSelectionRange?.(field.value.length, field.value.length);
}

async function open(link, part) {
  const form = (await read(link.href)).querySelector("form[data-autosave]");
  if (!form) return null;
  form.action = link.href;
  form.querySelector(".form-actions a").textContent = "Close";
  const box = Object.assign(document.createElement("div"), { className: "editing" });
  box.dataset.of = part.id;
  box.append(form);
  putEditor(box);
  return box;
}

// Where its part is gone, at the head of the draft: what is typed must not go with it.
function putEditor(box) {
  const tools = `#${CSS.escape(box.dataset.of)} > .item-tools`;
  (desk().querySelector(tools) ?? desk().querySelector("#draft-head > .item-tools")).after(box);
}

async function close(box) {
  const part = document.getElementById(box.dataset.of);
  box.querySelector("form").dispatchEvent(new CustomEvent("closing", { bubbles: true }));
  box.remove();
  part?.querySelector("[data-edit]")?.focus({ preventScroll: true });
  await refresh();
  document.getElementById(box.dataset.of)?.scrollIntoView({ block: "nearest" });
}

// Closing saves, except over another editor's words.
function finish(box) {
  const form = box.querySelector("form");
  if ("conflict" in form.dataset) close(box);
  else form.requestSubmit();
}

function go(parts, step) {
  const all = [...desk().querySelectorAll(parts)];
  const here = all.indexOf(focusedIn(parts));
  const next = all[Math.max(0, Math.min(all.length - 1, here + step))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

const help = () => document.getElementById("keys").showModal();

function pressKey(event) {
  const box = event.target.closest(".editing");
  if (box && event.key === "Escape") return finish(box);
  if (event.target.closest("input, textarea, select, dialog")) return;
  if (event.ctrlKey || event.metaKey) return;
  if (event.altKey) return moveByKey(event);
  if (event.key === "j") go(".candidate", 1);
  else if (event.key === "k") go(".candidate", -1);
  else if (event.key === "J") go("[data-item], [data-group]", 1);
  else if (event.key === "K") go("[data-item], [data-group]", -1);
  else if (event.key === "?") help();
  else use(event, keyed(CSS.escape(event.key)));
}

function keyed(key) {
  const own = focusedIn(".candidate, [data-item]")?.querySelector(`[data-key="${key}"]`);
  const group = `:scope > .item-tools [data-key="${key}"]`;
  return (
    own ??
    focusedIn("[data-group]")?.querySelector(group) ??
    desk().querySelector(`[data-desk-key="${key}"]`)
  );
}

function use(event, thing) {
  if (!thing) return;
  // The key itself is not to be typed where it leads.
  event.preventDefault();
  const field = thing.querySelector("select, input:not([type='hidden'])");
  if (thing.matches("a")) return thing.click();
  if (thing.matches("details")) {
    thing.open = !thing.open;
    return thing.open ? (field ?? thing.querySelector("summary")).focus() : undefined;
  }
  if (field) return field.focus();
  return thing.requestSubmit();
}

function moveByKey(event) {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const part = focusedIn("[data-item]") ?? focusedIn("[data-group]");
  const form = step && part?.querySelector(`:scope > .item-tools [data-move="${step}"]`);
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
document.addEventListener("saved", (event) => close(event.target.closest(".editing")));
document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const box = link.matches(".form-actions a") && link.closest(".editing");
  if (!box && !link.dataset.edit) return;
  event.preventDefault();
  if (box) finish(box);
  else edit(link);
});
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
