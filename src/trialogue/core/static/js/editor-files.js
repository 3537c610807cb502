// Files: pasted, dropped or chosen. Each is sent by itself, shows how far it is, and can be tried again.
import { insert } from "./editor-marks.js";

function send(editor, file, onProgress) {
  const request = new XMLHttpRequest();
  const body = new FormData();
  body.set("file", file);
  return new Promise((done, failed) => {
    request.upload.onprogress = (event) => onProgress(Math.round((100 * event.loaded) / event.total));
    request.onerror = () => failed(new Error(editor.dataset.failed));
    request.onload = () => {
      let told = {};
      try {
        told = JSON.parse(request.responseText);
      } catch {
        /* an answer that is not JSON is a failure with our own words */
      }
      if (request.status < 300) done(told);
      else failed(new Error(told.detail || editor.dataset.failed));
    };
    request.open("POST", editor.getAttribute("upload-url"));
    request.setRequestHeader("X-CSRFToken", editor.closest("form").querySelector("[name=csrfmiddlewaretoken]")?.value ?? "");
    request.setRequestHeader("Accept", "application/json");
    request.send(body);
  });
}

async function upload(editor, file) {
  try {
    const told = await send(editor, file, (percent) => editor.say(`${editor.dataset.uploading} ${percent} %`));
    insert(editor.area, `${told.markdown}\n`);
    editor.say("");
  } catch (error) {
    offerAgain(editor, file, error.message);
  }
}

function offerAgain(editor, file, words) {
  editor.say(`${words} `, true);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn small";
  button.textContent = editor.dataset.again;
  button.addEventListener("click", () => upload(editor, file));
  editor.querySelector(".said").append(button);
}

export function connectFiles(editor) {
  const take = async (files, event) => {
    if (!files.length) return;
    event.preventDefault();
    for (const file of files) await upload(editor, file);
  };
  editor.area.addEventListener("paste", (event) => take([...event.clipboardData.files], event));
  const box = editor.querySelector(".editor") ?? editor;
  box.addEventListener("dragover", (event) => {
    event.preventDefault();
    box.classList.add("drops");
  });
  box.addEventListener("dragleave", () => box.classList.remove("drops"));
  box.addEventListener("drop", (event) => {
    box.classList.remove("drops");
    take([...event.dataTransfer.files], event);
  });
  const chosen = editor.querySelector("input[type=file]");
  chosen?.addEventListener("change", (event) => take([...chosen.files], event).then(() => (chosen.value = "")));
}
