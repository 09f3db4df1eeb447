"""The reference page of the vocabulary, printed from ontology.ttl."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.graph.ontology import ontology_text
from kg.terms import KG_BASE, ONTOLOGY_IRI, PREFIXES

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_HEADING = re.compile(r"^#{80}\n# (.+)\n#{80}$", re.MULTILINE)
_TERM = re.compile(r"^kg:([A-Za-z0-9-]+)$", re.MULTILINE)
_ALIGNMENTS = (
    ("rdfs:subClassOf", "is a"), ("rdfs:subPropertyOf", "is a"), ("skos:exactMatch", "same as"),
    ("skos:closeMatch", "close to"), ("skos:broadMatch", "narrower than"),
    ("skos:relatedMatch", "related to"),
)  # fmt: skip


def ontology_reference() -> str:
    """Return the page as Markdown: the sections and the order are those of ontology.ttl."""
    from rdflib import Graph  # noqa: PLC0415 - slow to import

    text = ontology_text()
    graph = Graph().parse(data=text, format="turtle")
    return "\n".join([*_opening(graph), *_sections(text, graph)]) + "\n"


def _opening(graph: Graph) -> Iterator[str]:
    from rdflib import DCTERMS, OWL, URIRef  # noqa: PLC0415 - slow to import

    iri = URIRef(ONTOLOGY_IRI)
    yield "# The vocabulary"
    yield ""
    yield "Printed from `ontology.ttl` by `scripts/ontology_reference`; change that file, not this."
    yield ""
    yield str(graph.value(iri, DCTERMS.description))
    yield ""
    yield f"Namespace `kg:` is `{KG_BASE}`; this is version {graph.value(iri, OWL.versionInfo)}."


def _sections(text: str, graph: Graph) -> Iterator[str]:
    parts = _HEADING.split(text)
    for heading, body in zip(parts[1::2], parts[2::2], strict=True):
        yield from ("", f"## {heading}", "")
        yield "| term | meaning | example | stands to others |"
        yield "|---|---|---|---|"
        for name in _TERM.findall(body):
            yield _row(graph, name)


def _row(graph: Graph, name: str) -> str:
    from rdflib import SKOS, URIRef  # noqa: PLC0415 - slow to import

    iri = URIRef(KG_BASE + name)
    cells = (
        f"`kg:{name}`",
        _cell(graph.value(iri, SKOS.definition)) + _ends(graph, iri),
        _cell(graph.value(iri, SKOS.example)),
        "; ".join(_alignments(graph, iri)),
    )
    return f"| {' | '.join(cells)} |"


def _ends(graph: Graph, iri: Node) -> str:
    from rdflib import RDFS  # noqa: PLC0415 - slow to import

    domain, reach = graph.value(iri, RDFS.domain), graph.value(iri, RDFS.range)
    if domain is None and reach is None:
        return ""
    return (
        f" ({_short(domain) if domain else 'anything'} → {_short(reach) if reach else 'anything'})"
    )


def _alignments(graph: Graph, iri: Node) -> Iterator[str]:
    from rdflib import URIRef  # noqa: PLC0415 - slow to import

    for relation, words in _ALIGNMENTS:
        prefix, _, local = relation.partition(":")
        for target in sorted(map(str, graph.objects(iri, URIRef(PREFIXES[prefix] + local)))):
            yield f"{words} {_short(target)}"


def _short(node: Node | str) -> str:
    iri = str(node)
    for prefix, base in PREFIXES.items():
        if iri.startswith(base):
            return f"`{prefix}:{iri.removeprefix(base)}`"
    return f"<{iri}>"


def _cell(node: Node | None) -> str:
    return str(node or "").replace("|", "\\|").replace("\n", " ")
