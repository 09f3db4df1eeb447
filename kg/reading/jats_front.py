"""Reads the front matter of JATS articles: where they were published, by whom and when."""

from __future__ import annotations

from typing import Any

from kg.reading.person_names import person
from kg.reading.xml_names import child_of, plain_text


def published_at(meta: Any) -> str | None:
    """Return the address of an article by its DOI, PMC number or PubMed number, in this order."""
    ids = {e.get("pub-id-type"): plain_text(e) for e in meta.iterchildren("{*}article-id")}
    if ids.get("doi"):
        return f"https://doi.org/{ids['doi']}"
    if number := (ids.get("pmc") or ids.get("pmcid") or "").removeprefix("PMC"):
        return f"https://pmc.ncbi.nlm.nih.gov/articles/PMC{number}/"
    if ids.get("pmid"):
        return f"https://pubmed.ncbi.nlm.nih.gov/{ids['pmid']}/"
    return None


def byline(meta: Any) -> str:
    """Return authors and year in one line; empty where there are no authors."""
    names = [
        person(plain_text(child_of(name, "surname")), plain_text(child_of(name, "given-names")))
        for contrib in meta.findall("{*}contrib-group/{*}contrib")
        if contrib.get("contrib-type", "author") == "author"
        for name in contrib.iterchildren("{*}name")
    ]
    line = ", ".join(name for name in names if name)
    year = plain_text(meta.find("{*}pub-date/{*}year"))
    return f"{line} ({year})" if line and year else line
