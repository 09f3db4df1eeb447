// The data of the page, the one selection that all views share, and code-point offsets.

const data = JSON.parse(document.getElementById("data").textContent);
const claims = data.claims;
let whole = false; // whether the file has been read to its end

/** Reads what stands below the script, at its first use: texts, quotes, sources, findings. */
function readRest() {
  const rest = JSON.parse(document.getElementById("later").textContent);
  const set = (target, key, value) => Object.defineProperty(target, key, { value, enumerable: true, writable: true });
  for (const key of data.later.page) set(data, key, rest[key]);
  for (const key of data.later.claims) set(claims, key, rest.claims[key]);
  for (const key of data.later.documents) data.documents.forEach((d, i) => set(d, key, rest.documents[i][key]));
}
function awaitRest(target, keys) {
  for (const key of keys) Object.defineProperty(target, key, { configurable: true, get() { readRest(); return this[key]; } });
}
awaitRest(data, data.later.page);
awaitRest(claims, data.later.claims);
for (const one of data.documents) awaitRest(one, data.later.documents);

const claimCount = claims.id ? claims.id.length : 0;
const numberOf = new Map((claims.id || []).map((id, n) => [id, n]));
const MAX_DRAWN = 2000;
const ALL_LABELS = 300;

const state = {
  tab: "graph",
  focus: { kind: "start" }, // start | claim (claim) | list (title, claims) | entity (entity)
  query: "",
  hidden: {}, // facet name -> Set of hidden values
  group: null, // number of the group of a large picture that is open
  overview: data.badges.length > MAX_DRAWN,
  studies: data.showStudies,
  document: 0,
  spot: null, // a range of the text that no claim covers, from the audit
};

const listeners = [];
/** Calls `listener(change)` after every change; change names what changed. */
function onChange(listener) { listeners.push(listener); }
function changed(change) { for (const listener of listeners) listener(change); }

function word(kind, value) {
  const entry = data.words.terms[kind + "." + value];
  return entry ? entry[0] : String(value).replaceAll("_", " ");
}
function explain(kind, value) {
  const entry = data.words.terms[kind + "." + value];
  return entry ? entry[1] : "";
}
/** A number as people write it; Intl.NumberFormat takes longer to load than the page has claims. */
function number(n) {
  const [whole, part] = String(Math.round(n * 1000) / 1000).split(".");
  return whole.replace(/\B(?=(?:\d{3})+$)/g, ",") + (part ? "." + part : "");
}
const plural = (n, one, many) => number(n) + " " + (n === 1 ? one : many || one + "s");

// Offsets count code points, as the program does; JavaScript strings count UTF-16 units.
const astral = new Map();
function astralPoints(text) {
  const points = [];
  let at = 0;
  for (const character of text) {
    if (character.length === 2) points.push(at);
    at += 1;
  }
  return points;
}
/** UTF-16 position of a code point offset in the text of a document. */
function unit(documentNumber, offset) {
  if (!astral.has(documentNumber)) {
    const text = data.documents[documentNumber].text;
    astral.set(documentNumber, /[\ud800-\udbff]/.test(text) ? astralPoints(text) : []);
  }
  const points = astral.get(documentNumber);
  let low = 0, high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle] < offset) low = middle + 1; else high = middle;
  }
  return offset + low;
}
function textOf(documentNumber, start, end) {
  return data.documents[documentNumber].text.slice(unit(documentNumber, start), unit(documentNumber, end));
}
function quoteOf(n) {
  return textOf(claims.document[n], claims.quote[n][0], claims.quote[n][1]);
}
/** The words of a quote as they were stored, which the text may no longer hold at that place. */
function storedQuote(n) { return data.quotes[claims.quote[n][2]]; }
function isVerbatim(n) { return storedQuote(n).length > 0 && quoteOf(n) === storedQuote(n); }
function sectionPath(documentNumber, section) {
  const sections = data.documents[documentNumber].sections;
  const titles = [];
  for (let at = section; at !== null && at !== undefined; at = sections[at][4]) {
    titles.unshift(sections[at][0] === null ? "(heading missing)" : sections[at][0]);
  }
  return titles;
}
function sectionTitle(documentNumber, section) {
  const path = sectionPath(documentNumber, section);
  const last = path[path.length - 1];
  return last === "(heading missing)" && path.length > 1 ? path[path.length - 2] + " › " + last : last;
}

/** Document, where there are several, and the last two headings above a section. */
function placeOf(d, section) {
  const name = data.documents[d].title || data.documents[d].id;
  const path = sectionPath(d, section).slice(-2);
  return (data.documents.length > 1 && path[0] !== name ? [name, ...path] : path).join(" › ");
}
function showSpot(documentNumber, span) {
  state.focus = { kind: "start" };
  state.tab = "article";
  state.document = documentNumber;
  state.spot = span;
  changed("focus");
}
function selectClaim(n, tab) {
  state.spot = null;
  state.focus = { kind: "claim", claim: n };
  if (tab) state.tab = tab;
  state.document = claims.document[n];
  changed("focus");
}
function selectEntity(entity) { state.spot = null; state.focus = { kind: "entity", entity }; changed("focus"); }
function selectList(title, list) { state.focus = { kind: "list", title, claims: list }; changed("focus"); }
function selectNothing() { state.spot = null; state.focus = { kind: "start" }; changed("focus"); }
function showTab(tab) { state.tab = tab; changed("tab"); }

/** The sentence of a predicate with two names, in the singular. */
function sentence(predicate, subject, object) {
  const [before, rest] = data.words.predicates[predicate][2].split("{s}");
  const [middle, after] = rest.split("{o}");
  return before + subject + middle.replace(/\[(\w+)\|\w+\]/g, "$1") + object + after;
}
