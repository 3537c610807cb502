// Files: pasted, dropped or chosen, several at once. Each stands in the text while it is on its way, and in a list with
// its progress, where it can be stopped, tried again or left out.
import { insert, replace } from "./editor-marks.js";
import { element, row, send } from "./upload.js";

let last = 0;

function put(editor, upload, text) {
  const at = editor.area.value.indexOf(upload.mark);
  if (at >= 0) replace(editor.area, at, at + upload.mark.length, text);
  else if (text) insert(editor.area, `${text}\n`);
}

function take(editor, list, file) {
  const upload = { ...row(editor, file), mark: `[${editor.dataset.uploading} ${file.name.replace(/[[\]]/g, "")} ${++last}]` };
  const go = async () => {
    upload.again.hidden = true;
    upload.bar.hidden = false;
    upload.said.textContent = "";
    upload.item.toggleAttribute("data-waits", true);
    try {
      const told = await send(editor, file, upload);
      put(editor, upload, told.markdown);
      if (told.said) list.after(element("p", { className: "small muted", role: "status", textContent: told.said }));
      upload.item.remove();
    } catch (error) {
      upload.said.textContent = error.message;
      upload.bar.hidden = true;
      upload.again.hidden = false;
    }
  };
  upload.again.addEventListener("click", go);
  upload.stop.addEventListener("click", () => {
    upload.request?.abort();
    put(editor, upload, "");
    upload.item.remove();
    editor.area.focus();
  });
  insert(editor.area, `${upload.mark}\n`);
  list.append(upload.item);
  go();
}

export function connectFiles(editor) {
  const list = element("ul", { className: "uploads" });
  editor.append(list);
  const takeAll = (files, event) => {
    if (!files.length) return;
    event.preventDefault();
    for (const file of files) take(editor, list, file);
  };
  editor.area.addEventListener("paste", (event) => takeAll([...event.clipboardData.files], event));
  connectDrop(editor, takeAll);
  const chosen = editor.querySelector("input[data-upload]");
  chosen?.addEventListener("change", (event) => {
    takeAll([...chosen.files], event);
    chosen.value = "";
  });
  // What is on its way would be lost with the page.
  editor.closest("form").addEventListener("submit", (event) => list.children.length && refuse(editor, list, event), true);
  return () => chosen?.click();
}

function refuse(editor, list, event) {
  event.preventDefault();
  event.stopImmediatePropagation();
  editor.say(editor.dataset.waitsForFiles, true);
  list.querySelector("button:not([hidden])").focus();
}

function connectDrop(editor, takeAll) {
  const box = editor.querySelector(".editor, .composer");
  box.addEventListener("dragover", (event) => {
    event.preventDefault();
    box.classList.add("drops");
  });
  box.addEventListener("dragleave", () => box.classList.remove("drops"));
  box.addEventListener("drop", (event) => {
    box.classList.remove("drops");
    takeAll([...event.dataTransfer.files], event);
  });
}
