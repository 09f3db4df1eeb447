"""The dominant marker style of a document, which decides doubtful candidates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.model.document import CitationState, MarkerStyle
from kg.reading.markers.candidate import Candidate, Form
from kg.reading.resolution import ReferenceIndex

_NUMBERED = (Form.BRACKET, Form.RAISED, Form.GLUED, Form.PARENTHESIS)
_CERTAIN = frozenset({Form.PLACEHOLDER, Form.MARKED_UP})
_ENOUGH = {Form.BRACKET: 0.0, Form.RAISED: 0.15, Form.GLUED: 0.25, Form.PARENTHESIS: 0.3}
_SLACK = 3  # how far a first mention may run ahead of the numbers seen so far


@dataclass(frozen=True, slots=True)
class Profile:
    """What a document's candidates say about its style.

    Attributes:
        numbered: The form of its numbered markers, or None.
        coverage: Share of the reference list that form reaches, 0 to 1; 0 without a list.
        has_list: Whether the document has a reference list.
        author_years: Whether author–year citations reach its list, or without a list abound.
        is_settled: Whether numbers in print or markup are plainly the document's style, so that no
            other need be looked for.
        is_named: Whether markup itself cites half the list by names, so that digits glued to words
            are no citations.
    """

    numbered: Form | None
    coverage: float
    has_list: bool
    author_years: bool
    is_settled: bool
    is_named: bool


def profile(candidates: Sequence[Candidate], index: ReferenceIndex) -> Profile:
    """Return the profile of a document."""
    count = len(index.references)
    strong = [c for c in candidates if c.is_strong and c.form is not Form.MARKED_UP]
    shares = {form: _share(strong, form, index) for form in _NUMBERED}
    best = max(_NUMBERED, key=lambda form: shares[form])
    numbered = best if shares[best] > _ENOUGH[best] else None
    named = [c for c in strong if c.form is Form.AUTHOR_YEAR]
    reached = {r for c in named for p in c.pointers for r in p.references}
    by_name = len(reached) / count if count else min(len(named) / 3, 1.0)
    linked = _linked_numbers(candidates)
    plain = shares[Form.BRACKET] >= 0.5 or shares[Form.RAISED] >= 0.5
    return Profile(
        numbered,
        shares[best] if numbered else 0.0,
        count > 0,
        by_name >= (shares[best] if numbered else 0.0) and by_name > 0.1,
        count > 0 and (plain or linked * 2 >= count),
        count > 0 and _linked_by_name(candidates) * 2 >= count,
    )


def _linked_numbers(candidates: Iterable[Candidate]) -> int:
    """Count the distinct numbers that the format's own cross-references print."""
    return len({k for c in candidates if c.form is Form.MARKED_UP for k in c.keys if k.isdigit()})


def _linked_by_name(candidates: Iterable[Candidate]) -> int:
    """Count the references that the format's own cross-references cite by other than a number."""
    named = (
        pointer
        for candidate in candidates
        if candidate.style is MarkerStyle.XREF
        for pointer in candidate.pointers
        if not pointer.key.isdigit()
    )
    return len({identity for pointer in named for identity in pointer.references})


def _share(candidates: Iterable[Candidate], form: Form, index: ReferenceIndex) -> float:
    """Return the share of the list reached; without a list, how well the numbers count up."""
    keys = [int(k.rstrip("abcdefgh")) for c in candidates if c.form is form for k in c.keys]
    if not keys:
        return 0.0
    if index.references:
        return len(index.numbers.intersection(keys)) / max(len(index.numbers), 1)
    distinct = len(set(keys))
    if form in {Form.PARENTHESIS, Form.GLUED} and distinct < 2:
        return 0.0
    return 0.5 * sum(key <= 2 * distinct + 2 for key in set(keys)) / distinct if distinct else 0.0


def decide(
    text: str, candidates: Sequence[Candidate], style: Profile, index: ReferenceIndex
) -> list[Candidate]:
    """Return the candidates that are citations in a document of this style, in order."""
    kept: list[Candidate] = []
    seen = 0
    counted = _counted(text, candidates)
    for candidate in candidates:
        if candidate.start in counted or not _fits(candidate, style, index):
            continue
        if candidate.form in _NUMBERED:
            if not candidate.is_strong and not _is_plausible(text, candidate, seen):
                continue
            seen = max(seen, *(_number(key) for key in candidate.keys))
        kept.append(candidate)
    return kept


def _counted(text: str, candidates: Sequence[Candidate]) -> set[int]:
    """Return where numbers in parentheses count up within a sentence: "we (1) ask, (2) count"."""
    found: set[int] = set()
    run: list[Candidate] = []
    weak = (c for c in candidates if c.form is Form.PARENTHESIS and not c.is_strong)
    for candidate in weak:
        goes_on = run and candidate.keys == (str(len(run) + 1),)
        if goes_on and ". " not in text[run[-1].end : candidate.start]:
            run.append(candidate)
            found.update(c.start for c in run)
        else:
            run = [candidate] if candidate.keys == ("1",) else []
    return found


def _is_plausible(text: str, candidate: Candidate, seen: int) -> bool:
    """Say whether a weak candidate continues the numbering and is no name that comes again.

    "LVAs3" may cite; "CD4" and "SPM8" hardly do, unless a list of numbers follows the capitals.
    """
    if min(_number(key) for key in candidate.keys) > seen + _SLACK:
        return False
    if not candidate.token or len(candidate.keys) > 1:
        return True
    letters = candidate.token.rstrip("0123456789")
    return len(letters) > 3 and text.count(candidate.token) == 1


def _number(key: str) -> int:
    return int(key.rstrip("abcdefgh"))


def _fits(candidate: Candidate, style: Profile, index: ReferenceIndex) -> bool:
    form = candidate.form
    if form in _CERTAIN:
        return True
    if form is Form.AUTHOR_YEAR:
        return _named_fits(candidate, style)
    if not _in_list(candidate, index):
        return False
    if form is Form.BRACKET and candidate.is_strong:
        return True
    return form is style.numbered


def _named_fits(candidate: Candidate, style: Profile) -> bool:
    if style.author_years:
        return candidate.is_strong
    reached = any(p.state is CitationState.RESOLVED for p in candidate.pointers)
    return style.numbered is None and candidate.is_strong and (reached or not style.has_list)


def _in_list(candidate: Candidate, index: ReferenceIndex) -> bool:
    """Say whether numbers may be those of the list: none far beyond its end, no year."""
    highest = index.highest
    if not highest:
        return all(_number(key) < 1000 for key in candidate.keys)
    within = [_number(key) <= highest for key in candidate.keys]
    slack = highest + max(3, highest // 4)
    return all(within) or all(_number(key) <= slack for key in candidate.keys)
