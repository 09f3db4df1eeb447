"""Which claims go on a page, and how many were left out and why."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.errors import KgError
from kg.lexicon.label_identity import entity_key
from kg.model.appraisal import Corpus
from kg.model.claim import Claim, Grade
from kg.model.record import DocumentRecord
from kg.views.options import PageOptions

UNGRADED = Grade(0, "ungraded", ())


@dataclass(frozen=True, slots=True)
class Chosen:
    """A claim on the page.

    Attributes:
        record: Index into the records of the page.
        grade: In the context of all documents where there is one, of its document otherwise.
    """

    record: int
    claim: Claim
    grade: Grade


@dataclass(frozen=True, slots=True)
class Selection:
    """The claims of a page.

    Attributes:
        records: Documents that the page holds, in their order.
        claims: In document order.
        total: How many claims there were.
        omitted: For each reason how many claims were left out, in the order of the cuts.
    """

    records: tuple[DocumentRecord, ...]
    claims: tuple[Chosen, ...]
    total: int
    omitted: tuple[tuple[str, int], ...]


def choose(records: Sequence[DocumentRecord], corpus: Corpus, options: PageOptions) -> Selection:
    """Return the claims that the options ask for.

    Raises:
        KgError: The document or topic that the options name does not occur.
    """
    grades = {entry.claim: entry.grade for entry in corpus.grades}
    total = sum(len(record.claims) for record in records) + options.elsewhere
    kept = tuple(records)
    if options.document is not None:
        kept = tuple(r for r in records if r.document.id == options.document)
        if not kept:
            raise KgError(
                f"no document {options.document!r}",
                remedy=f"known documents: {_some(r.document.id for r in records)}",
            )
    claims = [
        Chosen(number, claim, grades.get(claim.id) or claim.grade or UNGRADED)
        for number, record in enumerate(kept)
        for claim in record.claims
    ]
    omitted: list[tuple[str, int]] = []
    left = total - len(claims)
    if options.document is not None or options.topic is None:
        _note(omitted, "in other documents", left)
        left = 0
    if options.topic is not None:
        near = _near(claims, options.topic, options.hops)
        hops = f"{options.hops} step{'s' if options.hops != 1 else ''}"
        further = left + len(claims) - len(near)
        _note(omitted, f"further than {hops} from “{options.topic}”", further)
        kept, claims = _with_claims(kept, near)
    strong = [c for c in claims if c.grade.level >= options.min_grade]
    _note(omitted, f"below grade {options.min_grade}", len(claims) - len(strong))
    if options.max_claims is not None and len(strong) > options.max_claims:
        order = sorted(range(len(strong)), key=lambda i: (-strong[i].grade.level, i))
        first = sorted(order[: max(options.max_claims, 0)])
        _note(omitted, f"beyond the first {options.max_claims}", len(strong) - len(first))
        strong = [strong[i] for i in first]
    return Selection(kept, tuple(strong), total, tuple(omitted))


def _note(omitted: list[tuple[str, int]], reason: str, count: int) -> None:
    if count:
        omitted.append((reason, count))


def _some(names: Iterable[str]) -> str:
    listed = list(names)
    return ", ".join(listed[:5]) + (", …" if len(listed) > 5 else "")


def _with_claims(
    records: Sequence[DocumentRecord], claims: Sequence[Chosen]
) -> tuple[tuple[DocumentRecord, ...], list[Chosen]]:
    """Return the records that hold some claims, all where there is none, and the claims."""
    used = sorted({chosen.record for chosen in claims}) or range(len(records))
    numbers = {old: new for new, old in enumerate(used)}
    moved = [replace(chosen, record=numbers[chosen.record]) for chosen in claims]
    return tuple(records[number] for number in used), moved


def _near(claims: list[Chosen], topic: str, hops: int) -> list[Chosen]:
    """Return the claims at most ``hops`` steps from the entities that match ``topic``."""
    ends = [(entity_key(c.claim.subject), entity_key(c.claim.object)) for c in claims]
    touching: dict[str, list[int]] = {}
    for number, pair in enumerate(ends):
        for key in pair:
            touching.setdefault(key, []).append(number)
    reached = dict.fromkeys(_topics(claims, topic), 0)
    found: set[int] = set()
    queue = deque(reached)
    while queue:
        key = queue.popleft()
        if reached[key] >= hops:
            continue
        found.update(touching[key])
        for other in (end for number in touching[key] for end in ends[number]):
            if other not in reached:
                reached[other] = reached[key] + 1
                queue.append(other)
    return [claims[number] for number in sorted(found)]


def _topics(claims: list[Chosen], topic: str) -> list[str]:
    """Return the keys of the entities whose name holds the topic, sorted."""
    wanted = " ".join(topic.casefold().split())
    keys = {
        entity_key(argument)
        for chosen in claims
        for argument in (chosen.claim.subject, chosen.claim.object)
        if wanted in argument.label.casefold() or wanted == (argument.id or "").casefold()
    }
    if not keys:
        raise KgError(
            f"no entity matches the topic {topic!r}",
            remedy="use a word of an entity's name, or its identifier",
        )
    return sorted(keys)
