// The preview is the server's own result: beside the text where there is room, in its place on a phone, and it follows the writing.
const CALM = 600;

export function connectPreview(editor) {
  const shown = editor.querySelector(".shown");
  const button = editor.querySelector("button[data-previews]");
  let timer = 0;
  let asked = null;

  async function refresh() {
    asked?.abort();
    asked = new AbortController();
    const body = new FormData();
    body.set("source", editor.area.value);
    try {
      const told = await editor.post(editor.getAttribute("preview-url"), body, asked.signal);
      shown.innerHTML = told.html;
      editor.say("");
    } catch (error) {
      if (error.name === "AbortError") return;
      shown.textContent = editor.area.value.trim() ? error.message : "";
    }
  }

  editor.area.addEventListener("input", () => {
    if (shown.hidden) return;
    clearTimeout(timer);
    timer = setTimeout(refresh, CALM);
  });

  button.hidden = false;
  button.addEventListener("click", () => {
    const show = shown.hidden;
    button.setAttribute("aria-pressed", String(show));
    shown.hidden = !show;
    editor.toggleAttribute("data-previews", show);
    if (show) refresh();
  });
}
