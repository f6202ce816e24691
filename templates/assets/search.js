// The page to search on: what is asked stands in the address, so that it can be sent, and Back goes
// back. All words on it come from the page.
//
// Every year of a language is an index of its own. Pagefind asks those of one language together;
// words are taken apart as their language does it, so each language has a Pagefind of its own. An
// index names sections and entities by `id name`, the name in its language: we know them by id.

const LIMITS = ["section", "status", "year", "entity"];
const AT_ONCE = 20;
const NAMES = 300;
const PAUSE = 200;

const at = (id) => document.getElementById(id);
const form = at("_search"), field = at("_q"), found = at("_found"), list = at("_results"), more = at("_more");
const word = (name) => at("_words").querySelector(`[data-word=${name}]`).textContent;
const own = document.documentElement.lang;
const root = new URL(form.dataset.root, location).pathname;

// The indexes, loaded when somebody comes to search.

const bundles = new Map();
for (const { dataset } of at("_bundles").children) {
  const address = new URL(dataset.href, location).pathname;
  if (!bundles.has(dataset.lang)) bundles.set(dataset.lang, { lang: dataset.lang, dir: dataset.dir, addresses: [] });
  bundles.get(dataset.lang).addresses.push(address);
}
let missing = false;
let loading;

const load = () => (loading ??= engines().catch((error) => {
  loading = undefined;
  throw error;
}));

async function engines() {
  const results = await Promise.allSettled([...bundles.values()].map(engine));
  const ready = results.filter((each) => each.status === "fulfilled").map((each) => each.value);
  if (!ready.length) throw new Error("no index");
  if (ready.length < results.length) missing = true;
  return ready;
}

// Pagefind does not let go of an index that fails: without it, all is begun again.
async function engine({ lang, dir, addresses }) {
  const [newest, ...others] = addresses, options = { baseUrl: root };
  const without = (lost) => {
    missing = true;
    return engine({ lang, dir, addresses: addresses.filter((each) => !lost.includes(each)) });
  };
  let api;
  try {
    const pagefind = await import(`${newest}pagefind.js`);
    api = pagefind.createInstance({ ...options, noWorker: true });
    await api.search("");
  } catch (error) {
    if (!others.length) throw error;
    return without([newest]);
  }
  const merged = await Promise.allSettled(others.map((address) => api.mergeIndex(address, options)));
  const lost = others.filter((_, at) => merged[at].status === "rejected");
  return lost.length ? without(lost) : { lang, dir, api, values: await api.filters() };
}

// What is asked.

const asked = () => {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(["q", ...LIMITS, "sort"].map((name) => [name, query.get(name)?.trim() ?? ""]));
};

function filtersFor(wanted, { values }) {
  const filters = {};
  for (const limit of LIMITS.filter((each) => wanted[each])) {
    const any = Object.keys(values[limit] ?? {}).filter((each) => idOf(each) === wanted[limit]);
    if (!any.length) return null;
    filters[limit] = { any };
  }
  return filters;
}

const idOf = (value) => value.split(" ", 1)[0];
const nameOf = (value) => value.slice(idOf(value).length + 1);

async function search(wanted) {
  const ready = await load();
  const answers = ready.map(async (each) => {
    const filters = filtersFor(wanted, each);
    if (!filters) return { ...each, results: [], counts: {} };
    const answer = await each.api.search(wanted.q || null, { filters });
    return { ...each, filters, results: answer.results, counts: answer.filters };
  });
  return Promise.all(answers);
}

// Of several indexes Pagefind makes one list by what they score, also where each is in order of its
// own dates: so that, year by year, one is asked alone.
async function* newestFirst({ api, filters, values }, { q, year }) {
  for (const each of Object.keys(values.year ?? {}).sort().reverse()) {
    if (year && each !== year) continue;
    const limits = { ...filters, year: { any: [each] } };
    yield* (await api.search(q || null, { filters: limits, sort: { date: "desc" } })).results;
  }
}

// One by one the best, or the newest, of those of all languages.
async function* inOrder(answers, wanted) {
  const byDate = wanted.sort === "date" || !wanted.q;
  const heads = answers.filter((each) => each.results.length).map((each) => ({
    ...each,
    rest: byDate ? newestFirst(each, wanted) : each.results.values(),
  }));
  const advance = async (head) => {
    const { done, value } = await head.rest.next();
    if (done) return heads.splice(heads.indexOf(head), 1);
    head.data = await value.data();
    head.rank = byDate ? head.data.meta.day : value.score;
  };
  for (const head of [...heads]) await advance(head);
  while (heads.length) {
    const best = heads.reduce((one, other) => (other.rank > one.rank ? other : one));
    yield { lang: best.lang, dir: best.dir, data: best.data };
    await advance(best);
  }
}

