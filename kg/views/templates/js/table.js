// The claims table: the equivalent of the picture, sortable, a row for every visible claim.

const STEP = 400;
const table = { sort: "place", down: false, limit: STEP, body: null, stale: true, rows: new Map() };
const certaintyOrder = ["asserted", "probable", "possible", "hypothetical"];
const WEAKNESS = "weakness"; // the order of the claims to look at first, which no single column shows
const columns = [
  { id: "grade", title: "Grade", help: explain("axis", "grade"), key: (n) => claims.grade[n] },
  { id: "claim", title: "Claim and quote", help: explain("axis", "quote"), key: (n) => claims.words[n].toLowerCase() },
  { id: "certainty", title: "Wording", help: explain("axis", "certainty"), key: (n) => certaintyOrder.indexOf(claims.certainty[n]) },
  { id: "design", title: "Study", help: explain("axis", "design"), key: (n) => word("design", claims.design[n]) },
  { id: "cited", title: "Citations", help: explain("axis", "cited"), key: (n) => claims.citations[n].length },
  { id: "place", title: "Place", help: "Section, in the order of the text", key: (n) => n },
  { id: "decided", title: "Decision", help: "What you decided in this page", key: (n) => (decisionOf(n) ? 0 : 1) },
];

function buildTable() {
  const place = document.getElementById("view-claims");
  const head = columns.map((column) => h("th", { scope: "col", "data-column": column.id, title: column.help },
    button(column.title, () => sortBy(column.id))));
  table.body = h("tbody", {});
  table.summary = h("span", { role: "status" });
  table.more = h("div", { class: "more", hidden: true }, button("Show more rows", () => { table.limit += STEP; drawTable(); }));
  place.append(
    h("div", { class: "table-bar" }, table.summary,
      button("Weakest first", () => { orderBy(WEAKNESS); say("Sorted, weakest first."); }),
      button("In the order of the text", () => orderBy("place"))),
    h("table", { class: "claims" }, h("caption", { class: "quiet" }, "Claims that pass the filters"), h("thead", {}, h("tr", {}, head)), table.body),
    table.more);
  table.heads = new Map(head.map((cell) => [cell.dataset.column, cell]));
}
function sortBy(id) { orderBy(id, table.sort === id && !table.down); }
function orderBy(id, down = false) {
  table.sort = id;
  table.down = down;
  drawTable();
}
function sortedClaims() {
  const key = table.sort === WEAKNESS ? (n) => -weakness(n) : columns.find((column) => column.id === table.sort).key;
  const list = [];
  for (let n = 0; n < claimCount; n += 1) if (visible[n]) list.push([key(n), n]);
  const turn = table.down ? -1 : 1;
  list.sort((a, b) => (a[0] < b[0] ? -turn : a[0] > b[0] ? turn : a[1] - b[1]));
  return list.map((pair) => pair[1]);
}
function drawTable() {
  if (state.tab !== "claims") { table.stale = true; return; }
  table.stale = false;
  for (const [id, cell] of table.heads) {
    cell.setAttribute("aria-sort", id === table.sort ? (table.down ? "descending" : "ascending") : "none");
  }
  const list = sortedClaims();
  table.rows.clear();
  const drawn = list.slice(0, table.limit);
  table.body.replaceChildren(...drawn.map(tableRow));
  table.summary.textContent = drawn.length === list.length ? plural(list.length, "row") : "First " + number(drawn.length) + " of " + plural(list.length, "row");
  table.more.hidden = drawn.length === list.length;
  markRow();
}
function tableRow(n) {
  const states = [...new Set(claims.citations[n].map((c) => c[3]))].map((s) => word("state", s));
  const marks = claims.citations[n].length ? markerText(n) + " " + states.join(", ") : "none";
  const decision = decisionOf(n);
  const row = h("tr", { "data-claim": n, onclick: (event) => { if (!event.target.closest("button,a")) selectClaim(n); } },
    h("td", {}, claimDigit(n)),
    h("td", { class: "said" }, button(claims.words[n], () => { selectClaim(n); document.getElementById("panel").focus(); }, { class: "link" }), h("q", {}, storedQuote(n).trim()), isVerbatim(n) ? null : h("span", { class: "bad" }, " not found verbatim")),
    h("td", { "data-title": "Wording" }, word("certainty", claims.certainty[n]), claims.polarity[n] === "affirmed" ? null : ", " + word("polarity", claims.polarity[n])),
    h("td", { "data-title": "Study" }, word("design", claims.design[n])),
    h("td", { "data-title": "Citations" }, claims.cited[n] === "retracted" ? h("strong", {}, word("cited", "retracted") + " ") : null, marks),
    h("td", { class: "place", "data-title": "Place" }, placeCell(n)),
    h("td", { class: "decided", "data-title": "Decision" }, decision ? decisionWord(decision) : claims.rejected[n] ? word("standing", "rejected") : ""));
  table.rows.set(n, row);
  return row;
}
/** The heading above a claim, and the document's name below it where it says more. */
function placeCell(n) {
  const d = claims.document[n];
  const title = sectionTitle(d, claims.section[n]), name = data.documents[d].title || data.documents[d].id;
  return [title, data.documents.length > 1 && name !== title ? h("div", { class: "fine" }, name) : null];
}
function markerText(n) {
  const seen = new Set();
  return claims.citations[n].filter((c) => !seen.has(c[0]) && seen.add(c[0])).map((c) => textOf(claims.document[n], c[0], c[1])).join(" ");
}
function markRow() {
  const chosen = state.focus.kind === "claim" ? state.focus.claim : -1;
  for (const [n, row] of table.rows) {
    row.classList.toggle("chosen", n === chosen);
    if (n === chosen) { row.setAttribute("aria-current", "true"); if (state.tab === "claims") row.scrollIntoView({ block: "nearest" }); } else row.removeAttribute("aria-current");
  }
}
