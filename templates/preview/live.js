// Listens for changes of the page it stands on. Nothing of it is in a built site.
(() => {
  "use strict";
  const own = "/__dateline/";
  const rest = 2000; // milliseconds before a line that was refused is tried again
  const mark = document.currentScript.dataset.mark;
  const kept = `dateline:${location.pathname}`;
  const page = encodeURIComponent(location.pathname);
  const isDesk = location.pathname === own; // which says itself what the panel would
  const folds = () => [...document.querySelectorAll("details")];

  // The panel: at the foot of the window; while nothing is wrong, a corner is enough for it.
  const look = `
    :host { all: initial; display: block; position: fixed; inset: auto 0 0; z-index: 2147483647;
      box-sizing: border-box; max-block-size: 45vh; overflow: auto; overscroll-behavior: contain;
      border: solid var(--accent, #c62828); border-width: 3px 0 0; color-scheme: light dark;
      background: var(--wash, Canvas); color: var(--ink, CanvasText);
      font: 14px/1.5 var(--sans, system-ui, sans-serif) }
    :host(.quiet) { inset: auto 0 0 auto; border: 1px solid var(--rule, GrayText);
      border-width: 1px 0 0 1px; border-start-start-radius: 4px }
    @media print { :host { display: none !important } }
    header { position: sticky; inset-block-start: 0; display: flex; justify-content: space-between;
      align-items: baseline; background: var(--wash, Canvas) }
    header, ul { box-sizing: border-box; max-inline-size: 64rem; margin: 0 auto; padding: 0 16px }
    h2 { margin: 0; padding-block: 10px; color: var(--accent, inherit);
      font: 700 17px/1.3 var(--serif, Georgia, serif) }
    div:not(:empty) { margin-inline-end: 24px }
    a { padding: 10px 4px; margin-inline: -4px; color: inherit; white-space: nowrap;
      text-underline-offset: 0.17em }
    a:focus-visible { outline: 3px solid var(--accent, #c62828); outline-offset: -4px;
      border-radius: 4px }
    ul { list-style: none }
    li { padding-block: 10px; border-block-start: 1px solid var(--rule, GrayText);
      white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4;
      font: 13px/1.5 var(--mono, ui-monospace, Menlo, Consolas, monospace) }
    mark { background: none; color: inherit; font-weight: 700; text-underline-offset: 0.25em;
      text-decoration: underline 2px var(--accent, #c62828) }
  `;
  const host = element("dateline-preview");
  const head = element("header");
  const told = element("div");
  const desk = element("a");
  const list = element("ul");
  host.lang = "en";
  host.dir = "ltr";
  told.setAttribute("role", "status");
  desk.href = `${own}?page=${page}`;
  head.append(told, desk);
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [new CSSStyleSheet()];
  root.adoptedStyleSheets[0].replaceSync(look);
  root.append(head, list);

  // Room for the panel, so that it hides neither the page's end nor what has the focus.
  const room = new CSSStyleSheet();
  document.adoptedStyleSheets.push(room);
  function make({ end, focus }) {
    room.replaceSync(`@media screen { :root {
      padding-block-end: ${end}px; scroll-padding-block-end: ${focus}px } }`);
  }
  function needed() {
    const height = host.offsetHeight + 1; // a page may end within a pixel, and is not scrolled by less
    return { end: host.className ? 0 : height, focus: height };
  }
  const sized = new ResizeObserver(() => make(needed()));

  // A page comes back as it was left.
  const left = JSON.parse(sessionStorage.getItem(kept));
  if (left) {
    sessionStorage.removeItem(kept);
    make(left.room);
    if (folds().length === left.open.length) {
      folds().forEach((each, index) => { each.open = left.open[index]; });
    }
    scrollTo({ top: left.top, behavior: "instant" });
  }
  function reload() {
    const open = folds().map((each) => each.open);
    sessionStorage.setItem(kept, JSON.stringify({ top: scrollY, room: needed(), open }));
    line.close();
    location.reload();
  }

  // The line. Browsers grant a host six, in all tabs together: who is not looked at has none.
  let line = null;
  function listen() {
    line?.close();
    if (document.hidden) return;
    line = new EventSource(`${own}live?page=${page}`);
    line.addEventListener("message", (event) => {
      const state = JSON.parse(event.data);
      if (state.mark !== mark) reload();
      else if (!isDesk) show(state);
    });
    line.addEventListener("error", ({ target }) => {
      if (target.readyState === EventSource.CLOSED) setTimeout(listen, rest);
    });
  }
  listen();
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => line?.close());
  addEventListener("pageshow", (event) => event.persisted && location.reload());

  function show({ errors, warnings, kept: before }) {
    const many = errors.length === 1 ? "A mistake" : `${errors.length} mistakes`;
    const title = errors.length ? `${many}: ${before ? "what was right before is shown" : "nothing can be built"}.` : "";
    if (title !== told.textContent) told.replaceChildren(...(title ? [element("h2", title)] : []));
    list.replaceChildren(...errors.map((lines) => written(element("li"), lines)));
    const more = warnings === 1 ? " · 1 warning" : warnings ? ` · ${warnings} warnings` : "";
    desk.textContent = `Desk${more}`;
    host.className = errors.length ? "" : "quiet";
    if (host.isConnected) return;
    document.body.append(host);
    sized.observe(host);
  }
  if (isDesk) {
    for (const each of document.querySelectorAll("main pre")) {
      written(each, each.textContent.split("\n"));
    }
  }

  // A mistake in the terminal's lines. Marks below a line lose their words where it is broken to
  // the panel's width, so the words are marked instead.
  function written(item, lines) {
    const at = lines.findIndex((each) => /^\s*\^+$/.test(each));
    const letters = [...(lines[at - 1] ?? "")];
    const from = at < 1 ? 0 : lines[at].indexOf("^");
    const words = letters.slice(from, lines[at]?.length).join("");
    if (at < 1 || !words.trim()) {
      item.replaceChildren(lines.join("\n"));
      return item;
    }
    const before = [...lines.slice(0, at - 1), letters.slice(0, from).join("")];
    const after = [letters.slice(lines[at].length).join(""), ...lines.slice(at + 1)];
    item.replaceChildren(before.join("\n"), element("mark", words), after.join("\n"));
    return item;
  }

  function element(name, text = "") {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }
})();
