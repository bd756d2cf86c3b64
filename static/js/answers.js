// Comforts for writing; every form works without them.
//   form[data-draft]   keeps what is typed on the server, in the place it names
//   [data-unquote]     takes a quotation out of the form
//   htmx               votes, replies and previews in place; here only what may go wrong

const PAUSE = 1000;
// While signed out: as long as it takes to sign in beside it, roughly.
const AGAIN = 5000;

function setUpDraft(form) {
  // Asked anew each time: what is quoted comes and goes.
  const typed = () =>
    [...form.querySelectorAll('textarea, select, input[name="credit_name"]')]
      .map((field) => field.value)
      .join("\n");
  const note = form.querySelector("[data-saved]");
  let timer = 0;
  // What needs no sending: it is kept already, or was refused as it is.
  let settled = typed();
  let wasSignedOut = false;

  // Said once: what speaks it aloud would repeat it at each try.
  function tell(parts) {
    const words = parts.map((part) => part.textContent ?? part).join("");
    if (note.textContent !== words) note.replaceChildren(...parts);
  }

  async function save() {
    clearTimeout(timer);
    if (typed() === settled) return;
    if (wasSignedOut) renewToken(form);
    const body = new FormData(form);
    body.set("place", form.dataset.draft);
    const sent = typed();
    let response = null;
    try {
      // A redirect would mean that the session has ended.
      response = await fetch(form.dataset.drafts, {
        method: "POST",
        body,
        redirect: "manual",
        keepalive: sent.length < 15000,
      });
    } catch {
      // Offline: the note says so, and the next keystroke tries again.
    }
    if ([204, 422].includes(response?.status)) settled = sent;
    wasSignedOut = isSignedOut(response);
    tell(response?.status === 204 ? ["Saved"] : await notSaved(response, form));
    if (wasSignedOut) timer = setTimeout(save, AGAIN);
  }

  form.addEventListener("input", () => {
    note.textContent = "";
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("click", (event) => {
    const card = event.target.closest("[data-unquote]")?.closest(".quoting");
    if (!card) return;
    event.preventDefault();
    card.remove();
    form.dispatchEvent(new Event("input", { bubbles: true }));
    form.elements.body.focus();
  });
  // Once the text is sent its draft must not come back.
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    settled = typed();
    if (wasSignedOut) renewToken(form);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && form.isConnected) save();
  });
}

function isSignedOut(response) {
  return response?.type === "opaqueredirect" || response?.status === 403;
}

// Signing in, in another tab, has made the form's own token void.
function renewToken(form) {
  const [, token] = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) ?? [];
  if (token) form.elements.csrfmiddlewaretoken.value = token;
}

async function notSaved(response, form) {
  if (!response) return ["Not saved: no connection"];
  if (response.status === 422) return [`Not saved. ${await response.text()}`];
  if (!isSignedOut(response)) return ["Not saved"];
  const link = Object.assign(document.createElement("a"), {
    href: form.dataset.signIn,
    target: "_blank",
    textContent: "Sign in (opens a new tab)",
  });
  return ["Not saved: you are signed out. ", link];
}

function setUp(part) {
  part.querySelectorAll("form[data-draft]").forEach(setUpDraft);
}

document.addEventListener("htmx:load", (event) => {
  if (event.target === document.body) return;
  setUp(event.target);
  event.target.querySelector("textarea")?.focus();
});

document.addEventListener("htmx:responseError", (event) => {
  const isSignedOut = [401, 403].includes(event.detail.xhr.status);
  const words = isSignedOut
    ? "You are signed out. Reload the page to sign in; a text you post is kept meanwhile."
    : "That did not work. Please try again.";
  const note = Object.assign(document.createElement("p"), {
    className: "small",
    textContent: words,
  });
  note.setAttribute("role", "alert");
  event.target.closest(".votes, form")?.append(note);
});

// The date above a reply names no place on its page: it is brought into view all the same.
if (!location.hash) {
  document.querySelector(".reply[aria-current]")?.scrollIntoView({ behavior: "instant" });
}

setUp(document);
