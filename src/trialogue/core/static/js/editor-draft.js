// Drafts: a second after the last key the text is sent to be kept; on a lost connection it stays here and is tried again.
const CALM = 1000;
const AGAIN = 10000;

export function connectDraft(editor) {
  const { area } = editor;
  let timer = 0;
  let kept = area.value;

  async function keep() {
    if (area.value === kept) return;
    const text = area.value;
    const body = new FormData();
    body.set("source", text);
    if (editor.dataset.version) body.set("version", editor.dataset.version);
    editor.say(editor.dataset.saving);
    try {
      const told = await editor.post(editor.getAttribute("draft-url"), body);
      editor.dataset.version = told.version ?? "";
      kept = text;
      if (area.value === text) editor.toggleAttribute("data-saved", true);
      editor.say(editor.dataset.savedWord);
    } catch (error) {
      editor.say(error instanceof TypeError ? editor.dataset.failed : error.message, true);
      timer = setTimeout(keep, AGAIN);
    }
  }

  area.addEventListener("input", () => {
    editor.removeAttribute("data-saved");
    clearTimeout(timer);
    timer = setTimeout(keep, CALM);
  });
  addEventListener("online", keep);
  document.addEventListener("visibilitychange", () => document.hidden && keep());
}
