// <text-editor preview-url draft-url upload-url>: tools, preview, drafts and files for the textarea within.
// The bar's buttons carry data-tool; words come from the page (data-saving, data-saved-word, data-failed, data-uploading).
import { connectFiles } from "./editor-files.js";
import { connectDraft } from "./editor-draft.js";
import { wrap, prefix, quote } from "./editor-marks.js";

const TOOLS = {
  bold: (area) => wrap(area, "**"),
  code: (area) => (area.value.slice(area.selectionStart, area.selectionEnd).includes("\n") ? wrap(area, "\n```\n") : wrap(area, "`")),
  list: (area) => prefix(area, "- "),
  quote: (area) => prefix(area, "> "),
  link: (area) => wrap(area, "[", "](https://)"),
};

class TextEditor extends HTMLElement {
  connectedCallback() {
    this.area = this.querySelector("textarea");
    this.bar = this.querySelector(".tools");
    if (!this.area || !this.bar) return;
    this.bar.hidden = false;
    this.bar.addEventListener("click", (event) => this.use(event.target.closest("[data-tool]")));
    this.area.addEventListener("keydown", (event) => this.key(event));
    if (this.getAttribute("draft-url")) connectDraft(this);
    if (this.getAttribute("upload-url")) connectFiles(this);
    document.addEventListener("click", (event) => this.quoteFrom(event.target.closest("[data-quotes]"), event));
  }

  use(button) {
    if (!button) return;
    const tool = button.dataset.tool;
    if (tool === "preview") this.preview(button);
    else if (tool === "file") this.querySelector("input[type=file]")?.click();
    else TOOLS[tool]?.(this.area);
  }

  key(event) {
    if (!(event.ctrlKey || event.metaKey)) return;
    if (event.key === "b") {
      event.preventDefault();
      wrap(this.area, "**");
    }
    if (event.key === "Enter") this.closest("form")?.requestSubmit();
  }

  say(words, bad = false) {
    const line = this.querySelector(".said");
    if (!line) return;
    line.textContent = words ?? "";
    line.classList.toggle("bad", bad);
  }

  async post(url, body) {
    const token = this.closest("form").querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    const headers = { "X-CSRFToken": token, Accept: "application/json" };
    const answer = await fetch(url, { method: "POST", headers, body });
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error(told.detail || this.dataset.failed);
    return told;
  }

  async preview(button) {
    const shown = this.querySelector(".shown");
    const showing = button.getAttribute("aria-pressed") === "true";
    if (!showing) {
      const body = new FormData();
      body.set("source", this.area.value);
      try {
        shown.innerHTML = (await this.post(this.getAttribute("preview-url"), body)).html;
      } catch (error) {
        this.say(error.message, true);
        return;
      }
    }
    button.setAttribute("aria-pressed", String(!showing));
    shown.hidden = showing;
    this.area.hidden = !showing;
  }

  // <a data-quotes="#post-3" data-author="Wanjiru"> puts what is selected there, or all of it, into the text.
  quoteFrom(link, event) {
    const post = link && document.querySelector(link.dataset.quotes);
    if (!post) return;
    event.preventDefault();
    quote(this.area, post, link.dataset.author);
  }
}

customElements.define("text-editor", TextEditor);
