// A picture too large for all its names: groups of claims, and the names of leading entities.

function drawOverview() {
  const counts = data.graph.groups.map(() => 0), links = new Map(), many = counts.length;
  data.badges.forEach((badge, b) => {
    const own = rows[firstBadge + b].group;
    let count = 0;
    for (const n of badge[2]) count += visible[n];
    if (!count) return;
    counts[own] += count;
    for (const end of [badge[0], badge[1]]) {
      const other = rows[end].group;
      if (other !== own) { const key = Math.min(own, other) * many + Math.max(own, other); links.set(key, (links.get(key) || 0) + count); }
    }
  });
  drawnBadges = 0;
  drawnClaims = 0;
  shown = new Set();
  const boxes = new Map();
  data.graph.groups.forEach(([name, x, y, width, height, size], g) => {
    if (!counts[g]) return;
    drawnBadges += 1;
    drawnClaims += counts[g];
    boxes.set(g, { id: "group " + g, kind: "group", ref: g, label: name + "\n" + plural(counts[g], "claim"), x, y, width, height, size, round: false });
  });
  measure([...boxes.values()]);
  const between = [...links].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 240).map(([key, count]) => (
    { from: boxes.get(Math.floor(key / many)), to: boxes.get(key % many), level: BETWEEN, width: Math.min(9, 1 + Math.log2(count)) }));
  replace([...boxes.values()], between.filter(({ from, to }) => from && to), paintGroup);
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
