// The evidence panel: one claim in full, or a list of claims to choose from.

const history = []; // entities walked through by keyboard

function drawPanel() {
  const panel = document.getElementById("panel");
  const focus = state.focus;
  const content = focus.kind === "claim" ? claimPanel(focus.claim)
    : focus.kind === "entity" ? entityPanel(focus.entity)
    : focus.kind === "list" ? listPanel(focus.title, focus.claims) : startPanel();
  panel.replaceChildren(...content.flat().filter(Boolean));
  const foot = decisionsFoot();
  if (foot) panel.append(foot);
  panel.scrollTop = 0;
}
function heading(title, axis) {
  const told = axis ? explain("axis", axis) : "";
  return h("h3", {}, h("span", told ? { class: "why", title: told, tabindex: "0" } : {}, title));
}
function startPanel() {
  const open = [...claims.id.keys()].filter((n) => visible[n] && !decisionOf(n)), worst = open.map(weakness);
  const weak = [...open.keys()].sort((a, b) => worst[b] - worst[a] || a - b).slice(0, 8).map((i) => open[i]);
  return [
    h("h2", {}, "Look at these first"),
    h("p", { class: "fine" }, "The claims whose wording is firmest and whose evidence is weakest, worst first. Choose one to see its sentence, its sources and why it has its grade." + (decisions.size ? " Those you decided on are left out." : "")),
    claimButtons(weak, undefined, misgivings),
    h("h3", {}, "In this page"),
    h("ul", {}, summaryLines().map((line) => h("li", {}, line))),
    h("p", { class: "fine" }, "Or click anything in the picture. Digits are evidence grades: 4 high, 3 moderate, 2 low, 1 very low, ? none."),
  ];
}
/** Why a claim is among the first to look at. */
function misgivings(n) {
  const found = [...new Set(concerns(n).map(([kind]) => word("kind", kind)))];
  return [...found, word("certainty", claims.certainty[n]), found.length ? null : word("cited", claims.cited[n])].filter(Boolean).join(" · ");
}
function weakness(n) {
  const firm = { asserted: 3, probable: 2, possible: 1, hypothetical: 0 }[claims.certainty[n]];
  const told = ["isA", "partOf", "hasPart", "definedAs"].includes(claims.predicate[n]) ? -3 : 0;
  return (4 - claims.grade[n]) * 2 + firm + told + Math.min(claims.concern[n], 6) + (claims.cited[n] === "retracted" ? 6 : 0);
}
let moved = 0; // claims whose words the text no longer has, counted when the page has nothing else to do
const idle = window.requestIdleCallback || setTimeout;
function countMoved(from) {
  const end = Math.min(from + 2000, claimCount);
  for (let n = from; n < end; n += 1) if (!isVerbatim(n)) moved += 1;
  if (end < claimCount) idle(() => countMoved(end));
  else if (moved && state.focus.kind === "start") drawPanel();
}
function summaryLines() {
  const count = (test) => [...claims.id.keys()].filter(test).length;
  const told = (n, verb, rest, noun) => plural(n, noun || "claim") + " " + verb + (n === 1 ? "s " : " ") + rest;
  const lines = [
    told(count((n) => claims.cited[n] === "resolved"), "name", "a source that the reference list has"),
    told(count((n) => claims.cited[n] === "broken"), "cite", "a source that cannot be found"),
    told(count((n) => claims.cited[n] === "uncited"), "cite", "nothing"),
  ];
  const conflicts = count((n) => claims.against[n].length);
  if (conflicts) lines.push(told(conflicts, "contradict", "another claim"));
  const rejected = count((n) => claims.rejected[n]);
  if (rejected) lines.push(plural(rejected, "claim") + " rejected by people, hidden at first");
  if (moved) lines.push(told(moved, "rest", "on words that the text no longer has"));
  const loose = data.documents.reduce((sum, d) => sum + d.unattached.length, 0);
  if (loose) lines.push(told(loose, "belong", "to no claim that was found", "citation marker"));
  return lines;
}
/** A list of claims to choose from; `about` says something below each. */
function claimButtons(list, entity, about) {
  return h("ul", { class: "neighbours", onkeydown: (event) => moveIn(event, entity) }, list.map((n) => h("li", {}, button([claimDigit(n), h("span", {}, claims.words[n], about ? h("span", { class: "fine about" }, about(n)) : null)], () => { selectClaim(n); document.getElementById("panel").focus(); }, { "data-claim": n }))));
}
/** Up and down move in the list; right and left follow the claim to its other end and back. */
function moveIn(event, entity) {
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) { event.preventDefault(); buttons[Math.max(0, Math.min(buttons.length - 1, at + step))].focus(); return; }
  if (entity === undefined || at < 0) return;
  if (event.key === "ArrowRight") {
    const [subject, object] = claims.entities[Number(buttons[at].dataset.claim)];
    event.preventDefault();
    history.push(entity);
    selectEntity(subject === entity ? object : subject);
    document.querySelector("#panel .neighbours button").focus();
  }
  if (event.key === "ArrowLeft" && history.length) { event.preventDefault(); selectEntity(history.pop()); document.querySelector("#panel .neighbours button").focus(); }
}
function listPanel(title, list) {
  return [h("h2", {}, title), h("p", { class: "fine" }, plural(list.length, "claim") + hiddenNote(list)), longList(list)];
}
function hiddenNote(list) {
  const hidden = list.filter((n) => !visible[n]).length;
  return hidden ? ", " + number(hidden) + " of them hidden by the filters in the picture" : "";
}
function longList(list, entity) {
  const limit = 200;
  const more = list.length > limit ? h("div", {}, button("Show all " + number(list.length), () => { holder.replaceChildren(claimButtons(list, entity)); })) : null;
  const holder = h("div", {}, claimButtons(list.slice(0, limit), entity), more ? h("p", {}, "First " + limit + " of " + number(list.length) + ".") : null, more);
  return holder;
}
function entityPanel(entity) {
  const [label, type, id, reason] = data.entities[entity];
  const list = claimsOf(entity);
  const from = list.filter((n) => claims.entities[n][0] === entity), to = list.filter((n) => claims.entities[n][0] !== entity);
  return [
    h("h2", {}, label),
    h("dl", { class: "facts" }, h("dt", {}, "Kind"), h("dd", {}, type.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase()),
      h("dt", {}, "Identifier"), h("dd", {}, id ? curieLink(id) : "none known", reason ? h("span", { class: "fine" }, " (" + reason + ")") : null)),
    h("p", { class: "fine" }, "Arrow keys: up and down in the list, right to the other end of a claim, left to go back; Enter opens the evidence." + hiddenNote(list)),
    from.length ? h("h3", {}, "What it does or is (" + number(from.length) + ")") : null, from.length ? longList(from, entity) : null,
    to.length ? h("h3", {}, "What others do to it (" + number(to.length) + ")") : null, to.length ? longList(to, entity) : null,
  ];
}
function curieLink(id) { return safeLink("https://identifiers.org/" + encodeURI(id), id); }

