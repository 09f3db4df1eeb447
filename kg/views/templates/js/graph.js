// The picture: what is drawn, and where. Places are computed when the page is written. vis-network
// carries the canvas: it moves, scales, pinches and drags. It holds no more than a handle below the
// pointer, because a thousand of its nodes take longer to set up than everything else in the page.

const NODE_KINDS = ["entity", "badge", "study"];
const rows = data.graph.nodes.map(([label, sx, sy, width, height, kind, ref, group, bx, by, font], id) => ({
  id, label, font, x: sx, y: sy, sx, sy, bx, by, width, height, kind: NODE_KINDS[kind], ref, group, degree: 0,
  round: kind === 0 && look(data.entities[ref][1]).round > 9,
}));
const firstBadge = data.entities.length;
const firstStudy = firstBadge + data.badges.length;
for (const [a, b] of data.graph.edges) {
  rows[a].degree += 1;
  rows[b].degree += 1;
}
const hasStudies = rows.length > firstStudy;

let network = null;
let places = [], paintPlace = null; // what stands in the picture, and what paints one of them
let drawnBadges = 0, drawnClaims = 0, lit = null, fitted = false, fittedTo = null, placedFor = null, extent = null;
let shown = new Set(), leading = [];

function buildGraph() {
  readTheme();
  const place = document.getElementById("canvas");
  const options = { ...data.graph.options, autoResize: true };
  network = new vis.Network(place, { nodes: handle, edges: [] }, options);
  const frame = place.querySelector(".vis-network");
  frame.tabIndex = -1;
  frame.querySelector("canvas").setAttribute("role", "img");
  network.on("click", (event) => clicked(placeAt(event.pointer.canvas)));
  network.on("doubleClick", (event) => { if (!placeAt(event.pointer.canvas)) fit(); });
  network.on("beforeDrawing", paintLines);
  network.on("afterDrawing", paintPlaces);
  place.addEventListener("pointerdown", (event) => hold(pointIn(event)), { capture: true });
  place.addEventListener("pointermove", hover);
  place.addEventListener("pointerleave", hideTip);
  network.on("dragging", followDrag);
  network.on("dragStart", () => { hideTip(); rest(true); });
  network.on("dragEnd", () => rest(false));
  network.on("zoom", () => { hideTip(); rest(true); clearTimeout(resting); resting = setTimeout(() => rest(false), 200); });
  document.getElementById("fit").addEventListener("click", fit);
  document.getElementById("zoom-in").addEventListener("click", () => zoom(1.25));
  document.getElementById("zoom-out").addEventListener("click", () => zoom(0.8));
  document.getElementById("walk").addEventListener("click", walk);
  const studies = document.getElementById("studies");
  studies.disabled = !hasStudies;
  if (!hasStudies) studies.closest("label").title = "Studies are left out of a picture of this size; each claim lists them in its evidence";
  studies.addEventListener("change", () => { state.studies = studies.checked; changed("filter"); });
  const overview = document.getElementById("overview");
  overview.hidden = data.graph.groups.length < 2;
  overview.addEventListener("click", () => { state.overview = !state.overview; state.group = null; changed("filter"); });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readTheme(); recolour(); });
  window.matchMedia("print").addEventListener("change", (event) => paper(event.matches));
}
/** Fits everything drawn on the paper; back on the screen the picture opens as at first. */
function paper(printing) {
  readTheme();
  recolour(); // measures the canvas again, too
  if (printing) fit(); else fitOnce();
  network.redraw();
}
let resting = 0;
/** A large picture leaves its lines out while it moves. */
function rest(moves) {
  if (moving === (moves && lines.length > MANY_LINES)) return;
  moving = !moving;
  if (!moving) network.redraw();
}
function zoom(factor) {
  network.moveTo({ scale: network.getScale() * factor });
}
/** Fills the canvas with what is drawn, leaving a small margin. */
function fit() {
  if (closeUp !== null) { closeUp = null; describe(); }
  const box = document.getElementById("canvas").getBoundingClientRect();
  if (!box.width) return;
  if (!extent) { network.redraw(); return; }
  const [left, top, right, bottom] = extent;
  const scale = Math.min((box.width - 24) / (right - left + 1), (box.height - 24) / (bottom - top + 1), 1.3);
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.max(scale, 0.01) });
}
function measure(nodes) {
  extent = nodes.length ? [Infinity, Infinity, -Infinity, -Infinity] : null;
  for (const { x, y, width, height } of nodes) {
    extent = [Math.min(extent[0], x - width / 2), Math.min(extent[1], y - height / 2), Math.max(extent[2], x + width / 2), Math.max(extent[3], y + height / 2)];
  }
}
function drawGraph() {
  lit = litNodes();
  const studies = document.getElementById("studies");
  studies.checked = state.studies && hasStudies;
  const overview = document.getElementById("overview");
  overview.setAttribute("aria-pressed", String(state.overview));
  overview.classList.toggle("on", state.overview);
  if (state.overview) drawOverview(); else drawClaims();
  describe();
  if (state.tab === "graph") fitOnce(); else fitted = false;
}
/** Fills the canvas; a page that opens on a claim or a thing shows its surroundings instead. */
function fitOnce() {
  const box = document.getElementById("canvas").getBoundingClientRect();
  fit();
  fitted = true;
  fittedTo = box;
  const near = lit && state.focus.kind !== "list" ? [...lit].filter((id) => shown.has(id)).map((id) => rows[id]) : [];
  if (!box.width) return;
  if (!near.length) { readable(box); return; }
  const whole = extent;
  measure(near);
  const [left, top, right, bottom] = extent;
  extent = whole;
  const scale = Math.min(1, (0.7 * box.width) / (right - left + 1), (0.7 * box.height) / (bottom - top + 1));
  if (scale > network.getScale()) network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale });
}
/** Fits the first view again where what stands around the picture has taken room from it. */
function refit() {
  const box = document.getElementById("canvas").getBoundingClientRect();
  if (state.tab !== "graph" || (box.width === fittedTo.width && box.height === fittedTo.height)) return;
  network.redraw();
  fitOnce();
}
const READABLE = 0.75; // the scale at which the smallest names can be read
let closeUp = null; // name in the middle of a first view that does not show everything
/** Comes closer, at the best connected name, where names would be too small to read; and says so. */
function readable(box) {
  if (state.overview || drawnBadges > ALL_LABELS || network.getScale() >= READABLE || !leading.length) return;
  const [left, top, right, bottom] = extent, half = [box.width / 2 / READABLE, box.height / 2 / READABLE];
  const keep = (at, low, high, room) => (high - low < 2 * room ? (low + high) / 2 : Math.max(low + room - 20, Math.min(high - room + 20, at)));
  closeUp = leading[0].label.replaceAll("\n", " ");
  network.moveTo({ position: { x: keep(leading[0].x, left, right, half[0]), y: keep(leading[0].y, top, bottom, half[1]) }, scale: READABLE });
  describe();
}
function visibleBadges() {
  const found = [];
  data.badges.forEach((badge, b) => {
    const row = rows[firstBadge + b];
    if (state.group !== null && row.group !== state.group && rows[badge[0]].group !== state.group && rows[badge[1]].group !== state.group) return;
    if (badge[2].some((n) => visible[n])) found.push(b);
  });
  if (found.length <= MAX_DRAWN) return found;
  found.sort((a, b) => data.badges[b][3] - data.badges[a][3] || a - b);
  return found.slice(0, MAX_DRAWN);
}
function drawClaims() {
  const badges = visibleBadges();
  const next = new Set();
  drawnBadges = badges.length;
  drawnClaims = 0;
  for (const b of badges) {
    const [subject, object, list] = data.badges[b];
    next.add(subject).add(object).add(firstBadge + b);
    drawnClaims += list.reduce((sum, n) => sum + visible[n], 0);
  }
  const studies = state.studies && hasStudies;
  if (studies !== placedFor) { // two layouts: with room for the studies, and closer together without
    placedFor = studies;
    for (const row of rows) { row.x = studies ? row.sx : row.bx; row.y = studies ? row.sy : row.by; }
  }
  if (studies) {
    data.studies.forEach((study, s) => { if (study[2].some((b) => next.has(firstBadge + b))) next.add(firstStudy + s); });
  }
  shown = next;
  leading = [...next].map((id) => rows[id]).filter((row) => row.kind === "entity").sort((a, b) => b.degree - a.degree || a.id - b.id).slice(0, 60);
  const drawn = [...next].map((id) => rows[id]);
  measure(drawn);
  const between = [];
  for (const [a, b, level, head] of data.graph.edges) if (next.has(a) && next.has(b)) between.push({ from: rows[a], to: rows[b], level, head });
  replace(drawn, between, paintNode);
}
function replace(drawn, between, painter) {
  places = drawn;
  paintPlace = painter;
  setLines(between);
  letGo();
}
/** Paints what stands in the part of the picture that can be seen, and the names that fit. */
function paintPlaces(ctx) {
  const { canvas } = ctx, scale = network.getScale(), middle = network.getViewPosition();
  const [wide, high] = [canvas.clientWidth / scale / 2, canvas.clientHeight / scale / 2];
  for (const place of places) {
    const outside = Math.abs(place.x - middle.x) - place.width / 2 > wide + 20 || Math.abs(place.y - middle.y) - place.height / 2 > high + 20;
    if (!outside) paintPlace(ctx, place, scale);
  }
  paintNames(ctx);
}
function paintNode(ctx, row, scale) {
  if (lit && !lit.has(row.id)) { // pale, but lines do not shine through
    outline(ctx, row.x, row.y, row.width, row.height, 6);
    ctx.fillStyle = theme.paper;
    ctx.fill();
    ctx.globalAlpha = 0.4;
  }
  painters[row.kind](ctx, row, row.x, row.y, isFocus(row), scale);
  ctx.globalAlpha = 1;
}
function describe() {
  const drawn = document.getElementById("drawn");
  const canvas = document.querySelector("#canvas canvas");
  const whole = number(claimCount);
  let text = drawnClaims === claimCount ? "All " + plural(claimCount, "claim") : "Showing " + number(drawnClaims) + " of " + whole + " claims";
  if (state.overview) text = "Overview: " + plural(drawnBadges, "group") + " of claims around one name each; " + text.toLowerCase() + ". Click a group to open it.";
  else if (state.group !== null) text += ", around “" + data.graph.groups[state.group][0] + "”";
  if (!state.overview && drawnBadges >= MAX_DRAWN) text += ", the strongest first. Filter or search to see the others.";
  if (closeUp !== null) text += ", close up at “" + closeUp + "”. Fit shows them all at once.";
  drawn.textContent = text;
  canvas.setAttribute("aria-label", "Picture of claims between things. " + text + " The Claims tab lists the same claims as a table.");
}
function clicked(row) {
  hideTip();
  if (!row) { selectNothing(); return; }
  if (row.kind === "group") { state.group = row.ref; state.overview = false; changed("filter"); return; }
  if (row.kind === "entity") selectEntity(row.ref);
  else if (row.kind === "badge") openBadge(row.ref);
  else selectList("Claims that rest on: " + data.studies[row.ref][0], data.studies[row.ref][3]);
}
function openBadge(b) {
  const list = data.badges[b][2];
  if (list.length === 1) selectClaim(list[0]);
  else selectList(data.entities[data.badges[b][0]][0] + " → " + data.entities[data.badges[b][1]][0], list);
}
function focusClaims() {
  const focus = state.focus;
  if (focus.kind === "claim") return [focus.claim];
  if (focus.kind === "list") return focus.claims;
  if (focus.kind === "entity") return claimsOf(focus.entity);
  return null;
}
function claimsOf(entity) {
  const found = [];
  for (let n = 0; n < claimCount; n += 1) if (claims.entities[n].includes(entity)) found.push(n);
  return found;
}
function litNodes() {
  const list = focusClaims();
  if (!list || state.overview) return null;
  const nodes = new Set();
  const badges = new Set(list.map((n) => claims.badge[n]));
  for (const b of badges) nodes.add(data.badges[b][0]).add(data.badges[b][1]).add(firstBadge + b);
  data.studies.forEach((study, s) => { if (study[3].some((n) => list.includes(n))) nodes.add(firstStudy + s); });
  return nodes;
}
function isFocus(row) {
  const focus = state.focus;
  if (row.kind === "entity") return focus.kind === "entity" && focus.entity === row.ref;
  if (row.kind === "badge") return focus.kind === "claim" && claims.badge[focus.claim] === row.ref;
  return false;
}
function recolour() {
  if (!network) return;
  lit = litNodes();
  linesMoved();
  network.redraw();
}
/** Brings the selected claim into the picture if it is outside it. */
function reveal() {
  const focus = state.focus;
  if (focus.kind !== "claim" || state.overview) return;
  const row = rows[firstBadge + claims.badge[focus.claim]];
  if (!shown.has(row.id)) return;
  const at = network.canvasToDOM({ x: row.x, y: row.y });
  const box = document.getElementById("canvas").getBoundingClientRect();
  if (at.x < 40 || at.y < 40 || at.x > box.width - 40 || at.y > box.height - 40) {
    network.moveTo({ position: { x: row.x, y: row.y }, scale: Math.max(network.getScale(), 0.7) });
  }
}
