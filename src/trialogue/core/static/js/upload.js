// One file on its way to the server, and its row: name, progress, what went wrong, 'try again' and 'leave it out'.
export function send(editor, file, upload) {
  const request = (upload.request = new XMLHttpRequest());
  const body = new FormData();
  body.set("file", file);
  return new Promise((done, failed) => {
    request.upload.onprogress = (event) => (upload.bar.value = event.loaded / event.total);
    request.onerror = () => failed(new Error(editor.dataset.uploadFailed));
    request.onload = () => {
      let told = {};
      try {
        told = JSON.parse(request.responseText);
      } catch {
        /* an answer that is not JSON is a failure with our own words */
      }
      if (request.status < 300) done(told);
      else failed(new Error(told.detail || editor.dataset.uploadFailed));
    };
    request.open("POST", editor.getAttribute("upload-url"));
    request.setRequestHeader("X-CSRFToken", editor.token);
    request.setRequestHeader("Accept", "application/json");
    request.send(body);
  });
}

export const element = (tag, more) => Object.assign(document.createElement(tag), more);

export function row(editor, file) {
  const item = element("li");
  const name = element("bdi", { textContent: file.name });
  const bar = element("progress", { value: 0, ariaLabel: `${editor.dataset.uploading} ${file.name}` });
  const said = element("span", { className: "error" });
  const again = element("button", { type: "button", className: "btn small", textContent: editor.dataset.again, hidden: true });
  const stop = element("button", { type: "button", className: "btn plain small", textContent: editor.dataset.leave });
  stop.append(element("span", { className: "vh", textContent: ` ${file.name}` }));
  said.setAttribute("role", "alert");
  item.append(name, bar, said, again, stop);
  return { item, bar, said, again, stop };
}
