"""What is fuzzed: each target takes bytes, and raises only for what must never happen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from kg.errors import KgError, QueryError
from kg.model.document import Document
from kg.reading import READERS, read_bytes
from kg.reading.bibliographies import read_entries

CORPUS = Path(__file__).with_name("corpus")

# What breaks parsers: marks that open and never close, numbers at their limits, odd characters.
TOKENS = (
    b"[", b"]", b"(", b")", b"[1]", b"[1-9999999999]", b"[1,", b"(Lee et al., 2021", b"<sup>", b"</sup>",
    b"<", b"&#0;", b"&#xD800;", b"&amp", b"<![CDATA[", b"<!--", b"-->", b"<!DOCTYPE x [", b"{", b"}", b"{{",
    b"$$", b"```", b"|", b"\n|-|\n", b"# ", b"## References\n", b"1. ", b"doi:10.5555/", b"^", b"^{1}",
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xe2\x80\x8b", b"\xe2\x80\xae", b"\xed\xa0\x80", b"\xcc\x81",
    b"\xc4\xb0", b"\xe2\x80\xa8", b"\r", b"\t", b"-1", b"1e309", b"99999999999999999999", b"%PDF-1.7\n",
    b"\\u0000", b'"', b"'", b"\\", b"SELECT", b"SERVICE", b"FROM", b"OPTIONAL {", b"FILTER(", b"<<", b"500 mg",
    b"per day", b"no evidence that", b"may not", b"et al.", b"\xc2\xb5g", b"2-3 \xc3\x97", b"\xe2\x89\xa4",
)  # fmt: skip


Target = Callable[[bytes], object]  # true where an input was read, not refused


def read(name: str) -> Target:
    """Return the target of a reader, told by a file name."""

    def target(data: bytes) -> bool:
        try:
            documents = read_bytes(data, name)
        except KgError:
            return False
        read = False
        for _ in range(len(data) + 2):  # a bad line of JSON Lines does not hide the next
            try:
                check(next(documents))
                read = True
            except StopIteration:
                return read
            except KgError:
                continue
        raise AssertionError("more documents than bytes")

    return target


def bibliography(name: str) -> Target:
    """Return the target of a kind of bibliography, told by a file name."""

    def target(data: bytes) -> bool:
        try:
            entries = read_entries(data, name)
        except KgError:
            return False
        for entry in entries:
            assert entry.reference().work
        return True

    return target


def check(document: Document) -> None:
    """Assert what holds of every document: places lie in the text and say what they claim."""
    text = document.text
    text.encode("utf-8")
    last = 0
    for block in document.blocks:
        assert last <= block.span.start < block.span.end <= len(text)
        assert document.sections[block.section].span.contains(block.span)
        last = block.span.end
    for sentence in document.sentences:
        assert document.blocks[sentence.block].span.contains(sentence.span)
    spans = [sentence.span for sentence in document.sentences]
    assert spans == sorted(spans, key=lambda span: (span.start, span.end))
    for marker in document.markers:
        assert marker.text
        assert marker.span.text_of(text) == marker.text
    for section in document.sections:
        assert 0 <= section.span.start <= section.span.end <= len(text)
        if section.title_span is not None:
            assert " ".join(section.title_span.text_of(text).split()) == section.title
    for reference in document.references:
        assert reference.span is None or 0 <= reference.span.start < reference.span.end <= len(text)


def markers(data: bytes) -> None:
    """Fuzz the marker parser alone, on plain text with a list of references."""
    text = data.decode("utf-8", "replace")
    listed = "".join(f"{n}. Lee A. Zinc {n}. J Ex. 201{n};1:2.\n" for n in range(1, 6))
    read("a.txt")(f"{text}\n\nReferences\n\n{listed}".encode())


def patterns(data: bytes) -> None:
    """Fuzz the cues and the quantities, which every sentence passes."""
    from kg.extraction.amounts.quantities import find_quantities  # noqa: PLC0415 - this target alone
    from kg.lexicon.cue_sets import cue_set  # noqa: PLC0415 - this target alone

    text = data.decode("utf-8", "replace")
    for name in ("design", "hedges", "negation", "wording"):
        for match in cue_set(name).matches(text):
            assert 0 <= match.start < match.end <= len(text)
    ends = 0
    for found in find_quantities(text):
        assert ends <= found.start < found.end <= len(text)
        ends = found.end


def extraction(data: bytes) -> None:
    """Fuzz the whole pipeline: every claim's quote is a slice of its text."""
    from kg.build.pipeline import Pipeline  # noqa: PLC0415 - this target alone

    if not _pipelines:
        _pipelines.append(Pipeline())
    try:
        documents = list(read_bytes(data, "a.md"))
    except KgError:
        return
    for document in documents:
        for claim in _pipelines[0].record(document).claims:
            assert document.text[claim.quote.start : claim.quote.end] == claim.quote.exact


_pipelines: list = []  # type: ignore[type-arg]


def guard(data: bytes) -> None:
    """Fuzz the guard of queries: it lets a query pass or refuses it, at once."""
    from kg.query.guard import check_query  # noqa: PLC0415 - this target alone

    try:
        check_query(data.decode("utf-8", "replace"))
    except QueryError:
        return


def _readers() -> dict[str, Target]:
    return {
        **{f"read-{r.suffixes[0].strip('.')}": read(f"a{r.suffixes[0]}") for r in READERS},
        "read-tei": read("a.tei"),
        **{f"read-{kind}": bibliography(f"a.{kind}") for kind in ("bib", "ris", "nbib")},
        "read-csl": bibliography("a.json"),
        "read-medline": bibliography("a.xml"),
    }


TARGETS: Mapping[str, Target] = {
    **_readers(), "markers": markers, "patterns": patterns, "guard": guard, "extraction": extraction,
}  # fmt: skip


_FIXTURES = {"read-bib": "works.bib", "read-ris": "works.ris", "read-nbib": "works.nbib",
             "read-csl": "works.csl.json", "read-medline": "works.xml", "read-xml": "article.xml",
             "read-tei": "article.tei.xml", "read-jsonl": "documents.jsonl", "read-html": "*.html"}  # fmt: skip


def seeds(target: str) -> list[bytes]:
    """Return the kept inputs of a target, in their order, and what other tests read of its format."""
    paths = sorted((CORPUS / target).glob("*"))
    if target in _FIXTURES:
        paths += sorted(CORPUS.parents[1].glob(f"reading/**/fixtures/**/{_FIXTURES[target]}"))
    return [path.read_bytes() for path in paths]
