// What a fact-checker must look at, grouped by kind, the gravest first.

const auditView = { place: null, limit: new Map() };
const severityOrder = ["error", "warning", "note"];

function buildAudit() {
  auditView.place = h("div", { class: "audit" });
  document.getElementById("view-audit").append(auditView.place);
}
function drawAudit() {
  if (state.tab !== "audit") return;
  const groups = new Map();
  data.findings.forEach((finding, f) => {
    if (finding[4] !== null && !visible[finding[4]]) return;
    const key = finding[1] + " " + finding[0];
    groups.set(key, [...(groups.get(key) || []), f]);
  });
  const keys = [...groups.keys()].sort((a, b) => severityOrder.indexOf(a.split(" ")[0]) - severityOrder.indexOf(b.split(" ")[0]) || groups.get(b).length - groups.get(a).length || (a < b ? -1 : 1));
  const total = keys.reduce((sum, key) => sum + groups.get(key).length, 0);
  auditView.place.replaceChildren(
    h("p", { role: "status" }, total === data.findings.length ? plural(total, "finding") + "." : "Showing " + number(total) + " of " + plural(data.findings.length, "finding") + "; the others belong to claims that the filters hide."),
    ...keys.map((key) => auditGroup(key, groups.get(key))),
    data.propositions.some((p) => p[7] === "conflicting" || p[7] === "disputed") ? disputes() : "");
}
function auditGroup(key, list) {
  const [severity, kind] = key.split(" ");
  const limit = auditView.limit.get(key) || 25;
  const rest = list.length - limit;
  return h("section", {},
    h("h2", {}, word("kind", kind) + " (" + number(list.length) + ")"),
    h("p", { class: "kind-text" }, h("strong", {}, word("severity", severity)), " – ", explain("kind", kind)),
    h("ul", {}, list.slice(0, limit).map(auditItem)),
    rest > 0 ? button("Show " + number(rest) + " more", () => { auditView.limit.set(key, limit + 200); drawAudit(); }) : null);
}
let findingsOf = null;
/** The findings about a claim, the gravest first. */
function concerns(n) {
  if (!findingsOf) {
    findingsOf = new Map();
    for (const finding of data.findings) {
      for (const n of new Set([finding[4], ...finding[7]])) if (n !== null) findingsOf.set(n, [...(findingsOf.get(n) || []), finding]);
    }
    for (const list of findingsOf.values()) list.sort((a, b) => severityOrder.indexOf(a[1]) - severityOrder.indexOf(b[1]));
  }
  return findingsOf.get(n) || [];
}
function auditItem(f) {
  const [, severity, d, section, claim, span, message, related, quote] = data.findings[f];
  const where = (data.documents.length > 1 ? [data.documents[d].title || data.documents[d].id] : []).concat(section.map((t) => (t === null ? "(heading missing)" : t)).slice(-1)).filter((t, i, all) => t !== all[i - 1]);
  const words = span ? textOf(d, span[0], span[1]) : quote;
  return h("li", { class: severity },
    h("div", {}, message),
    words ? h("q", {}, words.trim()) : null,
    h("div", { class: "fine" }, where.join(" › ")),
    h("div", { class: "tools" },
      claim !== null ? button("Evidence", () => { selectClaim(claim); document.getElementById("panel").focus(); }, { "aria-label": "Evidence for: " + claims.words[claim] }) : null,
      claim !== null ? button("Read in the text", () => selectClaim(claim, "article"), { "aria-label": "Read in the text: " + claims.words[claim] }) : null,
      claim === null && span ? button("Read in the text", () => showSpot(d, span), { "aria-label": "Read in the text: " + words.trim().slice(0, 80) }) : null,
      related.filter((n) => n !== claim).map((n) => button("The other claim: " + claims.words[n], () => selectClaim(n), {}))));
}
/** Propositions that some claims state and some deny, per document. */
function disputes() {
  const list = data.propositions.filter((p) => p[7] === "conflicting" || p[7] === "disputed");
  const names = (numbers) => numbers.map((n) => button(claims.words[n] + (data.documents.length > 1 ? " (" + (data.documents[claims.document[n]].title || data.documents[claims.document[n]].id) + ")" : ""), () => selectClaim(n), { class: "link" }));
  return h("section", {},
    h("h2", {}, "Statements that are denied somewhere (" + number(list.length) + ")"),
    h("ul", {}, list.slice(0, 100).map((p) => h("li", {},
      h("div", {}, h("strong", {}, statement(p)), " – " + word("status", p[7])),
      p[4].length ? h("div", {}, "Said by: ", names(p[4].slice(0, 6)).flatMap((b) => [b, " · "])) : null,
      p[5].length ? h("div", {}, "Denied by: ", names(p[5].slice(0, 6)).flatMap((b) => [b, " · "])) : null))),
    list.length > 100 ? h("p", {}, "First 100 of " + number(list.length) + "; filter to see the others.") : null);
}
function statement(p) { return sentence(p[2], p[1], p[3]); }
