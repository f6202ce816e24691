// One key on every page: `/` leads to the search, and there into its field. Never while somebody is
// writing, nor with another key held.

addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  const field = document.getElementById("_q");
  const way = document.querySelector(".to-search");
  if (!field && !way) return;
  event.preventDefault();
  if (field) field.select();
  else location.href = way.href;
});
