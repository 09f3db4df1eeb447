// What the pointer finds in the picture, tells of it and drags; and the way through it by keyboard.

const handle = new vis.DataSet(); // what vis-network drags: one unseen node below the pointer, or none
let held = null; // the place that follows it

/** Puts the handle below the pointer where something stands that can be dragged. */
function hold(point) {
  const at = network.DOMtoCanvas(point), place = placeAt(at);
  if (!place) { letGo(); return; }
  held = { place, dx: place.x - at.x, dy: place.y - at.y };
  handle.update({ id: "handle", ...at, shape: "custom", size: 10, ctxRenderer: () => ({}) });
}
function letGo() {
  if (held) handle.clear();
  held = null;
}
/** A place and its lines follow the handle that is dragged. */
function followDrag({ nodes, pointer }) {
  if (!held || !nodes.length) return;
  const { x, y } = pointer.canvas;
  held.place.x = x + held.dx;
  held.place.y = y + held.dy;
  linesMoved();
}
/** What stands at a point of the picture; of several the one on top. */
function placeAt({ x, y }) {
  for (let i = places.length - 1; i >= 0; i -= 1) {
    const place = places[i];
    if (Math.abs(x - place.x) * 2 <= place.width && Math.abs(y - place.y) * 2 <= place.height) return place;
  }
  return null;
}
function pointIn(event) {
  const box = document.getElementById("canvas").getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}
let pointed = null; // the place that the pointer is on
function hover(event) {
  if (event.buttons) return;
  const at = pointIn(event), place = placeAt(network.DOMtoCanvas(at));
  if (place === pointed) return;
  pointed = place;
  document.getElementById("canvas").classList.toggle("pointing", Boolean(place));
  if (place && place.kind !== "group") tip(place, at); else hideTip();
}
function tip(row, at) {
  const box = document.getElementById("tip");
  box.replaceChildren(...tipLines(row).map((line) => h("p", {}, line)));
  box.hidden = false;
  const view = document.getElementById("view-graph").getBoundingClientRect();
  const canvas = document.getElementById("canvas").getBoundingClientRect();
  const x = at.x + canvas.left - view.left + 14, y = at.y + canvas.top - view.top + 14;
  box.style.left = Math.max(4, Math.min(x, view.width - box.offsetWidth - 6)) + "px";
  box.style.top = Math.max(4, Math.min(y, view.height - box.offsetHeight - 6)) + "px";
}
function tipLines(row) {
  if (row.kind === "entity") {
    const [label, type, id] = data.entities[row.ref];
    return [label, type + (id ? " · " + id : " · no identifier known"), plural(claimsOf(row.ref).length, "claim")];
  }
  if (row.kind === "study") {
    const [label, design, , list] = data.studies[row.ref];
    return [label, word("design", design), "bears on " + plural(list.length, "claim")];
  }
  const [, , list, level, , , conflict, retracted, hollow] = data.badges[row.ref];
  const lines = list.slice(0, 4).map((n) => claims.words[n] + " (grade " + claims.grade[n] + ", " + gradeOf(claims.grade[n]).label + ")");
  if (list.length > 4) lines.push("and " + plural(list.length - 4, "more claim") + "; click to list them");
  if (conflict) lines.push("≠ " + explain("axis", "conflict"));
  if (retracted) lines.push("R: " + explain("cited", "retracted"));
  if (hollow) lines.push("Double border: no source that can be found.");
  lines.push("Strongest: " + gradeOf(level).text);
  return lines;
}
function hideTip() {
  pointed = null;
  document.getElementById("tip").hidden = true;
}
/** Opens the best connected entity in the panel, whose list is walked with the arrow keys. */
function walk() {
  if (state.focus.kind === "start") {
    const best = rows.slice(0, firstBadge).reduce((a, b) => (b.degree > a.degree ? b : a), rows[0]);
    if (best) selectEntity(best.ref);
  }
  const first = document.querySelector("#panel .neighbours button") || document.getElementById("panel");
  first.focus();
}
