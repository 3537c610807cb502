// Single keys for those who like them: / searches, j k go through rows and posts, letters act on the post one is at, g and a
// letter goes to a place, ? lists them. They can be switched off, all of them.
const OFF = "trialogue-keys-off";
const PLACES = { f: "/forum/", t: "/tickets/", r: "/roadmap/", p: "/people/", i: "/inbox/" };
const dialog = document.getElementById("keys");
let waitsForPlace = false;

const seen = (all) => [...all].filter((each) => each.checkVisibility());
const rows = () => seen(document.querySelectorAll("main .list > li:has(a), main .thread > article"));
const current = () => rows().find((row) => row.contains(document.activeElement));
const title = (row) => row.querySelector("h2 a, h3 a, a");

function step(by) {
  const all = rows();
  const here = all.indexOf(current());
  const next = all[Math.min(all.length - 1, Math.max(0, here + by))];
  if (!next) return;
  if (next.matches("article")) next.tabIndex = -1;
  (next.matches("article") ? next : title(next)).focus();
  next.scrollIntoView({ block: "nearest" });
}

function go(key) {
  const links = [...document.querySelectorAll(".top a, .menu a")];
  const place = key === "h" ? document.querySelector(".top .brand") : links.find((link) => link.pathname.endsWith(PLACES[key] ?? " "));
  (place ?? document.querySelectorAll(".top nav a")[Number(key) - 1])?.click();
}

function find() {
  const fields = seen([...document.querySelectorAll("main [data-find]"), ...document.querySelectorAll("[data-find]")]);
  if (fields.length) {
    fields[0].focus();
    fields[0].select();
  } else document.querySelector(".findlink")?.click();
}

// A page may name keys of its own (`data-key`): they lead to the button, and pressing it stays a deliberate act.
const ownOf = (key) => [...document.querySelectorAll("[data-key]")].find((each) => each.dataset.key === key);

// What a link or button of the post one is at does.
const press = (selector) => current()?.querySelector(selector)?.click();

function reply() {
  const quoted = current()?.querySelector("a[data-quotes]");
  if (quoted) quoted.click();
  else document.querySelector("#composer textarea, #composer a")?.focus();
}

const acts = {
  "/": find,
  j: () => step(1),
  k: () => step(-1),
  o: () => current()?.matches("li") && title(current()).click(),
  r: reply,
  e: () => press('.menu a[href$="/edit/"]'),
  l: () => press("a[data-copies]"),
  g: () => {
    waitsForPlace = true;
    setTimeout(() => (waitsForPlace = false), 1500);
  },
  "?": () => dialog?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem(OFF)) return;
  if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
  const own = ownOf(event.key);
  const act = waitsForPlace ? () => go(event.key) : own ? () => own.focus() : acts[event.key];
  if (!act) return;
  event.preventDefault();
  waitsForPlace = false;
  act();
});

for (const opener of document.querySelectorAll("[data-keys]")) {
  opener.hidden = false;
  opener.addEventListener("click", () => dialog?.showModal());
}

const off = dialog?.querySelector("[data-keys-off]");
if (off) {
  off.checked = Boolean(localStorage.getItem(OFF));
  off.addEventListener("change", () => (off.checked ? localStorage.setItem(OFF, "1") : localStorage.removeItem(OFF)));
}
