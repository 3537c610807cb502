// After @, # or : the text goes on with people, tickets or titles. The list is a listbox that the textarea points into:
// arrows choose, Enter or Tab takes, Escape leaves; what is found is said aloud.
import { replace } from "./editor-marks.js";
import { below } from "./caret.js";

const CALM = 120;
const BEGUN = /(?:^|[\s(>"'“„])([@#:])([\p{L}\p{N}_.-][\p{L}\p{N}_. -]{0,39}|)$/u;
let made = 0;

// What is being typed before the caret: its sign, its words, where it begins.
function begun({ area }) {
  if (area.selectionStart !== area.selectionEnd) return null;
  const before = area.value.slice(Math.max(0, area.selectionStart - 60), area.selectionStart);
  const match = BEGUN.exec(before);
  if (!match || (match[1] === ":" && match[2].length < 3) || / {2}| $/.test(match[2]) || (match[1] === "@" && match[2].includes(" "))) return null;
  return { sign: match[1], words: match[2], from: area.selectionStart - match[2].length - 1 };
}

export function connectComplete(editor) {
  const { area } = editor;
  const list = Object.assign(document.createElement("ul"), { className: "choices", id: `choices-${++made}`, hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", editor.dataset.choices);
  area.after(list);
  area.setAttribute("aria-autocomplete", "list");
  area.setAttribute("aria-controls", list.id);
  let timer = 0;
  let asked = null;
  let typed = null;

  function close() {
    clearTimeout(timer);
    asked?.abort();
    list.hidden = true;
    list.replaceChildren();
    area.removeAttribute("aria-activedescendant");
  }

  function choose(option) {
    for (const each of list.children) each.setAttribute("aria-selected", String(each === option));
    area.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function take(option) {
    const { from } = typed;
    const to = area.selectionStart;
    close();
    replace(area, from, to, `${option.dataset.text} `);
  }

  function show(choices) {
    list.replaceChildren(...choices.map((choice, place) => {
      const option = Object.assign(document.createElement("li"), { id: `${list.id}-${place}` });
      option.setAttribute("role", "option");
      option.dataset.text = choice.text;
      const label = Object.assign(document.createElement("bdi"), { textContent: choice.label });
      const note = Object.assign(document.createElement("bdi"), { className: "muted small", textContent: choice.note });
      option.append(label, note);
      option.addEventListener("pointerdown", (event) => event.preventDefault());
      option.addEventListener("click", () => take(option));
      return option;
    }));
    list.hidden = !choices.length;
    if (list.hidden) return close();
    list.style.insetBlockStart = `${below(area, typed.from)}px`;
    choose(list.firstElementChild);
    return editor.say(editor.dataset.found.replace("0", choices.length));
  }

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    const query = new URLSearchParams({ sign: typed.sign, q: typed.words, talk: editor.getAttribute("talk") ?? "" });
    const answer = await fetch(`${editor.getAttribute("complete-url")}?${query}`, { signal: asked.signal, headers: { Accept: "application/json" } }).catch(() => null);
    if (answer?.ok) show((await answer.json()).choices);
  }

  area.addEventListener("input", () => {
    clearTimeout(timer);
    typed = begun(editor);
    if (typed) timer = setTimeout(ask, CALM);
    else close();
  });
  area.addEventListener("blur", close);
  area.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    const here = list.querySelector("[aria-selected=true]");
    const acts = {
      ArrowDown: () => choose(here.nextElementSibling ?? list.firstElementChild),
      ArrowUp: () => choose(here.previousElementSibling ?? list.lastElementChild),
      Enter: () => take(here),
      Tab: () => take(here),
      Escape: close,
    };
    if (!(event.key in acts) || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    acts[event.key]();
  });
}
