// Drafts: a second after the last key the form is sent to be kept; on a lost connection it stays here and is tried again.
// What another device wrote meanwhile is shown beside it: whoever writes chooses, and the other text stays to copy from.
import { replace } from "./editor-marks.js";

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
  const panel = editor.querySelector("[data-other-draft]");
  let timer = 0;
  let kept = words(typed(form));
  let sent = false;
  let asking = false;

  async function keep() {
    const body = typed(form);
    const now = words(body);
    if (sent || now === kept || !panel.hidden) return;
    clearTimeout(timer);
    if (asking) {
      timer = setTimeout(keep, CALM);
      return;
    }
    asking = true;
    body.set("version", editor.dataset.version || "0");
    editor.say(editor.dataset.saving);
    try {
      const told = await editor.post(editor.getAttribute("draft-url"), body);
      editor.dataset.version = told.version ?? "";
      kept = now;
      if (words(typed(form)) === now) editor.toggleAttribute("data-saved", true);
      editor.say(editor.dataset.savedWord);
    } catch (error) {
      editor.say(error instanceof TypeError ? editor.dataset.failed : error.message, true);
      if (error.told?.theirs) compare(error.told.theirs);
      else timer = setTimeout(keep, AGAIN);
    } finally {
      asking = false;
    }
  }

  function compare(theirs) {
    panel.querySelector(".source").textContent = theirs.fields.source ?? "";
    editor.dataset.version = theirs.version;
    panel.theirs = theirs.fields;
    panel.hidden = false;
    panel.querySelector("[data-keep=theirs]").focus();
  }

  // Either way nothing is lost: undo brings mine back, and the text that was not chosen stays in the panel.
  panel.addEventListener("click", (event) => {
    const choice = event.target.closest("[data-keep]")?.dataset.keep;
    if (!choice) return;
    const mine = editor.area.value;
    if (choice === "theirs") {
      for (const [name, value] of Object.entries(panel.theirs)) {
        if (name !== "source" && form.elements[name] && form.elements[name].type !== "file") form.elements[name].value = value;
      }
      replace(editor.area, 0, mine.length, panel.theirs.source ?? "");
    }
    panel.hidden = true;
    const other = editor.querySelector("[data-not-chosen]");
    other.querySelector(".source").textContent = choice === "theirs" ? mine : (panel.theirs.source ?? "");
    other.hidden = false;
    kept = "";
    editor.area.focus();
    keep();
  });

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
