// Forms that change something: one press is one sending, and typed text is not lost by leaving the page.
// A button may say what it is doing: <button data-busy="Posting">.
const forms = document.querySelectorAll('form[method="post"]:not([data-theme-form])');
const typed = new Set();
let sending = false;

function busy(form, button) {
  form.setAttribute("aria-busy", "true");
  if (!button) return;
  button.style.minInlineSize = `${button.offsetWidth}px`;
  button.dataset.word = button.innerHTML;
  if (button.dataset.busy) button.textContent = button.dataset.busy;
  button.setAttribute("aria-disabled", "true");
}

function ready(form) {
  form.removeAttribute("aria-busy");
  for (const button of form.querySelectorAll("[data-word]")) {
    button.innerHTML = button.dataset.word;
    button.removeAttribute("aria-disabled");
    delete button.dataset.word;
  }
}

for (const form of forms) {
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (form.getAttribute("aria-busy") === "true") {
      event.preventDefault();
      return;
    }
    sending = true;
    busy(form, event.submitter);
  });
  form.addEventListener("input", (event) => {
    if (event.target.matches("textarea")) typed.add(form);
  });
}

// Back from the next page, or the connection was lost: the form can be sent again.
addEventListener("pageshow", () => {
  sending = false;
  forms.forEach(ready);
});
addEventListener("offline", () => forms.forEach(ready));

addEventListener("beforeunload", (event) => {
  const unsaved = [...typed].some((form) => !form.querySelector("text-editor[data-saved]"));
  if (!sending && unsaved) event.preventDefault();
});
