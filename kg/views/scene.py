"""What a picture shows: entities, one badge a pair of entities, and studies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.lexicon.label_identity import entity_key
from kg.model.appraisal import Corpus, EvidenceLine
from kg.model.claim import Argument
from kg.model.closed_terms import Design, Polarity
from kg.model.document import CitationState, Reference
from kg.model.record import DocumentRecord
from kg.views.options import WORDED_BADGES
from kg.views.selection import Chosen, Selection
from kg.views.words import NEGATED_GLYPH, grade_styles, predicate_words, term


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that claims are about.

    Attributes:
        id: CURIE, or None.
        reason: Why it has that identifier, or None.
    """

    key: str
    label: str
    type: str
    id: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Badge:
    """All claims from one entity about another.

    Attributes:
        subject: Index of the entity.
        object: Index of the entity.
        claims: Indices into the scene's claims, strongest first, rejected ones last.
        level: Best grade of the claims that nobody rejected.
        text: With the predicate's word when it is the only claim: ``▲ raises · 2``.
        short: Glyph and digit of each kind of claim: ``▼4 ∅1 ≠``.
        conflict: Whether any of its claims is contradicted.
        retracted: Whether any of its claims cites a retracted work.
        hollow: Whether all its citations are broken, and there are some.
    """

    subject: int
    object: int
    claims: tuple[int, ...]
    level: int
    text: str
    short: str
    conflict: bool
    retracted: bool
    hollow: bool


