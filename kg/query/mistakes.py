"""Says where a query is wrong, and what was probably meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import QueryError
from kg.terms import KG_BASE, PREFIXES, own_terms

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
# Strings, IRIs and comments are passed over whole; what is left can hold prefixed names.
TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r"|(?P<iri><[^<>\"{}|^`\\\x00-\x20]*>)"
    r"|#[^\n\r]*"
    r"|[?$]\w+|@[A-Za-z0-9-]+|\^\^"
    r"|(?P<prefix>[A-Za-z][\w.-]{0,100}|_)?:(?P<local>[\w-](?:[\w.:-]*[\w:-])?)?"
    r"|(?P<word>\w+)",
    re.DOTALL,
)
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "BASE")
_UPDATES = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
)
_MOST_EXPECTED = 6


@dataclass(frozen=True, slots=True)
class Token:
    """A word, prefixed name or IRI of a query.

    Attributes:
        prefix: Of a prefixed name; None for an IRI or a word.
        text: Local name, IRI or word.
        start: Offset in code points.
    """

    kind: str
    prefix: str | None
    text: str
    start: int


def tokens(sparql: str) -> Iterator[Token]:
    """Yield the words, prefixed names and IRIs of a query; not what strings and comments hold.

    >>> [t.text for t in tokens('SELECT ?x { ?x kg:rule "kg:no" } # kg:no')]
    ['SELECT', 'rule']
    """
    for match in TOKEN.finditer(sparql):
        if match["iri"]:
            yield Token("iri", None, match["iri"][1:-1], match.start())
        elif match["word"]:
            yield Token("word", None, match["word"], match.start())
        elif match["local"] is not None or match["prefix"] is not None:
            yield Token("name", match["prefix"] or "", match["local"] or "", match.start())


def place(sparql: str, offset: int) -> str:
    r"""Return line and column, both from 1.

    >>> place("ASK\n{ }", 4)
    'line 2, column 1'
    """
    line = sparql.count("\n", 0, offset) + 1
    column = offset - sparql.rfind("\n", 0, offset)
    return f"line {line}, column {column}"


def explain_syntax(sparql: str, message: str) -> QueryError:
    """Return an error with line, column and the likely mistake.

    Args:
        sparql: The query.
        message: What the engine said.
    """
    unknown = _unknown_prefix(sparql)
    if unknown is not None:
        return unknown
    words = [token for token in tokens(sparql) if token.kind == "word"]
    verb = next((w for w in words if w.text.upper() not in ("PREFIX", "BASE")), None)
    if verb is not None and verb.text.upper() in _UPDATES:
        return QueryError(
            f"{place(sparql, verb.start)}: {verb.text.upper()} would change the store",
            remedy="queries only read; change the store with kg build and kg curate",
        )
    if verb is not None and verb.text.upper() not in _FORMS:
        near = difflib.get_close_matches(verb.text.upper(), _FORMS, 1)
        remedy = f"did you mean {near[0]}?" if near else "begin with SELECT, ASK or CONSTRUCT"
        return QueryError(
            f"{place(sparql, verb.start)}: {verb.text!r} begins no query", remedy=remedy
        )
    found = _PLACE.match(message)
    if found is None:
        return QueryError(message)
    where = f"line {found[1]}, column {found[2]}"
    return QueryError(f"{where}: {_shortened(found[3])}", remedy=_balance(sparql))


def _shortened(expected: str) -> str:
    """Cut the engine's list of everything that could stand there down to what helps."""
    if not expected.startswith("expected one of "):
        return expected
    items = re.findall(r'"(?:[^"\\]|\\.)+"|[A-Z][A-Za-z ]{2,}', expected.partition("[")[0])
    telling = [item for item in items if " " in item.strip() and not item.startswith('"')]
    if telling:
        return str(telling[0]).strip()
    shown = ", ".join(item.strip('"').replace("\\", "") for item in items[:_MOST_EXPECTED])
    return f"expected one of: {shown}" if shown else "unexpected here"


def _balance(sparql: str) -> str | None:
    bare = TOKEN.sub("", sparql)
    for opening, closing in ("{}", "()", "[]"):
        missing = bare.count(opening) - bare.count(closing)
        if missing > 0:
            return f"{missing} {opening!r} without {closing!r}"
        if missing < 0:
            return f"{-missing} {closing!r} without {opening!r}"
    return None


def _unknown_prefix(sparql: str) -> QueryError | None:
    declared = set(PREFIXES) | _declared(sparql)
    for token in tokens(sparql):
        if token.kind == "name" and token.prefix not in declared and token.prefix != "_":
            near = difflib.get_close_matches(token.prefix or "", sorted(PREFIXES), 1)
            remedy = f"did you mean {near[0]}:?" if near else "declare it with PREFIX"
            where = place(sparql, token.start)
            return QueryError(f"{where}: unknown prefix {token.prefix}:", remedy=remedy)
    return None


def _declared(sparql: str) -> set[str]:
    found, after = set(), False
    for token in tokens(sparql):
        if after and token.kind == "name":
            found.add(token.prefix or "")
        after = token.kind == "word" and token.text.upper() == "PREFIX"
    return found


def check_terms(sparql: str) -> None:
    """Refuse a class or property of ours that does not exist; it would silently match nothing.

    Raises:
        QueryError: Says which term is near.
    """
    if "kg" in _declared(sparql):
        return
    known = own_terms()
    for token in tokens(sparql):
        iri = _own_iri(token)
        if iri is not None and iri not in known:
            raise _unknown_term(sparql, token, iri, known)


def _own_iri(token: Token) -> str | None:
    """Return the IRI of a token in our namespace; None for any other, and for the bare prefix."""
    if token.kind == "name" and token.prefix == "kg" and token.text:
        return KG_BASE + token.text
    if token.kind == "iri" and token.text.startswith(KG_BASE) and token.text != KG_BASE:
        return token.text
    return None


def _unknown_term(sparql: str, token: Token, iri: str, known: frozenset[str]) -> QueryError:
    name = iri.removeprefix(KG_BASE)
    names = {
        term.removeprefix(KG_BASE).lower(): term.removeprefix(KG_BASE) for term in sorted(known)
    }
    near = difflib.get_close_matches(name.lower(), sorted(names), 1, 0.5)
    remedy = f"did you mean kg:{names[near[0]]}?" if near else "see docs/ontology.md"
    return QueryError(f"{place(sparql, token.start)}: the ontology has no kg:{name}", remedy=remedy)
