// Quoting: what is selected in a post, or all of it, goes to the end of the reply, with a link to where it was said.
// <a data-quotes="#post-3-prose" data-head="[Wanjiru in #3](…)" data-number="3"> is a post's own button.
import { insert } from "./editor-marks.js";

const editor = document.querySelector("#composer text-editor");
const button = document.getElementById("quote-selection");
const OFF = "trialogue-keys-off";

function selected() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return null;
  const post = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest(".post");
  const here = post(selection.anchorNode);
  if (!here || here !== post(selection.focusNode) || !selection.toString().trim()) return null;
  const link = here.querySelector("a[data-quotes]");
  return link && here.querySelector(link.dataset.quotes)?.contains(selection.anchorNode) ? { link, selection } : null;
}

function quote(link, text) {
  const { area } = editor;
  const body = text.trim().split("\n").map((line) => `> ${line.trim()}`.trimEnd()).join("\n");
  const gap = !area.value || area.value.endsWith("\n\n") ? "" : "\n\n";
  area.setSelectionRange(area.value.length, area.value.length);
  insert(area, `${gap}> ${link.dataset.head}\n>\n${body}\n\n`);
  const form = area.form;
  if (!form.elements.reply_to) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "reply_to", value: link.dataset.number }));
  area.scrollIntoView({ block: "center" });
  if (button) button.hidden = true;
}

function quoteSelection() {
  const found = selected();
  if (found) quote(found.link, found.selection.toString());
  return Boolean(found);
}

function offer() {
  const found = selected();
  button.hidden = !found;
  if (!found) return;
  const lines = found.selection.getRangeAt(0).getClientRects();
  const end = lines[lines.length - 1];
  button.style.insetBlockStart = `${scrollY + end.bottom + 6}px`;
  button.style.left = `${Math.min(scrollX + end.left, document.documentElement.clientWidth - button.offsetWidth - 8)}px`;
}

if (editor && button) {
  document.addEventListener("selectionchange", () => {
    clearTimeout(button.timer);
    button.timer = setTimeout(offer, 150);
  });
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", quoteSelection);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "q" || event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem(OFF)) return;
    if (!event.target.closest("input, textarea, select, dialog") && quoteSelection()) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-quotes]");
    const post = link && document.querySelector(link.dataset.quotes);
    if (!post) return;
    event.preventDefault();
    if (!quoteSelection()) quote(link, post.innerText);
  });
}
