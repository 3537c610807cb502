// Keys for those who like them: / searches, j k o on lists, g and a place, ? for the list of keys. They can be switched off.
const OFF = "trialogue-keys-off";
const dialog = document.getElementById("keys");
let waitsForPlace = false;

const rows = () => [...document.querySelectorAll("main .list > li")].filter((row) => row.querySelector("a"));
const title = (row) => row.querySelector("h2 a, h3 a, a");

function step(by) {
  const all = rows();
  const here = all.findIndex((row) => row.contains(document.activeElement));
  const next = all[Math.min(all.length - 1, Math.max(0, here + by))];
  if (next) title(next).focus();
}

function go(key) {
  const links = document.querySelectorAll(".top nav a");
  const target = key === "h" ? document.querySelector(".top .brand") : links[Number(key) - 1];
  target?.click();
}

function find() {
  const fields = [...document.querySelectorAll("main [data-find]"), ...document.querySelectorAll("[data-find]")];
  const field = fields.find((each) => each.checkVisibility());
  if (field) {
    field.focus();
    field.select();
  } else document.querySelector(".findlink")?.click();
}

// A page may name keys of its own (`data-key`): they lead to the button, and pressing it stays a deliberate act.
function focusOn(event) {
  const named = [...document.querySelectorAll("[data-key]")].find((each) => each.dataset.key === event.key);
  if (!named) return;
  event.preventDefault();
  named.focus();
}

const acts = {
  "/": (event) => {
    event.preventDefault();
    find();
  },
  j: () => step(1),
  k: () => step(-1),
  o: () => rows().some((row) => row.contains(document.activeElement)) && document.activeElement.click(),
  g: () => {
    waitsForPlace = true;
    setTimeout(() => (waitsForPlace = false), 1500);
  },
  "?": () => dialog?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
  if (localStorage.getItem(OFF) && event.key !== "?") return;
  if (waitsForPlace) {
    waitsForPlace = false;
    go(event.key);
  } else if (acts[event.key]) acts[event.key](event);
  else focusOn(event);
});

const off = dialog?.querySelector("[data-keys-off]");
if (off) {
  off.checked = Boolean(localStorage.getItem(OFF));
  off.addEventListener("change", () => (off.checked ? localStorage.setItem(OFF, "1") : localStorage.removeItem(OFF)));
}
