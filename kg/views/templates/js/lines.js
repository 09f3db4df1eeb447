// Draws the lines of the picture below the nodes: all lines of one look in one stroke, with an
// arrow head at the border of what a line points to.

const BETWEEN = -2; // a line between two groups of the overview
const STUDY = -1; // a line from a badge to a study
const MANY_LINES = 900; // more are left out while the picture is moved
const FINEST = 3; // pixels from dash to dash that can still be told apart
let moving = false;
let lines = []; // { from, to: what has x, y, width, height; level: grade, STUDY or BETWEEN; head; width }
let strokes = null; // the lines as paths; null after a change

function setLines(next) { lines = next; strokes = null; moving = false; }
function linesMoved() { strokes = null; }

/** Where the border of a node crosses the line from its middle to another place. */
function border(node, toward) {
  const dx = toward.x - node.x, dy = toward.y - node.y, w = node.width / 2, high = node.height / 2;
  const share = Math.min(w / Math.abs(dx), high / Math.abs(dy), 1);
  const straight = w - high; // half of the straight part of a rounded box
  if (!node.round || straight < 0 || Math.abs(dx * share) <= straight) return [node.x + dx * share, node.y + dy * share];
  const length = Math.hypot(dx, dy), ux = dx / length, along = ux * Math.sign(dx) * straight;
  const t = along + Math.sqrt(Math.max(0, along * along - straight * straight + high * high));
  return [node.x + ux * t, node.y + (dy / length) * t];
}
function addHead(path, x, y, fromX, fromY, length) {
  const angle = Math.atan2(y - fromY, x - fromX);
  const wing = (turn) => [x - length * 1.044 * Math.cos(angle + turn), y - length * 1.044 * Math.sin(angle + turn)];
  path.moveTo(x, y);
  path.lineTo(...wing(0.291));
  path.lineTo(...wing(-0.291));
  path.closePath();
}
function buildStrokes() {
  const looks = new Map();
  for (const line of lines) {
    const { from, to, level, head } = line;
    const faint = Boolean(lit) && level !== BETWEEN && !(lit.has(from.id) && lit.has(to.id));
    const key = level + (faint ? " faint" : "") + (level === BETWEEN ? " " + Math.round(line.width) : "");
    let look = looks.get(key);
    if (!look) looks.set(key, look = { level, faint, width: line.width || 1, path: new Path2D(), heads: new Path2D() });
    let [x, y] = [to.x, to.y];
    if (head) {
      const grade = gradeOf(level), length = 15 * grade.arrow + 3 * grade.width;
      const [tipX, tipY] = border(to, from);
      addHead(look.heads, tipX, tipY, from.x, from.y, length);
      const far = Math.hypot(tipX - from.x, tipY - from.y) || 1, back = Math.min(length * 0.9, far) / far;
      [x, y] = [tipX - (tipX - from.x) * back, tipY - (tipY - from.y) * back];
    }
    look.path.moveTo(from.x, from.y);
    look.path.lineTo(x, y);
  }
  return [...looks.values()].sort((a, b) => b.faint - a.faint || a.level - b.level);
}
/** How a line is dashed at a scale: where dashes would run together, a paler line without them. */
function dashing({ dash }, scale) {
  const period = dash.reduce((sum, part) => sum + part, 0);
  return !dash.length || period * scale >= FINEST ? { dash, share: 1 } : { dash: [], share: dash[0] / period };
}
function paintLines(ctx) {
  if (moving) return;
  strokes = strokes || buildStrokes();
  const scale = network.getScale();
  ctx.save();
  for (const { level, faint, width, path, heads } of strokes) {
    const grade = level < 0 ? null : gradeOf(level);
    const { dash, share } = dashing(grade || { dash: [] }, scale);
    const strength = faint ? (grade ? 0.15 : 0.25) : grade && drawnBadges > ALL_LABELS ? 0.45 : 1;
    ctx.lineWidth = grade ? grade.width : width;
    ctx.setLineDash(dash);
    ctx.strokeStyle = ctx.fillStyle = grade ? theme.grades[level] : theme.line;
    ctx.globalAlpha = strength * share;
    ctx.stroke(path);
    ctx.setLineDash([]);
    ctx.globalAlpha = strength;
    ctx.fill(heads);
  }
  ctx.restore();
}
