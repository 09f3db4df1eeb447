// Draws the nodes of the picture on the canvas: entities, badges, studies, groups.

const FONT = '"Segoe UI","Helvetica Neue","Liberation Sans",Arial,sans-serif';
let theme = {};
function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const get = (name) => style.getPropertyValue("--" + name).trim();
  theme = {
    paper: get("paper"), ink: get("ink"), soft: get("soft"), line: get("line"), accent: get("accent"), hit: get("hit"), on: get("on"), bad: get("bad"),
    grades: [0, 1, 2, 3, 4].map((level) => get("g" + level)),
    tint: { thing: get("tint-thing"), state: get("tint-state"), body: get("tint-body"), other: get("tint-other") },
  };
}
const things = new Set(["Supplement", "Drug", "Food", "Substance", "Procedure", "Test", "Study"]);
const states = new Set(["Condition", "Symptom"]);
const bodies = new Set(["Cell", "Tissue", "BiologicalProcess", "BiologicalMeasure", "Organism", "Population"]);
function look(type) {
  if (things.has(type)) return { tint: "thing", round: 4 };
  if (states.has(type)) return { tint: "state", round: 99 };
  if (bodies.has(type)) return { tint: "body", round: 99 };
  return { tint: "other", round: 4 };
}
function outline(ctx, x, y, w, height, round) {
  ctx.beginPath();
  ctx.roundRect(x - w / 2, y - height / 2, w, height, Math.min(round, height / 2, w / 2));
}
function write(ctx, text, x, y, size, width, weight) {
  ctx.font = (weight || 400) + " " + size + "px " + FONT;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  const rows = text.split("\n");
  rows.forEach((row, i) => ctx.fillText(row, x, y + (i - (rows.length - 1) / 2) * size * 1.22 + size * 0.05, width));
}
const painters = { entity: paintEntity, badge: paintBadge, study: paintStudy };

function paintEntity(ctx, node, x, y, selected, scale) {
  const type = data.entities[node.ref][1];
  const shape = look(type);
  outline(ctx, x, y, node.width, node.height, shape.round);
  ctx.fillStyle = selected ? theme.hit : theme.tint[shape.tint];
  ctx.fill();
  if (type === "Quantity") ctx.setLineDash([2, 2]);
  ctx.lineWidth = selected ? 3 : 1.4;
  ctx.strokeStyle = selected ? theme.accent : theme.ink;
  ctx.stroke();
  ctx.setLineDash([]);
  if (!legible(node, scale)) return;
  ctx.fillStyle = theme.ink;
  write(ctx, node.label, x, y, node.font, node.width - 10, node.font > 16 ? 700 : 500);
}
function paintBadge(ctx, node, x, y, selected, scale) {
  const [, , , level, , , conflict, retracted, hollow] = data.badges[node.ref];
  const grade = gradeOf(level), colour = theme.grades[level];
  outline(ctx, x, y, node.width, node.height, 5);
  ctx.fillStyle = grade.filled ? colour : theme.paper;
  ctx.fill();
  ctx.setLineDash(level === 0 ? [1.5, 2.5] : grade.filled ? [] : level === 2 ? [8, 3] : [4, 3]);
  ctx.lineWidth = conflict ? 3.5 : level === 2 ? 2 : 1.4;
  ctx.strokeStyle = conflict && grade.filled ? theme.ink : colour;
  ctx.stroke();
  ctx.setLineDash([]);
  if (hollow) { // a second, inner line: the badge is empty inside, its source cannot be found
    outline(ctx, x, y, node.width - 6, node.height - 6, 3);
    ctx.lineWidth = 0.8;
    ctx.strokeStyle = grade.filled ? theme.on : colour;
    ctx.stroke();
  }
  if (selected) {
    outline(ctx, x, y, node.width + 7, node.height + 7, 8);
    ctx.lineWidth = 3;
    ctx.strokeStyle = theme.accent;
    ctx.stroke();
  }
  if (!legible(node, scale)) return;
  ctx.fillStyle = grade.filled ? theme.on : theme.ink;
  write(ctx, node.label, x, y, 12.5, node.width - 8, 600);
  if (retracted) struckR(ctx, x + node.width / 2, y - node.height / 2);
}
function struckR(ctx, x, y) {
  ctx.beginPath();
  ctx.arc(x, y, 8, 0, 2 * Math.PI);
  ctx.fillStyle = theme.paper;
  ctx.fill();
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = theme.bad;
  ctx.stroke();
  ctx.fillStyle = theme.bad;
  write(ctx, "R", x, y, 11, 12, 700);
  ctx.beginPath();
  ctx.moveTo(x - 6.5, y);
  ctx.lineTo(x + 6.5, y);
  ctx.stroke();
}
const designShape = { systematic_review: "diamond", rct: "square", trial: "square-open", observational: "circle", human: "circle", animal: "triangle", in_vitro: "hexagon" };
function paintStudy(ctx, node, x, y, selected, scale) {
  const shape = designShape[data.studies[node.ref][1]] || "circle-open";
  const left = x - node.width / 2 + 8;
  if (selected) {
    outline(ctx, x, y, node.width, node.height + 2, 4);
    ctx.fillStyle = theme.hit;
    ctx.fill();
  } else {
    outline(ctx, x, y, node.width, node.height, 4);
    ctx.fillStyle = theme.paper;
    ctx.globalAlpha *= 0.85;
    ctx.fill();
    ctx.globalAlpha /= 0.85;
  }
  studyMark(ctx, shape, left, y);
  if (!legible(node, scale)) return;
  ctx.fillStyle = theme.soft;
  write(ctx, node.label, x + 8, y, 11, node.width - 18, 400);
}
function studyMark(ctx, shape, x, y) {
  const r = 5;
  ctx.beginPath();
  if (shape.startsWith("circle")) ctx.arc(x, y, r - 0.5, 0, 2 * Math.PI);
  else if (shape.startsWith("square")) ctx.rect(x - r + 0.8, y - r + 0.8, 2 * r - 1.6, 2 * r - 1.6);
  else polygon(ctx, x, y, shape);
  ctx.lineWidth = 1.4;
  ctx.strokeStyle = theme.soft;
  ctx.fillStyle = shape.endsWith("open") ? theme.paper : theme.soft;
  ctx.fill();
  ctx.stroke();
}
function polygon(ctx, x, y, shape) {
  const corners = { diamond: 4, triangle: 3, hexagon: 6 }[shape];
  const turn = shape === "hexagon" ? 0 : -Math.PI / 2;
  for (let i = 0; i < corners; i += 1) {
    const angle = turn + (i * 2 * Math.PI) / corners;
    ctx[i ? "lineTo" : "moveTo"](x + 6 * Math.cos(angle), y + 6 * Math.sin(angle));
  }
  ctx.closePath();
}
function paintGroup(ctx, group) {
  const { x, y } = group;
  outline(ctx, x, y, group.width, group.height, 10);
  ctx.fillStyle = theme.tint.body;
  ctx.fill();
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = theme.ink;
  ctx.stroke();
  ctx.fillStyle = theme.ink;
  write(ctx, group.label, x, y, group.size, group.width - 14, 500);
}
/** On a large picture names appear when they can be read; well connected ones first. */
function legible(node, scale) {
  if (drawnBadges <= ALL_LABELS) return true;
  const size = node.kind === "entity" ? node.font + Math.min(node.degree, 30) : 12;
  return size * scale > 8.5;
}
