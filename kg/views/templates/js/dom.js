// Elements from words: text is always set as text, links lead to http and https alone.

function h(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "class") element.className = value;
    else if (key in element && typeof value === "boolean") element[key] = value;
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.flat(3).filter((c) => c !== null && c !== undefined && c !== false));
  return element;
}
function button(text, action, props) {
  return h("button", { type: "button", onclick: action, ...props }, text);
}
function safeLink(url, text) {
  if (!/^https?:\/\/[^\s]+$/i.test(url || "")) return document.createTextNode(text);
  return h("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, text);
}
function gradeOf(level) {
  const [label, digit, width, arrow, dash, filled, colour, dark, text] = data.words.grades[level];
  return { label, digit, width, arrow, dash, filled, colour, dark, text };
}
/** The digit of a grade as text in a box whose border carries the grade without colour. */
function digitBox(level, text, extra) {
  const grade = gradeOf(level);
  return h("span", { class: "digit g" + level + (extra ? " " + extra : ""), title: "Evidence grade " + (level || "0") + ", " + grade.label + ": " + grade.text }, text || grade.digit);
}
function sign(n) {
  const polarity = claims.polarity[n];
  if (polarity === "negated" || polarity === "no_evidence") return "∅";
  return data.words.predicates[claims.predicate[n]][0];
}
function claimDigit(n) {
  const text = sign(n) + gradeOf(claims.grade[n]).digit;
  return digitBox(claims.grade[n], text, claims.against[n].length ? "conflict" : "");
}
function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}
function swatch(level) {
  const grade = gradeOf(level);
  const line = svg("line", { x1: 0, x2: 34, y1: 7, y2: 7, class: "g" + level, "stroke-width": grade.width, "stroke-dasharray": grade.dash.join(" ") });
  return svg("svg", { class: "swatch", viewBox: "0 0 34 14", "aria-hidden": "true" }, line);
}
function why(kind, value, text) {
  const told = explain(kind, value);
  return h("span", told ? { class: "why", title: told, tabindex: "0" } : {}, text || word(kind, value));
}
let said = null;
function say(text) {
  said = said || document.getElementById("said");
  said.textContent = text;
}
async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = h("textarea", { "aria-hidden": "true", class: "quiet" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  say(what + " copied.");
}
