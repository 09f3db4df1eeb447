// Which claims pass the search and the legend's checkboxes, with live counts for every row.

const facets = [
  { name: "grade", title: "Evidence grade", term: "grade", of: (n) => claims.grade[n], order: [4, 3, 2, 1, 0] },
  { name: "predicate", title: "Kind of claim", term: null, of: (n) => claims.predicate[n], order: Object.keys(data.words.predicates) },
  { name: "cited", title: "Citation", term: "cited", of: (n) => claims.cited[n], order: ["resolved", "broken", "uncited", "retracted"] },
  { name: "conflict", title: "Conflict", term: "conflict", of: (n) => (claims.against[n].length ? "yes" : "no"), order: ["yes", "no"] },
  { name: "design", title: "Study design", term: "design", of: (n) => claims.design[n], order: ["systematic_review", "rct", "trial", "observational", "human", "animal", "in_vitro", "research", "expert", "traditional", "none"] },
  { name: "section", title: "Section", term: null, of: (n) => claims.document[n] + "." + claims.section[n], order: [] },
  { name: "document", title: "Document", term: null, of: (n) => String(claims.document[n]), order: data.documents.map((_, i) => String(i)) },
  { name: "standing", title: "Earlier decisions", term: "standing", of: (n) => (claims.rejected[n] ? "rejected" : "standing"), order: ["standing", "rejected"] },
];
/** What a facet hides until someone asks for it: claims that people rejected. */
function hiddenAtFirst(facet) { return new Set(facet.name === "standing" && facet.rows.includes("rejected") ? ["rejected"] : []); }
for (const facet of facets) {
  const codes = new Map(facet.order.map((value, code) => [value, code]));
  const present = new Set();
  facet.codes = new Uint32Array(claimCount); // for each claim the number of its value
  for (let n = 0; n < claimCount; n += 1) {
    const value = facet.of(n);
    if (!codes.has(value)) codes.set(value, codes.size);
    facet.codes[n] = codes.get(value);
    present.add(value);
  }
  facet.code = codes;
  facet.rows = [...codes.keys()].filter((value) => present.has(value));
  state.hidden[facet.name] = hiddenAtFirst(facet);
}

const visible = new Uint8Array(claimCount);
let visibleCount = 0;
let haystack = null;

function searchText(n) {
  const subject = data.entities[claims.entities[n][0]], object = data.entities[claims.entities[n][1]];
  return [claims.words[n], quoteOf(n), subject[2] || "", object[2] || "", claims.id[n]].join("\n").toLowerCase();
}
/** Marks the claims that pass and counts, per row, what it would show if it alone were switched. */
function runFilters() {
  const words = whole ? state.query.toLowerCase().split(/\s+/).filter(Boolean) : [];
  if (words.length && !haystack) haystack = Array.from({ length: claimCount }, (_, n) => searchText(n));
  const hides = facets.map((facet) => {
    const flags = new Uint8Array(facet.code.size);
    for (const value of state.hidden[facet.name]) flags[facet.code.get(value)] = 1;
    return flags;
  });
  const counts = facets.map((facet) => new Uint32Array(facet.code.size));
  visibleCount = 0;
  for (let n = 0; n < claimCount; n += 1) {
    visible[n] = 0;
    if (words.length && !words.every((w) => haystack[n].includes(w))) continue;
    let failing = 0, fails = 0;
    for (let f = 0; f < facets.length; f += 1) {
      if (hides[f][facets[f].codes[n]]) { fails += 1; failing = f; }
    }
    if (fails === 0) {
      visible[n] = 1;
      visibleCount += 1;
      for (let f = 0; f < facets.length; f += 1) counts[f][facets[f].codes[n]] += 1;
    } else if (fails === 1) {
      counts[failing][facets[failing].codes[n]] += 1;
    }
  }
  facets.forEach((facet, f) => { facet.counts = new Map(facet.rows.map((value) => [value, counts[f][facet.code.get(value)]])); });
}
function rowLabel(facet, value) {
  if (facet.name === "grade") return gradeOf(value).label;
  if (facet.name === "predicate") return data.words.predicates[value][1];
  if (facet.name === "document") return data.documents[value].title || data.documents[value].id;
  if (facet.name === "section") {
    const [d, s] = value.split(".").map(Number);
    const name = data.documents[d].title || data.documents[d].id, title = sectionTitle(d, s);
    return data.documents.length > 1 && name !== title ? name + " › " + title : title;
  }
  return word(facet.term, value);
}
function rowSign(facet, value) {
  if (facet.name === "grade") return [swatch(value), digitBox(value)];
  if (facet.name === "predicate") return h("span", { class: "mark-sign", "aria-hidden": "true" }, data.words.predicates[value][0]);
  if (facet.name === "conflict" && value === "yes") return h("span", { class: "mark-sign", "aria-hidden": "true" }, "≠");
  return null;
}
function rowHelp(facet, value) {
  if (facet.name === "grade") return gradeOf(value).text;
  if (facet.name === "predicate") return sentence(value, "A", "B");
  return facet.term ? explain(facet.term, value) : "";
}
const axisOf = { grade: "grade", cited: "cited", conflict: "conflict", design: "design" };

