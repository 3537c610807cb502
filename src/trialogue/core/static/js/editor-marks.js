// What the tools do to the text. Through the textarea's own undo where the browser lets us.
export function insert(area, text) {
  area.focus();
  if (!document.execCommand("insertText", false, text)) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

export function wrap(area, before, after = before) {
  const { selectionStart: start, selectionEnd: end } = area;
  insert(area, before + area.value.slice(start, end) + after);
  area.setSelectionRange(start + before.length, end + before.length);
}

export function prefix(area, mark) {
  const from = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  area.setSelectionRange(from, area.selectionEnd);
  const lines = area.value.slice(from, area.selectionEnd).split("\n");
  insert(area, lines.map((line) => mark + line).join("\n"));
}

export function quote(area, post, author) {
  const selection = getSelection();
  const within = selection.rangeCount && post.contains(selection.anchorNode) && !selection.isCollapsed;
  const words = (within ? selection.toString() : post.textContent).trim();
  const head = author ? `> **${author}:**\n` : "";
  const body = words.split("\n").map((line) => `> ${line.trim()}`).join("\n");
  const gap = area.value && !area.value.endsWith("\n\n") ? "\n\n" : "";
  area.setSelectionRange(area.value.length, area.value.length);
  insert(area, `${gap}${head}${body}\n\n`);
  area.scrollIntoView({ block: "center" });
}
