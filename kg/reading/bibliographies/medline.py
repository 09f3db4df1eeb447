"""Reads MEDLINE/PubMed XML (PubmedArticleSet).

Source: NLM, PubMed DTD 2024 (PubmedArticleSet); only elements are read, the DTD is not fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kg.reading.bibliographies.entry import (
    BibliographyEntry,
    composed,
    design_of,
    is_retracted,
)
from kg.reading.draft_records import DraftReference
from kg.reading.guards import parse_xml
from kg.reading.person_names import person
from kg.reading.xml_names import plain_text


def read_medline(data: bytes, name: str) -> Iterator[BibliographyEntry]:
    """Yield the works of a PubmedArticleSet, in order.

    Raises:
        ReadError: The data are not well-formed, or refused.
    """
    root = parse_xml(data, name).root
    for number, article in enumerate(root.iter("PubmedArticle"), start=1):
        citation = article.find("MedlineCitation")
        if citation is not None and citation.find("Article") is not None:
            yield _entry(article, citation, citation.find("Article"), number)


def _entry(article: Any, citation: Any, work: Any, number: int) -> BibliographyEntry:
    ids = {
        (e.get("IdType") or ""): plain_text(e)
        for e in article.findall("PubmedData/ArticleIdList/ArticleId")
    }
    title = plain_text(work.find("ArticleTitle")).rstrip(".") or None
    pmid = plain_text(citation.find("PMID")) or ids.get("pubmed") or None
    draft = DraftReference(
        id=pmid or str(number),
        raw="",
        authors=tuple(_authors(work)),
        year=_year(work),
        title=title,
        container=plain_text(work.find("Journal/Title")) or None,
        doi=ids.get("doi") or _location(work),
        pmid=pmid,
        pmcid=ids.get("pmc"),
    )
    issue = work.find("Journal/JournalIssue/Volume")
    raw = composed(draft, plain_text(issue), plain_text(work.find("Pagination/MedlinePgn")))
    kinds = [plain_text(e) for e in work.findall("PublicationTypeList/PublicationType")]
    headings = [
        plain_text(e) for e in citation.findall("MeshHeadingList/MeshHeading/DescriptorName")
    ]
    return BibliographyEntry(
        replace(draft, raw=raw or f"Entry {number}"),
        abstract=_abstract(work),
        design=design_of(kinds, headings),
        retracted=is_retracted(title, kinds) or _has_retraction_notice(citation),
    )


def _authors(work: Any) -> Iterator[str]:
    for author in work.findall("AuthorList/Author"):
        family = plain_text(author.find("LastName"))
        given = plain_text(author.find("Initials")) or plain_text(author.find("ForeName"))
        if name := person(family, given) or plain_text(author.find("CollectiveName")):
            yield name


def _year(work: Any) -> str | None:
    for path in ("Journal/JournalIssue/PubDate/Year", "ArticleDate/Year"):
        if year := plain_text(work.find(path)):
            return year
    return plain_text(work.find("Journal/JournalIssue/PubDate/MedlineDate"))[:4] or None


def _location(work: Any) -> str | None:
    return next(
        (plain_text(e) for e in work.findall("ELocationID") if e.get("EIdType") == "doi"), None
    )


def _abstract(work: Any) -> str | None:
    parts: list[str] = []
    for element in work.findall("Abstract/AbstractText"):
        label, text = element.get("Label"), plain_text(element)
        if text:
            parts.append(f"{label}: {text}" if label else text)
    return " ".join(parts) or None


def _has_retraction_notice(citation: Any) -> bool:
    return any(
        notice.get("RefType") == "RetractionIn"
        for notice in citation.findall("CommentsCorrectionsList/CommentsCorrections")
    )
