// A person's decisions: typed reasons, kept in this browser, downloaded as one patch.

const decisions = new Map(); // claim id -> judgement
const memory = { key: "citegraph " + data.documents.map((d) => d.sha256.slice(0, 12)).join(" ").slice(0, 600), works: true, curator: "" };

function loadDecisions() {
  try {
    const kept = JSON.parse(localStorage.getItem(memory.key) || "[]");
    for (const judgement of kept) if (numberOf.has(judgement.claim)) decisions.set(judgement.claim, judgement);
    memory.curator = localStorage.getItem("citegraph curator") || "";
  } catch { memory.works = false; }
}
function keepDecisions() {
  try {
    localStorage.setItem(memory.key, JSON.stringify([...decisions.values()]));
    localStorage.setItem("citegraph curator", memory.curator);
  } catch { memory.works = false; }
}
function decisionOf(n) { return decisions.get(claims.id[n]) || null; }
function decisionWord(judgement) { return { accept: "accepted", reject: "rejected", correct: "corrected" }[judgement.decision]; }

/** A judgement with every field that `kg curate apply` reads. */
function judge(n, decision, reason, note, corrected) {
  const d = claims.document[n], [start, end] = claims.quote[n];
  const judgement = {
    claim: claims.id[n],
    document: data.documents[d].id,
    exact: storedQuote(n),
    prefix: textOf(d, Math.max(0, start - 32), start),
    suffix: textOf(d, end, end + 32),
    start,
    subject: claims.subject[n][2],
    predicate: claims.predicate[n],
    object: claims.object[n][2],
    polarity: claims.polarity[n],
    decision,
    reason,
    curator: memory.curator,
    decided_at: new Date().toISOString(),
    note: note || null,
    corrected_subject: corrected.subject || null,
    corrected_predicate: corrected.predicate || null,
    corrected_object: corrected.object || null,
    corrected_polarity: corrected.polarity || null,
  };
  decisions.set(judgement.claim, judgement);
  keepDecisions();
  send([judgement]);
  changed("decision");
}
function withdraw(n) {
  decisions.delete(claims.id[n]);
  keepDecisions();
  changed("decision");
}
function patchText() {
  const judgements = [...decisions.values()].sort((a, b) => numberOf.get(a.claim) - numberOf.get(b.claim));
  return JSON.stringify({ format: "citegraph-patch", version: 1, judgements }, null, 2) + "\n";
}
function downloadPatch() {
  const url = URL.createObjectURL(new Blob([patchText()], { type: "application/json" }));
  const link = h("a", { href: url, download: "citegraph-patch.json" });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  say("Patch with " + plural(decisions.size, "decision") + " saved.");
}
const sent = new Map(); // claim id -> what became of sending the decision, and whether it failed
function tellSent(judgements, text, failed) {
  for (const { claim } of judgements) sent.set(claim, [text, failed]);
  const place = document.getElementById("sent");
  if (place) fillSent(place);
  say(text);
}
/** Says beside a decision whether the store has it; where not, offers to send it again. */
function fillSent(place) {
  const [text, failed] = sent.get(place.dataset.claim) || ["", false];
  place.className = failed ? "bad" : "ok";
  place.replaceChildren(text, failed ? h("span", {}, " ", button("Send again", () => send([decisions.get(place.dataset.claim)]), { class: "link" })) : "");
}
async function send(judgements) {
  if (!data.saveTo) return;
  tellSent(judgements, "Sending to the store…", false);
  try {
    const token = document.querySelector('meta[name="citegraph-token"]');
    const answer = await fetch(data.saveTo, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Citegraph-Token": token ? token.content : "" },
      body: JSON.stringify({ format: "citegraph-patch", version: 1, judgements }),
    });
    tellSent(judgements, answer.ok ? "Saved by the server." : "The server refused the decision (" + answer.status + "); it is kept in this page.", !answer.ok);
  } catch { tellSent(judgements, "The server cannot be reached; the decision is kept in this page.", true); }
}