function claimPanel(n) {
  const grade = gradeOf(claims.grade[n]);
  const d = claims.document[n];
  return [
    h("h2", { id: "claim-title" }, claims.words[n]),
    claims.against[n].length ? h("div", { class: "warn" }, "≠ Contradicted by: ", claims.against[n].map(([other, difference]) => [button(claims.words[other], () => selectClaim(other), { class: "link" }), difference ? " (" + difference + ") " : " "])) : null,
    claims.cited[n] === "retracted" ? h("div", { class: "warn" }, "A cited work was retracted: " + explain("cited", "retracted")) : null,
    claims.rejected[n] ? h("div", { class: "warn", id: "rejected" }, "Rejected: " + explain("standing", "rejected")) : null,
    h("div", { class: "tools" },
      button("Read in the text", () => { selectClaim(n, "article"); }), button("Show in the picture", () => { selectClaim(n, "graph"); })),
    concerns(n).map(([kind, severity, , , , , message]) => h("div", { class: "concern " + severity }, h("strong", {}, word("kind", kind)), " – " + word("severity", severity), h("p", {}, message))),
    heading("Evidence grade (estimated)", "grade"),
    h("div", { class: "grade" }, digitBox(claims.grade[n]), h("span", {}, grade.label + " (" + claims.grade[n] + " of 4)")),
    h("ul", {}, claims.reasons[n].map((reason) => h("li", {}, reason))),
    h("p", { class: "fine" }, "What usually stands behind this grade: " + grade.text[0].toLowerCase() + grade.text.slice(1)),
    heading("What the text says", "quote"),
    quoteBlock(n),
    verbatim(n),
    h("p", { class: "fine" }, placeOf(d, claims.section[n])),
    heading("Sources", "cited"),
    claims.citations[n].length ? claims.citations[n].map((c, i) => citationCard(n, c, i)) : h("p", {}, "No citation marker reaches this claim."),
    evidenceLines(n),
    heading("How it is said"),
    h("dl", { class: "facts" }, facts(n)),
    heading("Confidence of reading", "confidence"),
    h("p", {}, Math.round(claims.confidence[n] * 100) + " % ", h("span", { class: "fine" }, "that the sentence was read rightly; rule " + claims.rule[n] + (claims.extractor[n] === "rules" ? "" : " of " + claims.extractor[n]))),
    beliefLines(n),
    h("h3", {}, "Copy"),
    h("div", { class: "tools" },
      button("Link", () => copy(location.href.split("#")[0] + "#claim=" + claims.id[n] + "&tab=" + state.tab, "Link")),
      button("Citation", () => copy(citationText(n), "Citation")),
      button("SPARQL", () => copy(sparqlText(n), "SPARQL query")),
      h("span", { class: "fine" }, "Id " + claims.id[n])),
    judgeForm(n),
  ];
}
function quoteBlock(n) {
  const d = claims.document[n], [start, end] = claims.quote[n];
  const sentences = data.documents[d].sentences;
  const at = claims.sentence[n];
  const [before, after] = [sentences[at - 1], sentences[at + 1]].map((near) => (near && !isHeading(d, near) ? near : null));
  const own = sentences[at] || [start, end];
  const from = Math.min(start, own[0]), to = Math.max(end, own[1]);
  const pieces = cutQuote(n, start, end);
  return h("blockquote", {},
    before && before[1] <= from ? h("span", { class: "around" }, textOf(d, before[0], before[1]).trim() + " ") : null,
    from < start ? h("span", { class: "around" }, textOf(d, from, start)) : null,
    pieces,
    to > end ? h("span", { class: "around" }, textOf(d, end, to)) : null,
    after && after[0] >= to ? h("span", { class: "around" }, " " + textOf(d, after[0], after[1]).trim()) : null);
}
function isHeading(d, [at]) {
  return data.documents[d].blocks.some(([kind, start, end]) => kind === "heading" && start <= at && at < end);
}
function cutQuote(n, start, end) {
  const d = claims.document[n];
  const spans = [];
  for (const [s, e] of [claims.subject[n], claims.object[n]]) spans.push([s, e, "b"]);
  for (const [s, e, , stateName] of claims.citations[n]) spans.push([s, e, stateName === "resolved" ? "cite" : "broken"]);
  const cuts = [...new Set([start, end, ...spans.flatMap(([s, e]) => [s, e])])].filter((x) => x >= start && x <= end).sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, i) => {
    const to = cuts[i + 1];
    const text = textOf(d, from, to);
    const over = spans.filter(([s, e]) => s <= from && to <= e).map((x) => x[2]);
    if (over.includes("cite")) return h("mark", { class: "cite" }, text);
    if (over.includes("broken")) return h("mark", { class: "cite broken" }, text);
    return over.includes("b") ? h("b", {}, text) : text;
  });
}
/** Compares the stored words of the quote with what the text has at its offsets. */
function verbatim(n) {
  const d = claims.document[n], [start, end] = claims.quote[n];
  const found = isVerbatim(n);
  const line = h("p", { class: "fine" }, h("span", { class: "why", title: explain("axis", "verbatim"), tabindex: "0" }, "Found verbatim: "),
    h("span", { class: found ? "ok" : "bad" }, found ? "yes" : "no"), ", characters " + number(start) + " to " + number(end));
  if (found) return line;
  const length = data.documents[d].text.length;
  const there = unit(d, end) > length || !quoteOf(n) ? "The text ends before this place." : "The text above has other words at this place.";
  return [line, h("div", { class: "warn", id: "not-verbatim" }, there + " The claim was read from these words: ", h("q", {}, storedQuote(n)),
    " The text, or this file, was changed since; do not rely on this claim before kg validate finds it again.")];
}
function citationCard(n, citation, i) {
  const d = claims.document[n];
  const [start, end, scope, stateName, references] = citation;
  const evidence = claims.evidence[n].find((line) => line[3].includes(i));
  return h("div", { class: "cite-card" },
    h("span", { class: "marker" }, textOf(d, start, end)), h("span", { class: stateName === "resolved" ? "ok" : "bad" }, word("state", stateName)),
    h("div", { class: "fine" }, word("scope", scope) + (citation[5] < 0.9 ? "; attached with " + Math.round(citation[5] * 100) + " % confidence" : "")),
    stateName === "resolved" ? null : h("p", {}, explain("state", stateName)),
    references.map((id) => referenceLines(d, id)),
    evidence ? h("div", { class: "fine" }, designWords(evidence)) : null);
}
function designWords([direction, design, verified]) {
  const reported = design === "none" ? "The text does not say what kind of study it is." : "The text calls it: " + word("design", design) + ".";
  const checked = verified ? " The work itself is: " + word("design", verified) + "." : " Nobody has looked into the work itself.";
  return (direction === "disputes" ? "Speaks against the statement. " : "") + reported + checked;
}
function referenceLines(d, id) {
  const reference = data.documents[d].references[id];
  if (!reference) return h("p", { class: "bad" }, "The entry " + id + " is not in the reference list.");
  const links = [];
  if (reference.doi) links.push(safeLink("https://doi.org/" + encodeURI(reference.doi), "DOI " + reference.doi));
  if (reference.pmid) links.push(safeLink("https://pubmed.ncbi.nlm.nih.gov/" + encodeURIComponent(reference.pmid) + "/", "PMID " + reference.pmid));
  if (reference.pmcid) links.push(safeLink("https://pmc.ncbi.nlm.nih.gov/articles/" + encodeURIComponent(reference.pmcid) + "/", reference.pmcid));
  if (!links.length && reference.url) links.push(safeLink(reference.url, reference.url));
  return h("div", {},
    h("div", {}, reference.raw || reference.name),
    reference.retracted ? h("div", { class: "bad" }, "Retracted: " + explain("cited", "retracted")) : null,
    h("div", {}, links.length ? links.flatMap((link, i) => (i ? [" · ", link] : [link])) : h("span", { class: "bad" }, "no DOI, PMID or address")),
    reference.design ? h("div", { class: "fine" }, "Catalogued as: " + word("design", reference.design)) : null);
}
function evidenceLines(n) {
  const rest = claims.evidence[n].filter((line) => !line[3].length || line[6] === "work");
  if (!rest.length) return null;
  return [heading("Studies the text describes", "design"), h("ul", {}, rest.map(([direction, design, verified, , population, size, basis, quote]) => h("li", {},
    word("design", verified || design), population ? ", " + population : "", size ? ", " + plural(size, "subject") : "", direction === "disputes" ? " – speaks against it" : "",
    basis === "work" ? " (from the cited work itself)" : "", quote ? h("q", {}, quote) : null)))];
}
function facts(n) {
  const list = [
    ["Wording", [why("certainty", claims.certainty[n]), claims.wording[n] === "none" ? null : [", ", why("wording", claims.wording[n])]]],
    ["Yes or no", [why("polarity", claims.polarity[n])]],
    ["Study design", [why("design", claims.design[n])]],
  ];
  for (const [name, value] of claims.qualifiers[n]) list.push([name[0].toUpperCase() + name.slice(1), [String(value)]]);
  const quantity = claims.quantity[n];
  if (quantity) {
    const [text, unitName, low, high, ...extra] = quantity;
    list.push(["Amount", [text]]);
    if (low !== null || high !== null) list.push(["Per day", [(low === high ? number(low) : number(low ?? 0) + " to " + number(high ?? low)) + " " + unitName]]);
    const more = extra.filter(Boolean);
    if (more.length) list.push(["Taken", [more.join(", ")]]);
  }
  for (const [title, part] of [["Subject", claims.subject[n]], ["Object", claims.object[n]]]) {
    const printed = textOf(claims.document[n], part[0], part[1]);
    if (part[3] || printed.toLowerCase() !== part[2].toLowerCase()) list.push([title, ["printed as “" + printed + "”", part[3] ? [", ", why("via", part[3])] : null]]);
  }
  return list.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]);
}
let propositionOf = null;
function beliefLines(n) {
  if (!propositionOf) {
    propositionOf = new Map();
    data.propositions.forEach((p, i) => { for (const m of [...p[4], ...p[5]]) propositionOf.set(m, i); });
  }
  if (!propositionOf.has(n)) return null;
  const [, , , , yes, no, , status, score, factors] = data.propositions[propositionOf.get(n)];
  return [heading("Belief, over all documents", "belief"),
    h("p", {}, Math.round(score * 100) + " %, " + word("status", status) + ": said by " + plural(yes.length, "claim") + ", denied by " + number(no.length) + "."),
    factors.length ? h("details", {}, h("summary", {}, "How this figure comes about"), h("ul", {}, factors.map(([text, value]) => h("li", {}, text + ": " + value)))) : null];
}
function citationText(n) {
  const source = data.documents[claims.document[n]];
  return "“" + quoteOf(n).trim() + "” " + (source.title || source.id) + (source.url ? ", " + source.url : "") + ", characters " + claims.quote[n].slice(0, 2).join("–") + " [claim " + claims.id[n] + "]";
}
function sparqlText(n) {
  return "PREFIX kg: <https://w3id.org/citegraph/ontology#>\nSELECT ?graph ?property ?value WHERE {\n  GRAPH ?graph { <" + data.base + "claim/" + claims.id[n] + "> ?property ?value }\n}\n";
}
