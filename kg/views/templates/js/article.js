// The whole document, its text cut at every boundary of a quote, marker or argument, so that
// overlapping claims can be marked; underline style is the grade.

const article = { drawn: -1, marks: [], paper: null, chips: new Map() };

function buildArticle() {
  const place = document.getElementById("view-article");
  article.paper = h("article", { class: "paper" });
  const choose = h("select", { "aria-label": "Document", onchange: () => { state.document = Number(choose.value); article.drawn = -1; drawArticle(); } },
    data.documents.map((d, i) => h("option", { value: i }, d.title || d.id)));
  article.choose = choose;
  article.source = h("span", {});
  place.append(h("div", { class: "article-bar" },
    data.documents.length > 1 ? choose : null,
    h("span", {}, "Underlined: claims. Line style shows the grade; ", h("mark", { class: "cite" }, "markers"), " are framed, dashed where the source cannot be found."),
    h("label", { class: "check" }, h("input", { type: "checkbox", checked: true, onchange: (event) => article.paper.classList.toggle("plain-reading", !event.target.checked) }), "Grade buttons"),
    article.source),
  article.paper);
  article.paper.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-claims]");
    if (mark && !event.target.closest("button")) openMark(mark.dataset.claims.split(" ").map(Number));
  });
}
function openMark(list) {
  const shown = list.filter((n) => visible[n]);
  const use = shown.length ? shown : list;
  if (use.length === 1) selectClaim(use[0]);
  else selectList("Claims in this sentence", use);
}
function drawArticle() {
  if (state.tab !== "article") return;
  if (article.drawn !== state.document) layArticle(state.document);
  shadeArticle();
}
function layArticle(d) {
  const source = data.documents[d];
  article.drawn = d;
  article.choose.value = String(d);
  article.marks = [];
  article.chips = new Map();
  article.source.replaceChildren(source.url ? safeLink(source.url, "published here") : "");
  const cuts = new Map(); // offset -> what starts and ends there
  const at = (offset) => cuts.get(offset) || cuts.set(offset, { start: [], end: [] }).get(offset);
  const add = (start, end, what) => { if (end > start) { at(start).start.push(what); at(end).end.push(what); } };
  const ends = new Map();
  for (let n = 0; n < claimCount; n += 1) {
    if (claims.document[n] !== d) continue;
    const [start, end] = claims.quote[n];
    add(start, end, n);
    for (const [s, e] of [claims.subject[n], claims.object[n]]) if (start <= s && e <= end) { at(s); at(e); }
    ends.set(end, [...(ends.get(end) || []), n]);
  }
  source.markers.forEach(([start, end, stateName], m) => add(start, end, "m" + m + " " + stateName));
  const offsets = [...cuts.keys()].sort((a, b) => a - b);
  const open = new Set();
  const paper = [];
  let next = 0;
  const pass = (offset) => { for (const what of cuts.get(offset).end) open.delete(what); for (const what of cuts.get(offset).start) open.add(what); };
  const told = new Set();
  for (const [kind, start, end, depth, section] of source.blocks) {
    const info = source.sections[section];
    if (info && info[5] && !told.has(section)) { told.add(section); paper.push(h("p", { class: "lost" }, "(A heading is missing here.)")); }
    while (next < offsets.length && offsets[next] < start) { pass(offsets[next]); next += 1; }
    const level = kind === "heading" ? Math.min(info ? info[1] : 2, 4) : 0;
    const block = h(level ? "h" + (level + 1) : "div", { class: "block " + kind + (level ? " l" + Math.min(level, 2) : "") });
    if (depth) block.style.paddingLeft = 1.4 * (depth + 1) + "em";
    let from = start;
    while (from < end) {
      while (next < offsets.length && offsets[next] <= from) { pass(offsets[next]); next += 1; }
      const to = next < offsets.length ? Math.min(offsets[next], end) : end;
      block.append(segment(d, from, to, open));
      if (ends.has(to)) { block.append(chip(ends.get(to))); ends.delete(to); }
      from = to;
    }
    paper.push(block);
  }
  article.paper.replaceChildren(...paper);
}
function segment(d, from, to, open) {
  const text = textOf(d, from, to);
  const marker = [...open].find((what) => typeof what === "string");
  const list = [...open].filter((what) => typeof what === "number");
  if (!marker && !list.length) { const plain = h("span", {}, text); article.marks.push({ mark: plain, list, from, to, broken: false, marker: false }); return plain; }
  const mark = h("mark", { "data-claims": list.length ? list.join(" ") : null }, text);
  article.marks.push({ mark, list, from, to, broken: marker ? !marker.endsWith(" resolved") : false, marker: Boolean(marker) });
  return mark;
}
function chip(list) {
  const best = Math.max(...list.map((n) => claims.grade[n]));
  const element = button(list.length > 1 ? gradeOf(best).digit + " ×" + list.length : gradeOf(best).digit, () => { openMark(list); document.getElementById("panel").focus(); },
    { class: "chip digit g" + best, "aria-label": (list.length > 1 ? plural(list.length, "claim") + ", strongest grade " : "Claim: " + claims.words[list[0]] + ", grade ") + best });
  for (const n of list) article.chips.set(n, element);
  element.claims = list;
  return element;
}
/** Shows at the grade buttons which claims a person has decided on. */
function markDecided() {
  for (const element of new Set(article.chips.values())) {
    const told = element.claims.map(decisionOf).filter(Boolean).map(decisionWord);
    element.classList.toggle("decided", told.length > 0);
    element.title = told.length ? "You decided: " + [...new Set(told)].join(", ") : "";
  }
}
function shadeArticle() {
  const focus = state.focus.kind === "claim" ? state.focus.claim : -1;
  const chosen = new Set(focusClaims() || []);
  let first = null;
  for (const { mark, list, from, to, marker, broken } of article.marks) {
    const seen = list.filter((n) => visible[n]);
    const best = seen.length ? Math.max(...seen.map((n) => claims.grade[n])) : -1;
    const spotted = state.spot && state.spot[0] < to && from < state.spot[1];
    const hit = spotted || (list.some((n) => chosen.has(n)) && state.focus.kind !== "entity");
    mark.className = (best >= 0 ? "g" + best : list.length ? "off" : "plain") + (hit ? " chosen" : "") + (marker ? " cite" + (broken ? " broken" : "") : "");
    if (focus >= 0 && hit && [claims.subject[focus], claims.object[focus]].some(([s, e]) => s <= from && to <= e)) mark.classList.add("argument");
    if (hit && !first) first = mark;
  }
  for (const element of new Set(article.chips.values())) element.hidden = !element.claims.some((n) => visible[n]);
  markDecided();
  if (first && state.tab === "article") first.scrollIntoView({ block: "center" });
}