function judgeForm(n) {
  const known = decisionOf(n);
  const form = { decision: known ? known.decision : null };
  const reason = h("select", { id: "judge-reason" });
  const note = h("textarea", { id: "judge-note", rows: 2 });
  const curator = h("input", { id: "judge-curator", type: "text", value: memory.curator, autocomplete: "name" });
  const fields = {
    subject: h("input", { id: "judge-subject", type: "text", value: known?.corrected_subject || claims.subject[n][2] }),
    predicate: h("select", { id: "judge-predicate" }, Object.entries(data.words.predicates).map(([id, w]) => h("option", { value: id }, w[1] + " (" + id + ")"))),
    object: h("input", { id: "judge-object", type: "text", value: known?.corrected_object || claims.object[n][2] }),
    polarity: h("select", { id: "judge-polarity" }, ["affirmed", "negated", "no_evidence", "mixed"].map((p) => h("option", { value: p }, word("polarity", p)))),
  };
  fields.predicate.value = known?.corrected_predicate || claims.predicate[n];
  fields.polarity.value = known?.corrected_polarity || claims.polarity[n];
  note.value = known?.note || "";
  const correction = h("div", { hidden: true },
    h("label", { for: "judge-subject" }, "Subject"), fields.subject, h("label", { for: "judge-predicate" }, "Relation"), fields.predicate,
    h("label", { for: "judge-object" }, "Object"), fields.object, h("label", { for: "judge-polarity" }, "Yes or no"), fields.polarity);
  const fault = h("p", { class: "bad", id: "judge-fault" });
  const refuse = (text, field) => { fault.textContent = text; say(text); field.focus(); };
  const details = h("div", { hidden: true },
    correction, h("label", { for: "judge-reason" }, "Reason"), reason, h("label", { for: "judge-note" }, "Note (may stay empty)"), note,
    h("label", { for: "judge-curator" }, "Your name"), curator, fault,
    h("div", { class: "tools" }, button("Keep this decision", save, { class: "main", id: "judge-save" }), button("Cancel", () => pick(null))));
  const buttons = [["accept", "Accept"], ["reject", "Reject"], ["correct", "Correct…"]].map(([id, text]) => button(text, () => pick(id), { "data-decision": id, "aria-pressed": "false" }));
  function pick(decision) {
    form.decision = decision;
    details.hidden = !decision;
    correction.hidden = decision !== "correct";
    for (const b of buttons) { b.classList.toggle("on", b.dataset.decision === decision); b.setAttribute("aria-pressed", String(b.dataset.decision === decision)); }
    const fitting = data.words.reasons.filter((r) => r[1].includes(decision));
    const open = decision === "accept" ? [] : [h("option", { value: "" }, "Choose a reason")];
    reason.replaceChildren(...open, ...fitting.map(([id, , text]) => h("option", { value: id }, text)));
    if (known && known.decision === decision) reason.value = known.reason;
    if (decision) (decision === "correct" ? fields.subject : reason).focus();
  }
  function save() {
    memory.curator = curator.value.trim();
    const now = { subject: claims.subject[n][2], predicate: claims.predicate[n], object: claims.object[n][2], polarity: claims.polarity[n] };
    const corrected = {};
    if (form.decision === "correct") for (const key of Object.keys(now)) if (fields[key].value.trim() !== now[key]) corrected[key] = fields[key].value.trim();
    if (!reason.value) { refuse("Please choose a reason: whoever reads the decision should see why.", reason); return; }
    if (!memory.curator) { refuse("Please give your name: decisions are kept with the name of who made them.", curator); return; }
    if (form.decision === "correct" && !Object.keys(corrected).length) { refuse("Nothing is changed yet: correct the subject, relation, object or yes and no.", fields.subject); return; }
    judge(n, form.decision, reason.value, note.value.trim(), corrected);
    say("Kept: " + claims.words[n] + " " + decisionWord(decisionOf(n)) + ".");
    document.getElementById("panel").focus();
  }
  const told = h("p", { id: "sent", "data-claim": claims.id[n] });
  if (known) fillSent(told);
  return h("div", { class: "judge" }, h("h3", {}, "Your decision"),
    known ? h("p", {}, h("strong", {}, decisionWord(known)), ", " + reasonWords(known.reason) + (known.note ? " – " + known.note : "") + " ", button("Withdraw", () => withdraw(n), { class: "link" })) : null,
    told, h("p", { class: "fine" }, "Does the text say this, and may it stand? Accept it; reject it, and the next build sets it aside; or correct what was misread."),
    h("div", { class: "tools" }, buttons), details);
}
function reasonWords(id) {
  const found = data.words.reasons.find((r) => r[0] === id);
  return found ? found[2] : id;
}
function decisionsFoot() {
  if (!decisions.size) return null;
  return h("div", { class: "mine" },
    h("p", {}, plural(decisions.size, "decision") + " kept in " + (memory.works ? "this browser." : "this window only: the browser does not let the page store anything.")),
    h("div", { class: "tools" }, button("Download as a patch", downloadPatch, { id: "download" }),
      button("Forget all", () => { decisions.clear(); keepDecisions(); changed("decision"); })),
    h("p", { class: "fine" }, "Apply it with: kg curate apply citegraph-patch.json"));
}
