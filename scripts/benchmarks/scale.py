"""docs/scale.md: what a corpus of another size would cost, computed from measured figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from report import short

# From the open question of what language models charge: 3 to 57 dollars a million input tokens, as
# users report for extraction with several passes. A word of English is about 1.3 tokens.
TOKENS_A_WORD = 1.3
DOLLARS = (3.0, 57.0)
# What a core costs in a rented machine, an hour: 0.04 to 0.05 dollars on demand in 2026.
DOLLARS_A_CORE_HOUR = 0.05
HOURS = 24.0


@dataclass(frozen=True)
class Corpus:
    """A corpus on paper.

    Attributes:
        name: In words.
        documents: How many.
        words: A document.
    """

    name: str
    documents: float
    words: float


@dataclass(frozen=True)
class Rates:
    """What was measured, a word.

    Attributes:
        seconds: CPU seconds from document to loaded store.
        quads: Quads.
        claims: Claims.
        bytes: Of the store on disk, records and quads.
        load_seconds: CPU seconds of appraising and loading alone.
        worker: Megabytes of a worker.
        parent: Bytes that the process which appraises and loads holds more for a claim more.
    """

    seconds: float
    quads: float
    claims: float
    bytes: float
    load_seconds: float
    worker: float
    parent: float


CORPORA = (
    Corpus("15,000 MedQuAD answers", 15_000, 280),
    Corpus("PubMed: 40 million abstracts", 40e6, 220),
    Corpus("the web: 10⁹ pages", 1e9, 600),
)


def rates(found: dict[str, Any]) -> Rates:
    """Return what the run measured."""
    one, growth = found["parts"]["extraction"], found["parts"]["growth"]["steps"][-1]
    large, small = found["parts"]["large"], found["parts"]["workers"]
    return Rates(
        seconds=one["build_seconds"] / one["words"],
        quads=one["quads"] / one["words"],
        claims=one["claims"] / one["words"],
        bytes=one["bytes"] / one["words"],
        load_seconds=growth["load"] / growth["words"],
        worker=large["worker_megabytes"],
        parent=(large["own_megabytes"] - small["own_megabytes"])
        * 1e6
        / (large["claims"] - small["claims"]),
    )


def row(corpus: Corpus, rate: Rates) -> list[str]:
    """Return the column of a corpus."""
    words = corpus.documents * corpus.words
    core_hours = words * rate.seconds / 3600
    tokens = words * TOKENS_A_WORD
    low, high = (tokens / 1e6 * price for price in DOLLARS)
    return [
        corpus.name,
        quantity(words),
        quantity(core_hours),
        quantity(max(1.0, core_hours / HOURS)),
        quantity(words * rate.claims),
        quantity(words * rate.quads),
        size(words * rate.bytes),
        size(words * rate.claims * rate.parent),
        f"${quantity(core_hours * DOLLARS_A_CORE_HOUR)}",
        f"${quantity(low)}–{quantity(high)}",
    ]


HEADS = (
    "corpus", "words", "core hours, document to store", "cores to be done in 24 h", "claims",
    "quads", "bytes of the store", "memory of one process that appraises and loads all of it",
    f"rented cores (${DOLLARS_A_CORE_HOUR:.2f} an hour)",
    "language models ($3–57 a million tokens)",
)  # fmt: skip


def table(rate: Rates) -> str:
    """Return the arithmetic, one row a quantity."""
    columns = [row(corpus, rate) for corpus in CORPORA]
    lines = [f"| {HEADS[0]} | {' | '.join(column[0] for column in columns)} |"]
    lines.append("|---" * (len(columns) + 1) + "|")
    for number, head in enumerate(HEADS[1:], 1):
        lines.append(f"| {head} | {' | '.join(column[number] for column in columns)} |")
    return "\n".join(lines) + "\n"


def quantity(number: float) -> str:
    """Return a number in words that can be read.

    >>> quantity(8.8e9), quantity(1234.0), quantity(0.5)
    ('8.8 × 10⁹', '1,234', '0.5')
    """
    if number >= 1e6:
        digits = f"{number:.1e}"
        head, _, power = digits.partition("e+")
        return f"{head} × 10{str(int(power)).translate(str.maketrans('0123456789', '⁰¹²³⁴⁵⁶⁷⁸⁹'))}"
    return short(number)


def size(number: float) -> str:
    """Return bytes in a unit that fits.

    >>> size(2.5e12), size(4e6)
    ('2.5 TB', '4 MB')
    """
    for power, unit in ((1e15, "PB"), (1e12, "TB"), (1e9, "GB")):
        if number >= power:
            return f"{number / power:.3g} {unit}"
    return f"{number / 1e6:.3g} MB"


def measured(large: dict[str, Any]) -> str:
    """Return what the largest corpus took, step by step.

    Args:
        large: Figures of the part of that name.
    """
    build, check, shown = large["build"], large["validate"], large["page"]
    third, end = large["resident_after_a_third"], large["resident_at_the_end"]
    verdict = "every quote and chain holds" if check["valid"] else "it found faults"
    rows = "".join(
        f"| `{name}` | {short(cost['wall'])} | {short(cost['cpu'])} | {cost['rows']:,} |\n"
        for name, cost in large["queries"].items()
    )
    return f"""## What {large["documents"]:,} documents took

