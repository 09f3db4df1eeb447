"""Evidence lines as quads: what an article gives for a claim, and what the work itself says."""

from __future__ import annotations

from collections.abc import Mapping

from kg.graph.minting import Minter, digest
from kg.graph.nquads import QuadSink
from kg.model.appraisal import CheckedText, Direction, EvidenceLine
from kg.model.closed_terms import Design
from kg.terms import DCTERMS, KG, OBO, PROV, RDF, RDFS, individual

_ECO: Mapping[Design, str] = {
    Design.ANIMAL: OBO.ECO_0000179,
    Design.IN_VITRO: OBO.ECO_0000181,
    Design.RCT: OBO.ECO_0000180,
    Design.TRIAL: OBO.ECO_0000180,
    Design.OBSERVATIONAL: OBO.ECO_0000180,
    Design.HUMAN: OBO.ECO_0000180,
}


def write_evidence(sink: QuadSink, mint: Minter, key: str, line: EvidenceLine) -> None:
    """Write an evidence line.

    Args:
        sink: Of the graph that the line belongs to.
        mint: Names things.
        key: What names the line within its claim: its number, in the document's own graph.
        line: The line.
    """
    claim = mint.claim(line.claim)
    iri = f"{claim}/evidence/{key}"
    direction = individual("direction", line.direction.value)
    sink.iri(claim, KG.hasEvidence, iri)
    sink.iri(iri, RDF.type, KG.EvidenceLine)
    sink.iri(iri, RDF.type, OBO.SEPIO_0000002)
    sink.iri(iri, KG.direction, direction)
    sink.iri(iri, OBO.SEPIO_0000183, direction)
    sink.iri(iri, KG.reportedDesign, individual("design", line.design.value))
    sink.iri(iri, KG.evidenceCode, _evidence_code(line))
    sink.iri(iri, KG.basis, individual("basis", line.basis))
    sink.string(iri, KG.workQuote, line.quote)
    if line.verified_design is not None:
        sink.iri(iri, KG.verifiedDesign, individual("design", line.verified_design.value))
    for index in line.citations:
        sink.iri(iri, KG.usesCitation, f"{claim}/citation/{index}")
    _study(sink, mint, iri, line)


def write_work_evidence(sink: QuadSink, mint: Minter, line: EvidenceLine) -> None:
    """Write what a cited work says about a claim, and which text was looked at, by which means."""
    key = f"work-{digest(line.study)}"
    write_evidence(sink, mint, key, line)
    if line.checked is not None:
        _provenance(sink, mint, f"{mint.claim(line.claim)}/evidence/{key}", line.checked)


def _provenance(sink: QuadSink, mint: Minter, evidence: str, checked: CheckedText) -> None:
    text = mint.thing("text", checked.name, checked.sha256)
    activity = mint.thing("activity", "verify", text, checked.method, checked.version)
    agent = mint.thing("agent", "citegraph", checked.version)
    sink.iri(evidence, PROV.wasDerivedFrom, text)
    sink.iri(evidence, PROV.wasGeneratedBy, activity)
    sink.iri(text, RDF.type, PROV.Entity)
    sink.string(text, DCTERMS.identifier, checked.name)
    sink.string(text, KG.sha256, checked.sha256)
    sink.iri(activity, RDF.type, PROV.Activity)
    sink.iri(activity, PROV.used, text)
    sink.iri(activity, PROV.wasAssociatedWith, agent)
    sink.string(activity, RDFS.comment, f"compared by {checked.method}")
    sink.string(activity, KG.version, checked.version or None)
    sink.iri(agent, RDF.type, PROV.SoftwareAgent)
    sink.string(agent, RDFS.label, f"citegraph {checked.version}".strip())


def _study(sink: QuadSink, mint: Minter, evidence: str, line: EvidenceLine) -> None:
    study = mint.study(line.study)
    sink.iri(evidence, KG.hasStudy, study)
    sink.iri(study, RDF.type, KG.Study)
    sink.iri(study, KG.reportedDesign, individual("design", line.design.value))
    for subject in (evidence, study):
        sink.string(subject, KG.population, line.population)
        sink.integer(subject, KG.sampleSize, line.sample_size)
    for work in line.works:
        sink.iri(study, KG.publishedIn, mint.work(work))


def _evidence_code(line: EvidenceLine) -> str:
    code = _ECO.get(line.verified_design or line.design)
    if code is not None and line.direction is not Direction.NONE:
        return code
    return OBO.ECO_0000033 if line.works else OBO.ECO_0000034
