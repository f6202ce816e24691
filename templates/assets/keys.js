// One key on every page: `/` leads to the search, and there into its field. Never while somebody is
// writing, nor with another key held, nor for readers who have switched it off on the search's page:
// a voice that is taken for keys presses it unasked (WCAG 2.2, 2.1.4).

const kept = "dateline-key";
const box = document.getElementById("_key");
let wanted = true;
try { wanted = localStorage.getItem(kept) !== "off"; } catch { /* a browser that keeps nothing */ }

if (box) {
  box.checked = wanted;
  box.parentElement.hidden = false;
  box.addEventListener("change", () => {
    wanted = box.checked;
    try {
      if (wanted) localStorage.removeItem(kept);
      else localStorage.setItem(kept, "off");
    } catch { /* then it holds for this page */ }
  });
}

addEventListener("keydown", (event) => {
  if (!wanted || event.key !== "/") return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  const field = document.getElementById("_q");
  const way = document.querySelector(".to-search");
  if (!field && !way) return;
  event.preventDefault();
  if (field) field.select();
  else location.href = way.href;
});
