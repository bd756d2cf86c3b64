// Comforts for pages that work without them. Each reads data attributes:
//   [data-theme-switch]      a button that turns light into dark and back
//   form[data-confirm="…"]   asks first, in those words; data-confirm-action names the button
//   [data-contents]          marks the link of the section being read; Escape closes it
//   textarea[data-grow]      grows with its text where CSS cannot do it
//   [data-limit="N"]         counts the characters left (N, after line breaks became one)
//   [data-search]            the box that the key / goes to
//   textarea, Ctrl+Enter     sends its form

const root = document.documentElement;
const darkSystem = window.matchMedia("(prefers-color-scheme: dark)");

const isDark = () =>
  root.dataset.theme ? root.dataset.theme === "dark" : darkSystem.matches;

function setUpThemeSwitch(button) {
  const name = () => {
    button.textContent = isDark() ? "Light colours" : "Dark colours";
  };
  button.addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    root.dataset.theme = theme;
    try {
      localStorage.setItem("theme", theme);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
    name();
  });
  darkSystem.addEventListener("change", name);
  name();
  button.hidden = false;
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// A button that takes something away is red, here as on the page.
function ask(question, action, isLoss) {
  const yes = element("button", {
    className: `button${isLoss ? " button-danger" : ""}`,
    value: "yes",
    textContent: action,
  });
  const no = element("button", {
    className: "button button-quiet",
    value: "no",
    textContent: "Cancel",
    autofocus: true,
  });
  const text = element("p", { id: "confirm-text", textContent: question });
  const form = element(
    "form",
    { method: "dialog" },
    text,
    element("div", { className: "actions" }, yes, no),
  );
  const dialog = element("dialog", { className: "confirm" }, form);
  dialog.setAttribute("aria-labelledby", "confirm-text");
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}

async function confirmFirst(event) {
  const source = event.submitter?.closest("[data-confirm]");
  const asking = source ?? event.target.closest("form[data-confirm]");
  if (!asking || event.target.dataset.confirmed) return;
  event.preventDefault();
  // Other listeners of this submission (partial updates) must wait for the answer too.
  event.stopImmediatePropagation();
  const form = event.target;
  const submitter = event.submitter;
  const action = asking.dataset.confirmAction ?? submitter?.textContent.trim() ?? "Yes";
  const isLoss = submitter?.matches(".button-danger, .button-link") ?? true;
  if (await ask(asking.dataset.confirm, action, isLoss)) {
    form.dataset.confirmed = "yes";
    form.requestSubmit(submitter);
    delete form.dataset.confirmed;
  }
}

function setUpContents(contents) {
  const links = new Map();
  for (const link of contents.querySelectorAll('a[href^="#"]')) {
    const target = document.getElementById(link.hash.slice(1));
    if (target && !contents.contains(target)) links.set(target, link);
  }
  const inView = new Set();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (entry.isIntersecting) inView.add(entry.target);
        else inView.delete(entry.target);
      }
      const here = [...links.keys()].filter((target) => inView.has(target)).pop();
      if (!here) return;
      for (const link of links.values()) link.removeAttribute("aria-current");
      links.get(here).setAttribute("aria-current", "location");
      keepInSight(contents, links.get(here));
    },
    { rootMargin: "-15% 0px -70% 0px" },
  );
  for (const target of links.keys()) observer.observe(target);
  // What opens at the foot of a list that scrolls would open out of sight.
  contents.querySelector("details")?.addEventListener("toggle", (event) => {
    if (event.target.open) event.target.scrollIntoView({ block: "nearest" });
  });
  setUpSheet(contents.querySelector(".contents-close"));
}

// On narrow screens the contents are a sheet, open while its address is the target.
function setUpSheet(close) {
  const isOpen = (address) => new URL(address).hash === "#contents";
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen(location.href)) close.click();
  });
  window.addEventListener("hashchange", (event) => {
    if (isOpen(event.oldURL) && location.hash === close.hash) {
      document.querySelector(".contents-open").focus({ preventScroll: true });
    }
  });
}

function keepInSight(box, link) {
  const top = link.offsetTop - box.offsetTop;
  const above = top < box.scrollTop;
  const below = top + link.offsetHeight > box.scrollTop + box.clientHeight;
  if (above || below) box.scrollTop = top - box.clientHeight / 3;
}

function setUpGrowth(textarea) {
  if (CSS.supports("field-sizing", "content")) return;
  const grow = () => {
    const place = window.scrollY;
    textarea.style.height = "auto";
    textarea.style.height = `${textarea.scrollHeight + 2}px`;
    window.scrollTo({ top: place, behavior: "instant" });
  };
  textarea.addEventListener("input", grow);
  grow();
}

function setUpCounter(field) {
  const limit = Number(field.dataset.limit);
  const counter = element("p", { className: "counter" });
  const show = () => {
    const left = limit - [...field.value].length;
    counter.toggleAttribute("data-over", left < 0);
    counter.textContent =
      left < 0
        ? `${(-left).toLocaleString("en")} characters too many`
        : `${left.toLocaleString("en")} characters left`;
    counter.hidden = left > limit / 5;
  };
  counter.setAttribute("role", "status");
  field.after(counter);
  field.addEventListener("input", show);
  show();
}

function sendOnCtrlEnter(event) {
  const wanted = event.key === "Enter" && (event.ctrlKey || event.metaKey);
  if (!wanted || !event.target.matches("textarea")) return;
  event.preventDefault();
  event.target.form?.requestSubmit();
}

// "/" goes to the search box, unless one is typing.
function searchOnSlash(event) {
  const typing = "input, textarea, select, [contenteditable], dialog *";
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.(typing)) return;
  const box = document.querySelector("[data-search]");
  // A page with a use of its own for the key says so.
  if (!box || document.querySelector("[data-own-slash]")) return;
  event.preventDefault();
  box.focus();
}

function setUp(part) {
  part.querySelectorAll("[data-contents]").forEach(setUpContents);
  part.querySelectorAll("textarea[data-grow]").forEach(setUpGrowth);
  part.querySelectorAll("[data-limit]").forEach(setUpCounter);
}

document.querySelectorAll("[data-theme-switch]").forEach(setUpThemeSwitch);
document.addEventListener("submit", confirmFirst, true);
document.addEventListener("keydown", sendOnCtrlEnter);
document.addEventListener("keydown", searchOnSlash);
// htmx announces parts that it put into the page after loading.
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) setUp(event.target);
});
setUp(document);
