// What is new since the reader's last visit, and buttons that copy. Nothing leaves the browser.
(() => {
  "use strict";
  const say = document.currentScript.dataset;
  const main = document.querySelector("main");

  // Beside the label of each text that is there to be copied.
  for (const text of navigator.clipboard ? main.querySelectorAll(".copy") : []) {
    const button = made("button", say.copy);
    button.type = "button";
    button.addEventListener("click", async () => {
      const words = text.textContent.trim();
      await navigator.clipboard.writeText(text.href && !words.includes("://") ? text.href : words);
      button.textContent = say.copied;
      setTimeout(() => { button.textContent = say.copy; }, 2000);
    });
    text.closest("p, pre").previousElementSibling.append(button);
  }

  // A visit is over when no page was looked at for half an hour. Until then its marks stay as they
  // were when it began: `before` is what had been seen by then. Of a briefing that had been seen, what
  // was not in it is new; of anything else, what is of a later day than all that had been seen.
  const key = "dateline-visits";
  const pause = 30 * 60 * 1000;
  const briefing = main.querySelector("[data-briefing]")?.dataset;
  const items = [...main.querySelectorAll(briefing ? ".entry, .updates li" : ".stream > .item")];
  const name = briefing && new URL(briefing.briefing, location.href).pathname;
  const day = (item) => briefing?.day ?? item.querySelector("time").dateTime;

  let kept = null;
  try {
    kept = JSON.parse(localStorage.getItem(key));
  } catch { /* a browser that keeps nothing, or what was kept is not ours */ }
  if (!Array.isArray(kept?.seen)) kept = null;
  let { at, newest, seen, before } = kept ?? { at: Infinity, newest: "", seen: [], before: null };
  function begin() {
    if (Date.now() - at > pause) before = { newest, seen };
  }
  begin();

  const had = before?.seen.find(([of]) => of === name)?.[1];
  const fresh = before
    ? items.filter((item) => (had ? !had.includes(item.id) : day(item) > before.newest))
    : [];
  for (const item of fresh) {
    const line = item.querySelector(".kicker, .when") ?? item.querySelector(".entry-head, .item-text");
    line.prepend(made("b", say.fresh, "fresh"));
  }
  if (fresh.length) {
    fresh[0].id ||= "_fresh";
    const link = made("a", say.since.replace("{new}", fresh.length).replace("{all}", items.length));
    link.href = `#${fresh[0].id}`;
    const line = made("p", "", "since");
    line.append(link);
    main.querySelector(".page-head")?.append(line);
  }

  for (const item of items) if (day(item) > newest) newest = day(item);
  if (briefing) {
    seen = seen.filter(([of]) => of !== name).slice(0, 39); // the last forty are enough to know
    seen.unshift([name, items.map((item) => item.id)]);
  }
  function keep() {
    at = Date.now();
    try {
      localStorage.setItem(key, JSON.stringify({ at, newest, seen, before }));
    } catch { /* it was a visit nevertheless */ }
  }
  keep();
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) begin();
    keep();
  });

  function made(kind, text, name = "") {
    const element = document.createElement(kind);
    element.textContent = text;
    element.className = name;
    return element;
  }
})();
