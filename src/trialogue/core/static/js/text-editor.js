// <text-editor preview-url draft-url upload-url complete-url talk>: tools, preview, drafts, files and completion for the
// textarea within. Words come from the page, in the reader's language (data-saving, data-failed …).
import { connectComplete } from "./editor-complete.js";
import { connectDraft } from "./editor-draft.js";
import { connectFiles } from "./editor-files.js";
import { connectPreview } from "./editor-preview.js";
import { connectTools } from "./editor-tools.js";

class TextEditor extends HTMLElement {
  connectedCallback() {
    this.area = this.querySelector("textarea");
    this.bar = this.querySelector(".tools");
    if (!this.area || !this.bar) return;
    const own = {};
    if (this.getAttribute("upload-url")) own.file = connectFiles(this);
    if (this.getAttribute("preview-url")) connectPreview(this);
    if (this.getAttribute("complete-url")) connectComplete(this);
    if (this.getAttribute("draft-url")) connectDraft(this);
    connectTools(this, own);
  }

  get token() {
    return this.closest("form").querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  }

  say(words, bad = false) {
    const line = this.querySelector(".said");
    if (!line) return;
    line.textContent = words ?? "";
    line.classList.toggle("bad", bad);
  }

  // What the server answers; its refusal is an Error that carries the answer as `told`.
  async post(url, body, signal) {
    const headers = { "X-CSRFToken": this.token, Accept: "application/json" };
    const answer = await fetch(url, { method: "POST", headers, body, signal });
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok) throw Object.assign(new Error(told.detail || this.dataset.failed), { told });
    return told;
  }
}

customElements.define("text-editor", TextEditor);
