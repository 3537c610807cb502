// A copy button on every block of code. The words stand on <body>, so that they are in the reader's language.
const { copy, copied } = document.body.dataset;

function addTo(block) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn plain copy";
  button.textContent = copy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText((block.querySelector("code") ?? block).textContent);
    button.textContent = copied;
    setTimeout(() => (button.textContent = copy), 2000);
  });
  const figure = block.closest("figure.code");
  (figure?.querySelector("figcaption") ?? figure ?? block).append(button);
}

if (navigator.clipboard) document.querySelectorAll("figure.code pre").forEach(addTo);
