// What the tools do to the text. Through the textarea's own undo where the browser lets us.
export function insert(area, text) {
  area.focus();
  if (!document.execCommand("insertText", false, text)) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

// Puts `text` in the place of what stands between these two; what was selected elsewhere stays so, and the focus too.
export function replace(area, from, to, text) {
  const { selectionStart: start, selectionEnd: end } = area;
  const moved = (at) => (at >= to ? at + text.length - (to - from) : Math.min(at, from));
  area.setSelectionRange(from, to);
  const undoable = document.activeElement === area && document.execCommand(text ? "insertText" : "delete", false, text);
  if (!undoable) {
    area.setRangeText(text, from, to);
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
  area.setSelectionRange(moved(start), moved(end));
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

// A block of its own: an empty line before it, where there is text.
export function block(area, text) {
  const before = area.value.slice(0, area.selectionStart);
  const gap = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  insert(area, `${gap}${text}`);
}
