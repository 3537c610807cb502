// Where a place in a textarea is: a copy of its text in a box of the same shape is measured.
const SHAPE = ["font", "letterSpacing", "lineHeight", "padding", "border", "boxSizing", "direction", "textIndent", "tabSize"];

// Pixels from the top of the textarea's own box to below the line of this place.
export function below(area, place) {
  const shape = getComputedStyle(area);
  const copy = document.createElement("div");
  for (const name of SHAPE) copy.style[name] = shape[name];
  Object.assign(copy.style, { position: "absolute", visibility: "hidden", whiteSpace: "pre-wrap", overflowWrap: "break-word" });
  copy.style.inlineSize = `${area.clientWidth}px`;
  copy.textContent = area.value.slice(0, place);
  const mark = document.createElement("span");
  mark.textContent = "​.";
  copy.append(mark);
  area.parentElement.append(copy);
  const depth = mark.offsetTop + mark.offsetHeight;
  copy.remove();
  return area.offsetTop + Math.min(depth - area.scrollTop, area.clientHeight);
}