function buildFacets() {
  const place = document.getElementById("facets");
  for (const facet of facets) {
    if (facet.rows.length < 2 && facet.name !== "grade" && !facet.rows.includes("rejected")) continue;
    facet.inputs = new Map();
    facet.numbers = new Map();
    const rows = facet.rows.map((value) => facetRow(facet, value));
    place.append(h("fieldset", { "data-facet": facet.name },
      h("legend", {}, h("span", { title: axisOf[facet.name] ? explain("axis", axisOf[facet.name]) : "" }, facet.title),
        button("all", () => setRows(facet, []), { "aria-label": "Show all: " + facet.title })),
      h("div", { class: "rows" }, rows)));
  }
  const search = document.getElementById("search");
  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { state.query = search.value; changed("filter"); }, claimCount > 3000 ? 200 : 60);
  });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { state.query = search.value; changed("filter"); openFirst(); }
    if (event.key === "Escape" && search.value) { search.value = ""; state.query = ""; changed("filter"); }
  });
  const opener = document.getElementById("filters-open");
  opener.addEventListener("click", () => opener.setAttribute("aria-expanded", String(opener.closest(".side").classList.toggle("open"))));
  document.getElementById("reset").addEventListener("click", () => {
    state.query = search.value = "";
    state.group = null;
    for (const facet of facets) state.hidden[facet.name].clear();
    changed("filter");
  });
}
function openFirst() {
  const first = visible.indexOf(1);
  if (first >= 0) { selectClaim(first); document.getElementById("panel").focus(); }
}
function facetRow(facet, value) {
  const input = h("input", { type: "checkbox", checked: true, onchange: () => {
    const hidden = state.hidden[facet.name];
    if (input.checked) hidden.delete(value); else hidden.add(value);
    changed("filter");
  } });
  const count = h("span", { class: "n" });
  facet.inputs.set(value, input);
  facet.numbers.set(value, count);
  return h("div", { class: "row" },
    h("label", { title: rowHelp(facet, value) }, input, rowSign(facet, value), h("span", { class: "text" }, rowLabel(facet, value)), count),
    button("only", () => setRows(facet, facet.rows.filter((other) => other !== value)), { "aria-label": "Show only: " + rowLabel(facet, value) }));
}
function setRows(facet, hidden) {
  state.hidden[facet.name] = new Set(hidden);
  changed("filter");
}
function refreshFacets() {
  for (const facet of facets) {
    if (!facet.inputs) continue;
    for (const value of facet.rows) {
      const n = facet.counts.get(value);
      facet.inputs.get(value).checked = !state.hidden[facet.name].has(value);
      facet.numbers.get(value).textContent = number(n);
      facet.numbers.get(value).closest(".row").classList.toggle("none", n === 0);
    }
  }
  document.getElementById("count").textContent = visibleCount === claimCount
    ? "Showing all " + plural(claimCount, "claim")
    : "Showing " + number(visibleCount) + " of " + plural(claimCount, "claim");
  document.getElementById("reset").disabled = visibleCount === claimCount && state.group === null;
}
