// <a data-copies href="…">: its address is copied instead of gone to. The words stand on <body>, in the reader's language.
const { copied } = document.body.dataset;

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-copies]");
  if (!link || !navigator.clipboard) return;
  event.preventDefault();
  await navigator.clipboard.writeText(link.href);
  const words = link.lastChild;
  const before = words.textContent;
  words.textContent = copied;
  setTimeout(() => (words.textContent = before), 2000);
});