// What is shown.

const count = (number) => {
  const rules = new Intl.PluralRules(own), forms = [...at("_words").querySelectorAll("data")];
  const same = forms.find((each) => rules.select(Number(each.value)) === rules.select(number));
  return (same ?? forms.at(-1)).textContent.replace("#", number.toLocaleString(own));
};

const copy = (template) => template.content.firstElementChild.cloneNode(true);

// An excerpt has no marks but those round what was looked for.
function excerpt(into, text) {
  into.replaceChildren(...text.replaceAll("\u200b", "").split(/<mark>|<\/mark>/).map((part, at) => {
    const plain = part.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    if (at % 2 === 0) return plain;
    const mark = document.createElement("mark");
    mark.textContent = plain;
    return mark;
  }));
}

// An entry's excerpt may begin with the end of its headline, which stands above it already. It ends
// where it ends.
function trimmed(text, title) {
  const words = text.split(" "), plain = words.map((each) => each.replaceAll(/<\/?mark>/g, ""));
  const headline = `${title}.`.replace(/([.!?…])\.$/, "$1").split(" ");
  const from = headline.findIndex((_, at) => headline.slice(at).every((each, i) => plain[i] === each));
  const rest = from < 0 ? text : words.slice(headline.length - from).join(" ");
  return /[.!?…؟]$/.test(rest) || !rest ? rest : `${rest} …`;
}

// The entries of a briefing: ahead of each headline stands `~section~status~names`.
function entriesOf(data) {
  const entries = [];
  for (const { id, element, text } of data.anchors ?? []) {
    if (id.startsWith("~")) {
      const [, section, status, names] = id.split("~");
      entries.push({ section, status, names: names.split(" "), ids: new Set() });
    } else if (entries.length) {
      const entry = entries.at(-1);
      if (element === "h2") Object.assign(entry, { id, title: text });
      entry.ids.add(id);
    }
  }
  for (const part of data.sub_results) {
    const entry = part.anchor && entries.find((each) => each.ids.has(part.anchor.id));
    if (entry) entry.excerpt ??= part.excerpt;
  }
  return entries;
}

const fits = (wanted) => (entry) =>
  (!wanted.section || entry.section === wanted.section) &&
  (!wanted.status || entry.status === wanted.status) &&
  (!wanted.entity || entry.names.includes(wanted.entity));

function shown({ data, lang, dir }, wanted) {
  const item = copy(at("_result")), every = entriesOf(data);
  const limited = wanted.section || wanted.status || wanted.entity;
  const hit = every.filter((each) => each.excerpt || !wanted.q);
  const fitting = hit.filter(fits(wanted));
  const entries = fitting.length || !limited ? fitting : hit;
  item.lang = lang;
  item.dir = dir;
  item.querySelector(".item-day").textContent = data.meta.date;
  const title = item.querySelector(".item-title a");
  title.href = data.url;
  title.firstElementChild.textContent = data.meta.title;
  const lead = item.querySelector(":scope > div > .item-lead");
  if (entries.length) lead.remove();
  else excerpt(lead, data.excerpt);
  const names = new Map((data.filters.section ?? []).map((each) => [idOf(each), nameOf(each)]));
  item.querySelector(".within").replaceChildren(...entries.map((each) => within(each, data, names)));
  return item;
}

function within(entry, data, names) {
  const item = copy(at("_within")), lead = item.querySelector(".item-lead"), link = item.querySelector("a");
  item.querySelector(".kicker bdi").textContent = names.get(entry.section) ?? entry.section;
  const status = at("_words").querySelector(`template[data-status="${entry.status || "-"}"]`);
  if (status) {
    const mark = copy(status);
    mark.lang = own;
    item.querySelector(".kicker").append(mark);
  }
  link.href = `${data.url}#${entry.id}`;
  link.textContent = entry.title;
  const text = trimmed(entry.excerpt ?? "", entry.title);
  if (text) excerpt(lead, text);
  else lead.remove();
  return item;
}

// Sections and names that there are, with how many briefings; named in this page's language if they
// can be.
function counted(answers, limit, of) {
  const all = new Map();
  for (const { lang, ...answer } of answers) {
    for (const [value, number] of Object.entries(answer[of]?.[limit] ?? {})) {
      const id = idOf(value), known = all.get(id);
      const name = !known || lang === own ? nameOf(value) : known.name;
      all.set(id, { id, name, number: number + (known?.number ?? 0) });
    }
  }
  return [...all.values()];
}

