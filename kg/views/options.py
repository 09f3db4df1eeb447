"""What a page shows, and how it is cut down when there is more than one screen can hold."""

from __future__ import annotations

from dataclasses import dataclass

MAX_DRAWN = 2_000
STUDIES_LIMIT = 100
WORDED_BADGES = 60


@dataclass(frozen=True, slots=True)
class PageOptions:
    """Options of :func:`kg.views.page.render_page`.

    Attributes:
        title: Heading of the page; None takes the document's title, or the number of documents.
        document: Show only claims of this document, by id.
        topic: Show only claims within ``hops`` steps of the entities whose name holds this text.
        hops: How many claims to follow from the topic.
        elsewhere: Number of claims in documents that were not handed over, because no option
            could choose them; they count as left out.
        min_grade: Show only claims of this grade or above, 0 to 4.
        max_claims: Show at most so many claims, the strongest first; None shows all. What is
            left out is counted on the page.
        studies: Whether studies hang on their claims at first; None decides by size.
        base_iri: Where the IRIs of claims begin, for links and SPARQL.
        save_to: Where judgements are sent, for a page that a local server offers; None keeps
            them in the page alone, and the page can then reach no address at all.
        save_token: What the page sends along as ``X-Citegraph-Token`` when it saves, so that the
            server knows its own page; used with ``save_to`` only.
        language: Value of the ``lang`` attribute.
    """

    title: str | None = None
    document: str | None = None
    topic: str | None = None
    hops: int = 1
    elsewhere: int = 0
    min_grade: int = 0
    max_claims: int | None = None
    studies: bool | None = None
    base_iri: str = "https://w3id.org/citegraph/"
    save_to: str | None = None
    save_token: str | None = None
    language: str = "en"
