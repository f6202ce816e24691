// Light or dark, as the reader chose. It runs before the page is drawn, so that nothing flashes.
// Kept is only a choice that differs from what the device asks for.
(() => {
  "use strict";
  const key = "dateline-scheme";
  const sheet = document.getElementById("_dark");
  const device = matchMedia("(prefers-color-scheme: dark)");
  let chosen = null;
  try { chosen = localStorage.getItem(key); } catch { /* a browser that keeps nothing */ }
  const dark = () => (chosen ? chosen === "dark" : device.matches);

  function show() {
    sheet.media = dark() ? "screen" : "not all";
    for (const button of document.querySelectorAll("button.scheme")) {
      button.setAttribute("aria-pressed", dark());
      button.hidden = false;
    }
  }

  function turn() {
    const wanted = dark() ? "light" : "dark";
    chosen = wanted === (device.matches ? "dark" : "light") ? null : wanted;
    try {
      if (chosen) localStorage.setItem(key, chosen);
      else localStorage.removeItem(key);
    } catch { /* then it holds for this page */ }
    show();
  }

  show();
  device.addEventListener("change", show);
  addEventListener("storage", (event) => {
    if (event.key === key) { chosen = event.newValue; show(); }
  });
  document.addEventListener("DOMContentLoaded", () => {
    show();
    for (const button of document.querySelectorAll("button.scheme")) {
      button.addEventListener("click", turn);
    }
  });
})();
