// A toast leaves after eight seconds, unless somebody reads it (pointer or focus on it).
const STAYS = 8000;

for (const toast of document.querySelectorAll("[data-toast]")) {
  const leave = () => {
    if (toast.matches(":hover, :focus-within")) return setTimeout(leave, STAYS / 4);
    toast.classList.add("leaves");
    return setTimeout(() => toast.remove(), 300);
  };
  setTimeout(leave, STAYS);
}
