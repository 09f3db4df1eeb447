// Deep links: #claim=<id>&tab=article&min=2, written on every change, read on every hashchange.

let writing = "";
function hashText() {
  const parts = [];
  if (state.focus.kind === "claim") parts.push("claim=" + claims.id[state.focus.claim]);
  if (state.focus.kind === "entity") parts.push("entity=" + encodeURIComponent(data.entities[state.focus.entity][2] || data.entities[state.focus.entity][0]));
  if (state.tab !== "graph") parts.push("tab=" + state.tab);
  if (state.tab === "article" && data.documents.length > 1) parts.push("document=" + state.document);
  const grades = state.hidden.grade;
  const min = [1, 2, 3, 4].find((m) => grades.size === m && [0, 1, 2, 3, 4].slice(0, m).every((g) => grades.has(g)));
  if (min) parts.push("min=" + min);
  if (claims.rejected?.includes(1) && !state.hidden.standing.has("rejected")) parts.push("rejected=shown");
  if (state.query) parts.push("q=" + encodeURIComponent(state.query));
  const hide = facets.flatMap((facet) => (facet.name === "grade" && min ? [] : [...state.hidden[facet.name]].filter((value) => value !== "rejected").map((value) => facet.name + ":" + value)));
  if (hide.length && hide.length < 60) parts.push("hide=" + hide.map(encodeURIComponent).join(","));
  return parts.join("&");
}
function writeHash() {
  const text = hashText();
  if (text === location.hash.slice(1)) return;
  writing = "#" + text;
  try { window.history.replaceState(null, "", text ? "#" + text : location.pathname + location.search); } catch { /* a sandboxed frame keeps its address */ }
}
function decode(text) { try { return decodeURIComponent(text); } catch { return text; } }
function readHash() {
  const values = new Map(location.hash.slice(1).split("&").map((part) => part.split("=")).filter((pair) => pair.length === 2));
  for (const facet of facets) state.hidden[facet.name] = values.get("rejected") === "shown" ? new Set() : hiddenAtFirst(facet);
  const min = Number(values.get("min") || 0);
  for (let g = 0; g < Math.min(min, 5); g += 1) state.hidden.grade.add(g);
  for (const entry of (values.get("hide") || "").split(",").map(decode)) {
    const [name, value] = [entry.slice(0, entry.indexOf(":")), entry.slice(entry.indexOf(":") + 1)];
    const facet = facets.find((f) => f.name === name);
    const row = facet && facet.rows.find((r) => String(r) === value);
    if (row !== undefined && facet) state.hidden[name].add(row);
  }
  state.query = decode(values.get("q") || "");
  document.getElementById("search").value = state.query;
  const tab = values.get("tab");
  state.tab = ["graph", "claims", "article", "audit"].includes(tab) ? tab : "graph";
  const documentNumber = Number(values.get("document") || 0);
  if (data.documents[documentNumber]) state.document = documentNumber;
  const claim = values.get("claim"), entity = decode(values.get("entity") || "");
  const found = entity ? data.entities.findIndex((e) => e[2] === entity || e[0] === entity) : -1;
  if (numberOf.has(claim)) { state.focus = { kind: "claim", claim: numberOf.get(claim) }; state.document = claims.document[numberOf.get(claim)]; }
  else if (found >= 0) state.focus = { kind: "entity", entity: found };
  else state.focus = { kind: "start" };
  if (claim && !numberOf.has(claim)) say("The claim of this link is not in this page; it may have been read otherwise since.");
}
