// Drafts: a second after the last key the form is sent to be kept; on a lost connection it stays here and is tried again.
const CALM = 1000;
const AGAIN = 10000;
const NOT_KEPT = new Set(["csrfmiddlewaretoken", "form_key", "version"]);

// What was typed into the form, without files.
function typed(form) {
  const body = new FormData();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && !NOT_KEPT.has(name)) body.set(name, value);
  }
  return body;
}

const words = (body) => new URLSearchParams(body).toString();

export function connectDraft(editor) {
  const form = editor.closest("form");
  let timer = 0;
  let kept = words(typed(form));
  let sent = false;

  async function keep() {
    const body = typed(form);
    const now = words(body);
    if (sent || now === kept) return;
    if (editor.dataset.version) body.set("version", editor.dataset.version);
    editor.say(editor.dataset.saving);
    try {
      const told = await editor.post(editor.getAttribute("draft-url"), body);
      editor.dataset.version = told.version ?? "";
      kept = now;
      if (words(typed(form)) === now) editor.toggleAttribute("data-saved", true);
      editor.say(editor.dataset.savedWord);
    } catch (error) {
      editor.say(error instanceof TypeError ? editor.dataset.failed : error.message, true);
      timer = setTimeout(keep, AGAIN);
    }
  }

  form.addEventListener("input", () => {
    editor.removeAttribute("data-saved");
    clearTimeout(timer);
    timer = setTimeout(keep, CALM);
  });
  // What is being posted is no draft any more.
  form.addEventListener("submit", () => {
    sent = true;
    clearTimeout(timer);
  });
  addEventListener("pageshow", () => (sent = false));
  addEventListener("online", keep);
  document.addEventListener("visibilitychange", () => document.hidden && keep());
}