@dataclass(frozen=True, slots=True)
class StudyNode:
    """A study that bears on claims: a work, or what the text calls a study.

    Attributes:
        badges: Indices of the badges whose claims it bears on.
        claims: Indices of the claims.
    """

    key: str
    label: str
    design: str
    badges: tuple[int, ...]
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything a picture of the selected claims shows."""

    claims: tuple[Chosen, ...]
    entities: tuple[Entity, ...]
    badges: tuple[Badge, ...]
    studies: tuple[StudyNode, ...]
    ends: tuple[tuple[int, int], ...]
    conflicting: frozenset[str]
    cited: tuple[str, ...]


def compose(selection: Selection, corpus: Corpus) -> Scene:
    """Return the scene of a selection; everything is in the order of the document."""
    entities, ends = _entities(selection.claims)
    ids = {chosen.claim.id for chosen in selection.claims}
    conflicting = frozenset(
        claim for c in corpus.conflicts for claim in (c.first, c.second) if claim in ids
    )
    pairs: dict[tuple[int, int], list[int]] = {}
    for number, pair in enumerate(ends):
        pairs.setdefault(pair, []).append(number)
    references = [_references(record) for record in selection.records]
    worded = len(pairs) <= WORDED_BADGES
    rejected = frozenset(corpus.rejected)
    cited = tuple(cited_state(c, references[c.record]) for c in selection.claims)
    badges = tuple(
        _badge(
            pair,
            sorted(numbers, key=lambda n: (selection.claims[n].claim.id in rejected, n)),
            sum(selection.claims[n].claim.id not in rejected for n in numbers),
            selection.claims,
            conflicting,
            cited,
            worded,
        )
        for pair, numbers in pairs.items()
    )
    studies = _studies(selection, corpus.evidence, badges, references)
    return Scene(selection.claims, entities, badges, studies, ends, conflicting, cited)


def _references(record: DocumentRecord) -> dict[str, Reference]:
    return {reference.id: reference for reference in record.document.references}


def _entities(
    claims: Sequence[Chosen],
) -> tuple[tuple[Entity, ...], tuple[tuple[int, int], ...]]:
    seen: dict[str, list[Argument]] = {}
    pairs = [(entity_key(c.claim.subject), entity_key(c.claim.object)) for c in claims]
    for chosen, pair in zip(claims, pairs, strict=True):
        for argument, key in zip((chosen.claim.subject, chosen.claim.object), pair, strict=True):
            seen.setdefault(key, []).append(argument)
    number = {key: i for i, key in enumerate(seen)}
    ends = tuple((number[a], number[b]) for a, b in pairs)
    return tuple(_entity(key, arguments) for key, arguments in seen.items()), ends


def _entity(key: str, arguments: list[Argument]) -> Entity:
    label = Counter(argument.label for argument in arguments).most_common(1)[0][0]
    kind = Counter(argument.type for argument in arguments).most_common(1)[0][0]
    ground = next((a.grounding for a in arguments if a.grounding), None)
    reason = f"{ground.reason}, {ground.vocabulary}" if ground else None
    return Entity(key, label, kind.value, ground.id if ground else None, reason)


def cited_state(chosen: Chosen, references: dict[str, Reference]) -> str:
    """Return ``retracted``, ``resolved``, ``broken`` or ``uncited``."""
    citations = chosen.claim.citations
    found = [references.get(r) for c in citations for r in c.references]
    if any(reference and reference.retracted for reference in found):
        return "retracted"
    if any(citation.state is CitationState.RESOLVED for citation in citations):
        return "resolved"
    return "broken" if citations else "uncited"


def _badge(  # noqa: PLR0913, PLR0917 - a badge depends on all of it
    pair: tuple[int, int],
    numbers: list[int],
    standing: int,
    claims: Sequence[Chosen],
    conflicting: frozenset[str],
    cited: Sequence[str],
    worded: bool,
) -> Badge:
    """Return a badge that looks like its standing claims, which come first in ``numbers``."""
    order = sorted(numbers[: standing or None], key=lambda n: (-claims[n].grade.level, n))
    states = {cited[n] for n in order}
    conflict = any(claims[n].claim.id in conflicting for n in order)
    short = badge_text([claims[n] for n in order], conflict)
    text = _worded(claims[order[0]], short) if worded and len(order) == 1 else short
    return Badge(
        subject=pair[0],
        object=pair[1],
        claims=(*order, *(numbers[standing:] if standing else ())),
        level=claims[order[0]].grade.level,
        text=text,
        short=short,
        conflict=conflict,
        retracted="retracted" in states,
        hollow="broken" in states and "resolved" not in states,
    )


def _glyph(chosen: Chosen) -> str:
    if chosen.claim.polarity in (Polarity.NEGATED, Polarity.NO_EVIDENCE):
        return NEGATED_GLYPH
    return predicate_words()[chosen.claim.predicate.value].glyph


def badge_text(claims: Iterable[Chosen], conflict: bool) -> str:
    """Return glyph and digit of each kind of claim, such as ``▼4 ∅1 ≠``."""
    styles = grade_styles()
    kinds = Counter(f"{_glyph(c)}{styles[c.grade.level].digit}" for c in claims)
    parts = [kind if count == 1 else f"{kind}×{count}" for kind, count in kinds.items()]
    shown = parts[:3] + ([f"+{len(parts) - 3}"] if len(parts) > 3 else [])
    return " ".join([*shown, "≠"] if conflict else shown)


def _worded(chosen: Chosen, short: str) -> str:
    words = predicate_words()[chosen.claim.predicate.value]
    digit = grade_styles()[chosen.grade.level].digit
    end = " ≠" if short.endswith("≠") else ""
    return f"{_glyph(chosen)} {words.short} · {digit}{end}"


def _studies(
    selection: Selection,
    evidence: Sequence[EvidenceLine],
    badges: Sequence[Badge],
    references: Sequence[dict[str, Reference]],
) -> tuple[StudyNode, ...]:
    at = {chosen.claim.id: n for n, chosen in enumerate(selection.claims)}
    badge_of = {n: b for b, badge in enumerate(badges) for n in badge.claims}
    lines: dict[str, list[EvidenceLine]] = {}
    for line in evidence:
        if line.claim in at and (line.works or line.citations or line.design is not Design.NONE):
            lines.setdefault(line.study, []).append(line)
    nodes = []
    for key, group in lines.items():
        claims = tuple(sorted({at[line.claim] for line in group}))
        design = next((x.design for x in group if x.design is not Design.NONE), Design.NONE)
        verified = next((x.verified_design for x in group if x.verified_design), None)
        first = selection.claims[at[group[0].claim]]
        nodes.append(
            StudyNode(
                key=key,
                label=study_label(group[0], first, references[first.record], verified or design),
                design=(verified or design).value,
                badges=tuple(sorted({badge_of[n] for n in claims})),
                claims=claims,
            )
        )
    return tuple(sorted(nodes, key=lambda node: (node.claims, node.key)))


def study_label(
    line: EvidenceLine, chosen: Chosen, references: dict[str, Reference], design: Design
) -> str:
    """Return a short name: ``Lee 2021`` for a work, ``animal study (x)`` for a described one."""
    citations = chosen.claim.citations
    cited = [citations[i] for i in line.citations if i < len(citations)]
    for citation in cited:
        for reference in (references.get(r) for r in citation.references):
            if reference and reference.work in line.works:
                return reference_name(reference)
    words = term("design", design.value) if design is not Design.NONE else "source"
    return " ".join([words, cited[0].marker] if cited else [words])


def reference_name(reference: Reference) -> str:
    """Return first author and year, or what else names the work."""
    if reference.authors:
        name = reference.authors[0].split(",")[0].strip() or reference.authors[0]
        return f"{name} {reference.year}" if reference.year else name
    if reference.title:
        return reference.title[:28] + ("…" if len(reference.title) > 28 else "")
    return reference.doi or (f"PMID {reference.pmid}" if reference.pmid else f"[{reference.id}]")
