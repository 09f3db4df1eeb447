"use strict";
// A bar chart of one column of numbers, drawn as SVG; no library, no markup from data.
const Chart = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const NUMBER = /#(integer|decimal|double|float|int|long|nonNegativeInteger|gYear)$/;
  const MOST = 50, HEIGHT = 22, LABEL = 260, WIDTH = 900, VALUE = 80;

  const draw = (name, attributes, text) => {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (text !== undefined) node.textContent = text;
    return node;
  };

  const numberOf = (term) => {
    if (!term || term.type !== "literal" || !NUMBER.test(term.datatype || "")) return null;
    const value = Number(term.value);
    return Number.isFinite(value) ? value : null;
  };

  /** The columns that hold numbers, and nothing else where they hold anything. */
  const columns = (result) => result.head.vars.filter((name) => {
    const given = result.results.bindings.filter((row) => row[name]);
    return given.length > 0 && given.every((row) => numberOf(row[name]) !== null);
  });

  const labelOf = (result, row, skip, written) => result.head.vars
    .filter((name) => !skip.includes(name) && row[name])
    .slice(0, 2).map((name) => written(row[name])).join(", ");

  const cut = (text) => (text.length > 38 ? `${text.slice(0, 37)}…` : text);

  /**
   * Draw a column.
   * @param result SPARQL results in JSON.
   * @param column Name of a column of numbers.
   * @param written Returns a term in words.
   */
  const make = (result, column, written) => {
    const numbers = columns(result);
    const rows = result.results.bindings.filter((row) => row[column]).slice(0, MOST)
      .map((row) => [labelOf(result, row, numbers, written), numberOf(row[column])]);
    const low = Math.min(0, ...rows.map((row) => row[1])), high = Math.max(0, ...rows.map((row) => row[1]));
    const scale = (WIDTH - LABEL - VALUE) / (high - low || 1), zero = LABEL - low * scale;
    const svg = draw("svg", {
      viewBox: `0 0 ${WIDTH} ${rows.length * HEIGHT + 4}`, role: "img",
      "aria-label": `Bars of ${column}, ${rows.length} rows, from ${low} to ${high}` });
    rows.forEach(([label, value], index) => {
      const y = index * HEIGHT + 2, end = zero + value * scale;
      const bar = draw("rect", {
        x: Math.min(zero, end), y, width: Math.abs(end - zero), height: HEIGHT - 5, class: "bar" });
      bar.append(draw("title", {}, `${label}: ${value}`));
      svg.append(draw("text", { x: LABEL - 8, y: y + 13, "text-anchor": "end" }, cut(label)), bar,
        draw("text", { x: Math.max(zero, end) + 6, y: y + 13 }, String(value)));
    });
    svg.append(draw("line", { x1: zero, x2: zero, y1: 0, y2: rows.length * HEIGHT + 2, class: "axis" }));
    return { svg, shown: rows.length, total: result.results.bindings.length };
  };

  return { columns, make };
})();