function offer(answers, wanted) {
  const option = (value, text) => Object.assign(document.createElement("option"), { value, textContent: text });
  const sections = counted(answers, "section", "values").sort((one, other) => one.name.localeCompare(other.name, own));
  at("_section").replaceChildren(at("_section").options[0], ...sections.map(({ id, name }) => option(id, name)));
  at("_section").value = wanted.section;
  const names = counted(answers, "entity", "counts").filter((each) => each.number);
  names.sort((one, other) => other.number - one.number || one.name.localeCompare(other.name, own));
  at("_entities").replaceChildren(...names.slice(0, NAMES).map(({ name, number }) => option(name, count(number))));
  known = counted(answers, "entity", "values");
  const entity = known.find((each) => each.id === wanted.entity);
  if (entity && document.activeElement !== at("_entity")) at("_entity").value = entity.name;
}
let known;
const offerAll = (ready) => known || offer(ready.map((each) => ({ ...each, counts: each.values })), asked());

// From what is asked to what is shown. What is overtaken by another question says nothing.

let run = 0;
let coming;

async function answer() {
  const mine = ++run, wanted = asked();
  const any = wanted.q || LIMITS.some((each) => wanted[each]);
  more.hidden = true;
  if (!any) {
    list.replaceChildren();
    found.textContent = "";
    return;
  }
  const waiting = setTimeout(() => mine === run && (found.textContent = word("wait")), PAUSE);
  try {
    const answers = await search(wanted);
    if (mine !== run) return;
    const number = answers.reduce((sum, each) => sum + each.results.length, 0);
    offer(answers, wanted);
    const items = [];
    coming = inOrder(answers, wanted);
    await take(wanted, items);
    if (mine !== run) return;
    list.replaceChildren(...items);
    found.textContent = [number ? count(number) : word("none"), missing ? word("partly") : ""].join(" ").trim();
    more.hidden = number <= AT_ONCE;
  } catch (error) {
    if (mine !== run) return;
    console.info(error);
    list.replaceChildren();
    found.textContent = word("trouble");
  } finally {
    clearTimeout(waiting);
  }
}

async function take(wanted, items) {
  while (items.length < AT_ONCE) {
    const { done, value } = await coming.next();
    if (done) return true;
    items.push(shown(value, wanted));
  }
  return false;
}

more.addEventListener("click", async () => {
  const items = [];
  more.hidden = await take(asked(), items);
  list.append(...items);
  items[0]?.querySelector("a").focus();
  if (!items.length) more.hidden = true;
});

// What is asked, from the form to the address and back.

function entityId() {
  const name = at("_entity").value.trim().toLocaleLowerCase(own);
  const entity = known.find((each) => [each.name.toLocaleLowerCase(own), each.id].includes(name));
  at("_entity").setAttribute("aria-invalid", String(Boolean(name && !entity)));
  if (name && !entity) found.textContent = word("stranger");
  return entity?.id ?? "";
}

// Before there is an index, nobody can have chosen of what is in it.
function read(name) {
  if (!known && ["section", "entity"].includes(name)) return asked()[name];
  return name === "entity" ? entityId() : form.elements[name].value.trim();
}

function ask(how) {
  const query = new URLSearchParams();
  for (const name of ["q", ...LIMITS, "sort"]) {
    const value = read(name);
    if (value) query.set(name, value);
  }
  const address = query.size ? `?${query}` : location.pathname;
  if (address !== location.search) history[how](null, "", address);
  if (at("_entity").getAttribute("aria-invalid") !== "true") answer();
}

function restore() {
  const wanted = asked();
  for (const name of ["q", ...LIMITS, "sort"]) form.elements[name].value = wanted[name];
  answer();
}

let pause;
field.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(ask, PAUSE, "replaceState");
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(pause);
  ask("pushState");
});
form.addEventListener("change", (event) => event.target !== field && ask("pushState"));
form.addEventListener("focusin", () => load().then(offerAll, () => {}), { once: true });
addEventListener("popstate", restore);

// Keys: down and up go through what was found, Esc clears.

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const links = [...list.querySelectorAll("a")], here = links.indexOf(document.activeElement);
  if (event.key === "Escape" && (here >= 0 || event.target === field)) {
    event.preventDefault();
    field.value = "";
    field.focus();
    ask("pushState");
  }
  if (event.target !== field && here < 0) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || (here < 0 && step < 0)) return;
  event.preventDefault();
  (links[here + step] ?? (step < 0 ? field : links[here]))?.focus();
});

restore();
if (!location.search && matchMedia("(hover: hover)").matches) field.focus({ preventScroll: true });
