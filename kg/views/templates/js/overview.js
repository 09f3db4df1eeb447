// A picture too large for all its names: groups of claims, and the names of leading entities.

function drawOverview() {
  const groups = data.graph.groups.map((name, g) => ({ g, name, claims: 0, total: 0, x: 0, y: 0, n: 0 }));
  for (const row of rows) {
    const group = groups[row.group];
    group.x += row.x; group.y += row.y; group.n += 1;
  }
  const links = new Map();
  data.badges.forEach((badge, b) => {
    const own = rows[firstBadge + b].group;
    const count = badge[2].reduce((sum, n) => sum + visible[n], 0);
    groups[own].claims += count;
    groups[own].total += badge[2].length;
    for (const end of [badge[0], badge[1]]) {
      const other = rows[end].group;
      if (other !== own && count) { const key = Math.min(own, other) + "-" + Math.max(own, other); links.set(key, (links.get(key) || 0) + count); }
    }
  });
  const full = groups.filter((group) => group.claims);
  drawnBadges = full.length;
  drawnClaims = full.reduce((sum, group) => sum + group.claims, 0);
  const most = Math.max(1, ...full.map((group) => group.claims));
  shown = new Set();
  const boxes = full.map((group) => {
    const size = 13 + 26 * Math.sqrt(group.claims / most);
    const label = group.name + "\n" + plural(group.claims, "claim");
    const width = Math.max(...label.split("\n").map((row) => row.length)) * size * 0.56 + 24;
    return { id: "group " + group.g, label, size, width, height: size * 2.44 + 18, x: group.x / group.n, y: group.y / group.n };
  });
  crowd(boxes);
  const items = boxes.map((item) => ({ id: item.id, x: item.x, y: item.y, shape: "custom",
    ctxRenderer: ({ ctx, x, y }) => ({ drawNode() { paintGroup(ctx, item, x, y, false); }, nodeDimensions: { width: item.width, height: item.height } }) }));
  measure(boxes);
  const there = new Set(full.map((group) => group.g));
  const strongest = [...links].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 240);
  const lines = strongest.filter(([key]) => key.split("-").every((g) => there.has(Number(g))))
    .map(([key, count]) => ({ id: key, from: "group " + key.split("-")[0], to: "group " + key.split("-")[1], width: Math.min(9, 1 + Math.log2(count)), color: { color: theme.line }, arrows: "" }));
  replace(items, lines);
}
/** Draws boxes together to a few times their area, then apart until none overlaps another. */
function crowd(boxes) {
  measure(boxes);
  if (!extent) return;
  const area = boxes.reduce((sum, box) => sum + box.width * box.height, 0);
  const wide = Math.sqrt(2.2 * area * 1.3) / (extent[2] - extent[0]), high = Math.sqrt((2.2 * area) / 1.3) / (extent[3] - extent[1]);
  for (const box of boxes) { box.x *= Math.min(wide, 1); box.y *= Math.min(high, 1); }
  for (let round = 0, clash = true; clash && round < 200; round += 1) {
    clash = false;
    for (let i = 1; i < boxes.length; i += 1) for (let j = 0; j < i; j += 1) clash = nudge(boxes[i], boxes[j]) || clash;
  }
}
function nudge(a, b) {
  const x = (a.width + b.width) / 2 + 8 - Math.abs(a.x - b.x), y = (a.height + b.height) / 2 + 8 - Math.abs(a.y - b.y);
  if (x <= 0 || y <= 0) return false;
  const key = x < y * 1.6 ? "x" : "y", push = ((key === "x" ? x : y) / 2) * (a[key] < b[key] ? -1 : 1);
  a[key] += push;
  b[key] -= push;
  return true;
}
/** Names the best connected entities of a picture too large for all names, without overprint. */
function paintNames(ctx) {
  if (state.overview || drawnBadges <= ALL_LABELS) return;
  const scale = network.getScale(), taken = [];
  ctx.font = "700 " + 12 / scale + "px " + FONT;
  for (const row of leading) {
    if (legible(row, scale)) continue;
    const name = row.label.replaceAll("\n", " ");
    const width = ctx.measureText(name).width + 8 / scale, height = 17 / scale;
    if (taken.some(([x, y, w]) => Math.abs(x - row.x) * 2 < w + width && Math.abs(y - row.y) < height)) continue;
    taken.push([row.x, row.y, width]);
    ctx.globalAlpha = lit && !lit.has(row.id) ? 0.3 : 0.9;
    ctx.fillStyle = theme.paper;
    ctx.fillRect(row.x - width / 2, row.y - height / 2, width, height);
    ctx.fillStyle = theme.ink;
    write(ctx, name, row.x, row.y, 12 / scale, width, 700);
    ctx.globalAlpha = 1;
  }
}
