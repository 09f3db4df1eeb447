// Starts the page and redraws what a change concerns.

const tabNames = ["graph", "claims", "article", "audit"];

function drawTabs() {
  for (const name of tabNames) {
    const tab = document.getElementById("tab-" + name);
    const on = name === state.tab;
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
    document.getElementById("view-" + name).hidden = !on;
  }
}
function buildTabs() {
  for (const name of tabNames) {
    const tab = document.getElementById("tab-" + name);
    tab.addEventListener("click", () => showTab(name));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const to = event.key === "Home" ? 0 : event.key === "End" ? 3 : step ? (tabNames.indexOf(name) + step + 4) % 4 : -1;
      if (to < 0) return;
      event.preventDefault();
      showTab(tabNames[to]);
      document.getElementById("tab-" + tabNames[to]).focus();
    });
  }
}
function buildScale() {
  const place = document.getElementById("scale");
  for (const level of [4, 3, 2, 1, 0]) {
    const total = claims.grade ? claims.grade.filter((g) => g === level).length : 0;
    place.append(h("span", { class: "check", title: gradeOf(level).text }, digitBox(level), " " + gradeOf(level).label + " ", h("b", {}, number(total))));
  }
}
function buildHelp() {
  const help = document.getElementById("help");
  const axes = ["grade", "certainty", "polarity", "confidence", "belief", "cited", "conflict", "design", "quote"];
  help.append(
    h("h2", { id: "help-title" }, "How to read this page"),
    h("p", {}, "Each claim is one statement that the article makes: something, a relation, something else. Nothing here says whether a claim is true. The page shows what the article says, where, and how well it backs it up."),
    h("h3", {}, "Evidence grades"),
    h("dl", {}, [4, 3, 2, 1, 0].flatMap((level) => [h("dt", {}, digitBox(level), " " + gradeOf(level).label), h("dd", {}, gradeOf(level).text)])),
    h("p", {}, "In the picture the line to and from a badge gets thicker with the grade: dotted, short dashes, long dashes, solid, thick."),
    h("h3", {}, "Signs on a badge"),
    h("dl", {}, [["▲ ▼", "raises, lowers (also: a risk)"], ["✓", "helps, prevents, protects"], ["→", "causes or produces"], ["~", "is linked with, or affects"], ["∅", "denied, or no evidence"], ["≠", "another claim says the opposite; thick border"], ["R", "struck through: a cited work was retracted"], ["Double border", "the source cannot be found: a placeholder, or a missing entry"]].flatMap(([a, b]) => [h("dt", {}, a), h("dd", {}, b)])),
    h("p", {}, "Boxes are things one takes or does; rounded boxes are conditions, symptoms and parts of the body. Small marks with grey names are studies: ◆ review, ■ randomised trial, ● in people, ▲ in animals, ⬡ in the laboratory, ○ not described."),
    h("h3", {}, "Words and numbers"),
    h("dl", {}, axes.flatMap((axis) => [h("dt", {}, word("axis", axis)), h("dd", {}, explain("axis", axis))])),
    h("h3", {}, "Keys"),
    h("dl", {}, [["/", "search; Enter opens the first claim found"], ["Tab, arrows", "go through tabs, filters and lists"], ["Escape", "close this, or leave the evidence"]].flatMap(([a, b]) => [h("dt", {}, h("kbd", {}, a)), h("dd", {}, b)])),
    h("p", {}, "The picture is drawn with vis-network (Apache 2.0 or MIT licence); its notice is in the source of this file."),
    button("Close", () => help.close(), { class: "main" }));
  document.getElementById("help-open").addEventListener("click", () => help.showModal());
}
function buildKeys() {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input[type=search],input[type=text],select,textarea");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      document.getElementById("search").focus();
    }
    if (event.key === "Escape" && !typing && !document.getElementById("help").open && state.focus.kind !== "start") {
      selectNothing();
      document.getElementById("tab-" + state.tab).focus();
    }
  });
}
onChange((change) => {
  if (change === "filter") {
    runFilters();
    refreshFacets();
    if (state.group !== null || visibleCount < claimCount) leaveOverview();
    drawGraph();
  }
  if (change !== "decision") drawTabs();
  if (!whole) { waitForRest(); return; }
  if (change === "filter" || change === "tab" || change === "decision") { drawTable(); drawAudit(); }
  if (change === "focus") { if (table.stale) drawTable(); else markRow(); if (state.tab === "audit") drawAudit(); recolour(); reveal(); }
  if (change === "decision") markDecided(); else drawArticle();
  if (change !== "tab") drawPanel();
  if (change === "tab" && state.tab === "graph") { if (fitted) network.redraw(); else fitOnce(); }
  writeHash();
});
/** A search or filter on a large picture opens the claims that it leaves. */
function leaveOverview() {
  if (state.overview && data.badges.length > MAX_DRAWN && visibleBadges().length < MAX_DRAWN) state.overview = false;
}
function start() {
  document.documentElement.classList.add("scripted");
  loadDecisions();
  buildScale();
  buildFacets();
  buildTabs();
  buildTable();
  buildArticle();
  buildAudit();
  buildHelp();
  buildKeys();
  readHash();
  drawTabs();
  buildGraph();
  changed("filter");
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", finish); else finish();
}
/** Until the file has been read to its end the picture and the filters answer; the rest says so. */
function waitForRest() {
  document.getElementById("panel").replaceChildren(h("p", { class: "fine" }, "The texts and sources are still being read…"));
}
function finish() {
  whole = true;
  if (state.query) changed("filter");
  else { drawTable(); drawAudit(); drawArticle(); drawPanel(); refit(); reveal(); writeHash(); }
  window.addEventListener("hashchange", () => {
    if (location.hash === writing) { writing = ""; return; }
    readHash();
    changed("filter");
    if (state.focus.kind === "claim") changed("focus");
  });
  requestAnimationFrame(() => setTimeout(() => {
    document.documentElement.dataset.ready = String(Math.round(performance.now()));
    idle(() => countMoved(0));
  }));
}
const AT_ONCE = 3000; // a file of so many claims is read to its end before a picture of its beginning could be seen
if (claimCount <= AT_ONCE && document.readyState === "loading") document.addEventListener("DOMContentLoaded", start); else start();
