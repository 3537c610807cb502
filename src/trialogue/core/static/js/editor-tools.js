// The toolbar: one stop of the tab key, arrows within (ARIA's toolbar pattern), and the keys for those who type.
import { block, prefix, wrap } from "./editor-marks.js";

const TABLE = "| | |\n| --- | --- |\n| | |\n";
const several = (area) => area.value.slice(area.selectionStart, area.selectionEnd).includes("\n");

const TOOLS = {
  bold: (area) => wrap(area, "**"),
  italic: (area) => wrap(area, "*"),
  code: (area) => (several(area) ? wrap(area, "```\n", "\n```") : wrap(area, "`")),
  link: (area) => wrap(area, "[", "](https://)"),
  quote: (area) => prefix(area, "> "),
  list: (area) => prefix(area, "- "),
  tasks: (area) => prefix(area, "- [ ] "),
  table: (area) => block(area, TABLE),
};
const KEYS = { b: "bold", i: "italic", k: "link", e: "code" };

function rove(bar, event) {
  const buttons = [...bar.querySelectorAll("button")];
  const here = buttons.indexOf(document.activeElement);
  const along = getComputedStyle(bar).direction === "rtl" ? -1 : 1;
  const steps = { ArrowRight: here + along, ArrowLeft: here - along, Home: 0, End: buttons.length - 1 };
  if (!(event.key in steps)) return;
  event.preventDefault();
  const next = buttons[(steps[event.key] + buttons.length) % buttons.length];
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
  next.focus();
}

export function connectTools(editor, others) {
  const { area, bar } = editor;
  const use = (tool, button) => (others[tool] ?? TOOLS[tool])?.(area, button);
  bar.hidden = false;
  bar.querySelectorAll("button").forEach((button, place) => (button.tabIndex = place ? -1 : 0));
  bar.addEventListener("keydown", (event) => rove(bar, event));
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-tool]");
    if (button) use(button.dataset.tool, button);
  });
  area.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    if (event.key === "Enter") editor.closest("form")?.requestSubmit();
    const tool = KEYS[event.key.toLowerCase()];
    if (!tool) return;
    event.preventDefault();
    use(tool);
  });
}
