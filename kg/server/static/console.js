"use strict";
// The query console: named queries, completion of our terms, table and chart of results, a link.
// Results are written as text only; nothing is fetched but this server's own answers.
(() => {
  const $ = (id) => document.getElementById(id);
  const START = "SELECT ?subject ?relation ?object ?grade WHERE {\n" +
    "  ?claim a kg:Claim ; kg:subjectLabel ?subject ; rdf:predicate ?relation ;\n" +
    "    kg:objectLabel ?object ; kg:gradeLevel ?grade .\n}\nORDER BY DESC(?grade)\nLIMIT 50\n";
  const state = { queries: [], terms: [], prefixes: {}, chosen: null, options: [], at: 0 };

  const make = (name, text) => {
    const node = document.createElement(name);
    if (text !== undefined) node.textContent = text;
    return node;
  };

  const say = (text, isError = false) => {
    $("status").textContent = text;
    $("status").className = isError ? "error" : "";
  };

  // named queries

  const choose = (name, values = {}) => {
    const query = state.queries.find((entry) => entry.name === name) || null;
    state.chosen = query;
    $("example").value = query ? name : "";
    $("description").textContent = query ? query.description : "";
    $("parameters").replaceChildren();
    $("query").readOnly = query !== null;
    if (!query) return;
    $("query").value = query.sparql;
    for (const parameter of query.parameters) {
      const label = make("label", `${parameter.name} (${parameter.meaning}) `);
      const input = make("input");
      input.name = parameter.name;
      input.required = parameter.required;
      input.placeholder = parameter.default || parameter.kind;
      input.value = values[parameter.name] || "";
      label.append(input);
      $("parameters").append(label);
    }
  };

  const settings = () => {
    const found = {};
    for (const input of $("parameters").querySelectorAll("input")) {
      if (input.value.trim()) found[input.name] = input.value.trim();
    }
    return found;
  };

  // running

  const address = (format) => {
    const values = new URLSearchParams(state.chosen ? settings() : { query: $("query").value });
    values.set("format", format);
    return `${state.chosen ? `/queries/${state.chosen.name}` : "/sparql"}?${values}`;
  };

  const fragment = () => {
    const values = new URLSearchParams(
      state.chosen ? { name: state.chosen.name, ...settings() } : { query: $("query").value });
    return `#${values}`;
  };

  const request = () => {
    const accept = "application/sparql-results+json, text/turtle;q=0.9";
    if (state.chosen) {
      const values = new URLSearchParams(settings());
      return fetch(`/queries/${state.chosen.name}?${values}`, { headers: { Accept: accept } });
    }
    return fetch("/sparql", {
      method: "POST",
      headers: { Accept: accept, "Content-Type": "application/sparql-query" },
      body: $("query").value,
    });
  };

  const run = async () => {
    say("Running …");
    $("result").replaceChildren();
    offer(null);
    history.replaceState(null, "", fragment());
    const begun = performance.now();
    let answer, text;
    try {
      answer = await request();
      text = await answer.text();
    } catch (error) {
      say("The server cannot be reached.", true);
      return;
    }
    if (!answer.ok) {
      say(text.trim(), true);
      return;
    }
    const seconds = ((performance.now() - begun) / 1000).toFixed(2);
    if (answer.headers.get("content-type").startsWith("text/turtle")) {
      $("result").append(make("pre", text));
      say(`Triples in ${seconds} s`);
      return;
    }
    show(JSON.parse(text), seconds);
    for (const format of ["csv", "json"]) {
      $(format).href = address(format);
      $(format).hidden = false;
    }
  };

  const show = (result, seconds) => {
    if ("boolean" in result) {
      $("result").append(make("p", result.boolean ? "yes" : "no"));
      say(`Answered in ${seconds} s`);
      return;
    }
    const table = make("table");
    const head = make("tr");
    for (const name of result.head.vars) {
      const cell = make("th", name);
      cell.scope = "col";
      head.append(cell);
    }
    const top = make("thead");
    top.append(head);
    const body = make("tbody");
    for (const binding of result.results.bindings) {
      const row = make("tr");
      for (const name of result.head.vars) row.append(written(binding[name]));
      body.append(row);
    }
    table.append(top, body);
    $("result").append(table);
    offer(result);
    const count = result.results.bindings.length;
    say(`${count.toLocaleString("en")} ${count === 1 ? "row" : "rows"} in ${seconds} s`);
  };

  // chart

  const offer = (result) => {
    const names = result ? Chart.columns(result) : [];
    state.result = result;
    $("column").replaceChildren(...["", ...names].map((name) => {
      const option = make("option", name || "no column");
      option.value = name;
      return option;
    }));
    $("column").value = names.includes(state.column) ? state.column : "";
    $("plot").hidden = names.length === 0;
    plot();
  };

  const plot = () => {
    const column = $("column").value;
    $("chart").replaceChildren();
    $("plotted").textContent = "";
    if (!column || !state.result) return;
    const words = (term) => (term.type === "uri" ? short(term.value) : String(term.value));
    const drawn = Chart.make(state.result, column, words);
    $("chart").append(drawn.svg);
    if (drawn.shown < drawn.total) $("plotted").textContent = `the first ${drawn.shown} of ${drawn.total} rows`;
  };

  const written = (term) => {
    const cell = make("td");
    if (!term) return cell;
    if (term.type === "uri" && /^https?:\/\//.test(term.value)) {
      const link = make("a", short(term.value));
      const base = state.base;
      link.href = base && term.value.startsWith(base)
        ? `/${term.value.slice(base.length)}` : term.value;
      link.rel = "noreferrer";
      cell.append(link);
    } else {
      cell.textContent = term.type === "triple" ? JSON.stringify(term.value) : term.value;
    }
    return cell;
  };

  const short = (iri) => {
    for (const [prefix, start] of Object.entries(state.prefixes)) {
      const local = iri.slice(start.length);
      if (iri.startsWith(start) && local && !/[\/#]/.test(local)) return `${prefix}:${local}`;
    }
    return state.base && iri.startsWith(state.base) ? iri.slice(state.base.length) : iri;
  };

  // completion

  const wordBefore = () => {
    const box = $("query");
    const before = box.value.slice(0, box.selectionStart);
    return /[\w:.-]*$/.exec(before)[0];
  };

  const complete = () => {
    const word = wordBefore().toLowerCase();
    const names = [...state.terms, ...Object.keys(state.prefixes).map((name) => `${name}:`)];
    state.options = word === "" ? [] : names.filter((name) =>
      name.toLowerCase().startsWith(word) || name.toLowerCase().startsWith(`kg:${word}`)).slice(0, 40);
    state.at = 0;
    draw();
  };

  const draw = () => {
    $("completion").hidden = state.options.length === 0;
    $("completion").replaceChildren(...state.options.map((name, index) => {
      const item = make("li", name);
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", String(index === state.at));
      item.addEventListener("mousedown", (event) => { event.preventDefault(); state.at = index; take(); });
      return item;
    }));
  };

  const take = () => {
    const box = $("query");
    const word = wordBefore();
    box.setRangeText(state.options[state.at], box.selectionStart - word.length, box.selectionStart, "end");
    state.options = [];
    draw();
  };

  const onKey = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      run();
    } else if (event.key === " " && event.ctrlKey) {
      event.preventDefault();
      complete();
    } else if (state.options.length) {
      onChoice(event);
    }
  };

  const onChoice = (event) => {
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) {
      event.preventDefault();
      state.at = (state.at + moves[event.key] + state.options.length) % state.options.length;
      draw();
    } else if (event.key === "Enter" || event.key === "Tab") {
      event.preventDefault();
      take();
    } else if (event.key === "Escape") {
      state.options = [];
      draw();
    }
  };

  const onInput = () => (/^kg:\w/i.test(wordBefore()) ? complete() : (state.options = [], draw()));

  const restore = () => {
    const values = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
    if (values.name) {
      choose(values.name, values);
      if (state.chosen) run();
    } else {
      choose("");
      $("query").value = values.query || START;
      if (values.query) run();
    }
  };

  const begin = async () => {
    const [queries, known] = await Promise.all(
      ["/queries", "/completions"].map((path) => fetch(path).then((answer) => answer.json())));
    Object.assign(state, { queries, terms: known.terms, prefixes: known.prefixes, base: known.base });
    for (const query of queries) {
      const option = make("option", `${query.name}: ${query.title}`);
      option.value = query.name;
      $("example").append(option);
    }
    $("example").addEventListener("change", () => {
      choose($("example").value);
      if (state.chosen && !state.chosen.parameters.some((entry) => entry.required)) run();
    });
    $("form").addEventListener("submit", (event) => { event.preventDefault(); run(); });
    $("query").addEventListener("keydown", onKey);
    $("query").addEventListener("input", onInput);
    $("query").addEventListener("blur", () => { state.options = []; draw(); });
    $("column").addEventListener("change", () => { state.column = $("column").value; plot(); });
    $("share").addEventListener("click", async () => {
      const link = location.origin + location.pathname + fragment();
      history.replaceState(null, "", fragment());
      try {
        await navigator.clipboard.writeText(link);
        say("The link is copied.");
      } catch (error) {
        say(link);
      }
    });
    window.addEventListener("hashchange", restore);
    restore();
    document.body.dataset.ready = "true";
  };

  begin();
})();