Two workers, {short(large["words"])} words, {large["claims"]:,} claims, {large["quads"]:,} quads,
{size(large["bytes"])} of store.

- **Build**: {short(build["wall"])} s wall, {short(build["cpu"])} s of CPU, load average {build["load_average"]:.1f}. The process
  that loads held {third[1]:.0f} MB after {third[0]:,} s and {end[1]:.0f} MB at the end, where all documents are
  appraised together; its peak was {large["own_megabytes"]:.0f} MB, that of a worker {large["worker_megabytes"]:.0f} MB.
- **`kg validate --workers 2`**: {short(check["wall"])} s wall, {short(check["cpu"])} s of CPU, load average
  {check["load_average"]:.1f}, {check["megabytes"]:.0f} MB: {verdict}.
- **`kg view --topic`** of the commonest topic, “{large["topic"]}”: {short(shown["wall"])} s wall, {short(shown["cpu"])} s of CPU,
  a page of {size(shown["bytes"])}.

Named queries by the command line, start included; the first three about that topic, the others of the whole store:

| query | wall, s | CPU, s | rows |
|---|---|---|---|
{rows}"""


def page(found: dict[str, Any]) -> str:
    """Return docs/scale.md."""
    rate = rates(found)
    pubmed = CORPORA[1]
    share = rate.load_seconds / rate.seconds
    serial = pubmed.documents * pubmed.words * rate.load_seconds / 3600
    kilobytes = f"{rate.parent / 1000:.1f} kB"
    full = 64e9 / rate.parent
    return f"""# Where a corpus outgrows one machine

Computed by `scripts/bench --markdown` from the figures of [performance](performance.md)
({found["date"]}, {found["machine"]}, {found["corpus"]}).
Cost is taken to grow in proportion to words, which the growth exponents there bear out over two powers
of ten. The largest corpus of that run has {found["parts"]["large"]["documents"]:,} documents.

Measured, a word: {rate.seconds * 1e6:.0f} µs of CPU from document to loaded store,
{rate.load_seconds * 1e6:.0f} µs ({share:.0%}) of them appraising and loading; {rate.quads:.2f} quads,
{rate.claims:.4f} claims, {rate.bytes:.0f} bytes of store. A worker held {rate.worker:.0f} MB
whatever the corpus; the process that appraises and loads held {kilobytes} more for each claim more
(from {found["parts"]["workers"]["claims"]:,} claims to {found["parts"]["large"]["claims"]:,}).

{table(rate)}
Cores are those of the machine that measured; hyperthreads do not count as such. The price of language
models is what users report for extraction, input alone, at {TOKENS_A_WORD} tokens a word.

{measured(found["parts"]["large"])}
## What breaks first

1. **Memory of the last step.** Extraction is parallel without limit: chunks share nothing. Grades,
   propositions and conflicts look at all claims at once, in one process; at {kilobytes} a claim,
   {quantity(full)} claims ({quantity(full / (rate.claims * pubmed.words))} abstracts) fill 64 GB.
   Beyond that the corpus must be cut by subject: statements and conflicts only ever join claims
   about one subject and object, so that the parts can be appraised apart.
2. **Time of the process that loads.** It is one: {quantity(serial)} core hours for PubMed, however
   many cores extract, though most of them pass while they do: workers draft the graphs of documents.
   Cut by subject it divides as extraction does.
3. **One embedded store.** A generation is written beside the old one: twice its bytes must be free.
   Beyond what one disk takes, graphs go into a remote store by its bulk loader, one named graph a
   document, as `kg.graph.remote` does over HTTP.
4. **The folder of shards.** A chunk holds up to 16 documents: {quantity(pubmed.documents / 16)} shards
   for PubMed. An object store takes that; one folder of a network file system does not like it.
   Larger chunks, or one folder a thousand chunks, mend it.
5. **The page.** It is made for what a person reads: an article, a topic, 20,000 claims. Of a
   corpus, topics are queried out of the store and then drawn.
6. **The vocabulary.** Every worker holds the whole dictionary; a million names would have to be
   mapped into memory that workers share.

Of the web, extraction is not the whole cost: fetching, boilerplate, language and spam are no part of
these figures. Few pages are about health at all; a filter before the parser would divide the column,
and is not counted here.
"""
