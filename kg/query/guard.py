"""Refuses queries that would write, leave the store, or break the engine.

What a query does is read from its algebra. Parsing to algebra is slow, so a text in which none of
the words occurs at all, not even in a string or a comment, is not parsed. Nesting is bounded before
any parser sees the text: a recursive parser ends with the process.

Two parsers can read one text differently, so whatever the engine's own reading of words finds is
refused, too, and escapes that stand for ASCII characters are not accepted beside such words.

Source: https://www.w3.org/TR/sparql11-query/#sparqlGrammar, #codepointEscape (section 19.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.errors import QueryError
from kg.query.mistakes import TOKEN, place, tokens
from kg.terms import PREFIXES

_READING = ("SERVICE", "FROM")
_WRITING = (
    "INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD",
)  # fmt: skip
_WORDS = re.compile("|".join((*_READING, *_WRITING)), re.IGNORECASE)
_ASCII_ESCAPE = re.compile(r"\\u00[0-7][0-9A-Fa-f]|\\U000000[0-7][0-9A-Fa-f]")
_ANY_ESCAPE = re.compile(r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}")
_BRACKETS = re.compile(r"[{}()\[\]]")
_UPDATES_REMEDY = "queries only read; change the store with kg build and kg curate"
_SERVICE_REMEDY = "queries see this store and nothing else"
_FROM_REMEDY = "use GRAPH <…> { } to ask one graph"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may be.

    Attributes:
        length: Code points.
        depth: Brackets of any kind within each other.
        brackets: Opening brackets in all, those in strings and comments included.
    """

    length: int = 65_536
    depth: int = 60
    brackets: int = 4_000


_LIMITS = Limits()


def check_query(sparql: str, limits: Limits = _LIMITS) -> None:
    """Refuse a query that is too long or too deep, writes, or names other sources of data.

    A query that cannot be parsed and holds none of the words passes; the engine explains it.

    Raises:
        QueryError: Says what is refused.
    """
    _check_size(sparql, limits)
    _check_depth(sparql, limits)
    if _ANY_ESCAPE.search(sparql) is None and _WORDS.search(sparql) is None:
        return
    decoded = _ANY_ESCAPE.sub(lambda found: _character(found[0]), sparql)
    if _WORDS.search(sparql) is None and _WORDS.search(decoded) is None:
        return
    _check_algebra(sparql)
    _check_words(sparql)
    if _ASCII_ESCAPE.search(sparql):
        raise QueryError("an escape stands for an ASCII character", remedy="write it plainly")


def _character(escape: str) -> str:
    number = int(escape.lstrip("\\uU"), 16)
    return chr(number) if number < 0x110000 else ""


def _check_size(sparql: str, limits: Limits) -> None:
    if len(sparql) > limits.length:
        raise QueryError(
            f"the query has {len(sparql):,} characters, more than {limits.length:,}",
            remedy="ask for less at once",
        )


def _check_depth(sparql: str, limits: Limits) -> None:
    """Bound nesting, whether brackets in strings count or not: parsers may disagree on strings."""
    for text in (sparql, _outside_strings(sparql)):
        depth = deepest = 0
        for bracket in _BRACKETS.findall(text):
            depth += 1 if bracket in "{([" else -1
            deepest = max(deepest, depth)
        if deepest > limits.depth:
            raise QueryError(
                f"the query nests brackets more than {limits.depth} deep",
                remedy="write it flatter",
            )
    opened = sum(sparql.count(bracket) for bracket in "{([")
    if opened > limits.brackets:
        raise QueryError(f"the query has {opened:,} brackets", remedy="ask for less at once")


def _outside_strings(sparql: str) -> str:
    return TOKEN.sub(" ", sparql)


def _check_words(sparql: str) -> None:
    """Refuse the words where the engine would read them as keywords."""
    for token in tokens(sparql):
        word = token.text.upper()
        if token.kind == "word" and word in (*_READING, *_WRITING):
            raise _refused(word, f"{place(sparql, token.start)}: ")


def _check_algebra(sparql: str) -> None:
    from pyparsing import ParseException  # noqa: PLC0415 - slow to import
    from rdflib.plugins.sparql.algebra import translateQuery  # noqa: PLC0415 - slow to import
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415 - slow to import

    # rdflib ends a comment at a line feed only, the engine at a carriage return as well.
    text = sparql.replace("\r\n", "\n").replace("\r", "\n")
    try:
        tree = parseQuery(text)
        _check_tree(tree)
        _check_tree(translateQuery(tree, initNs=dict(PREFIXES)).algebra)
    except ParseException as error:
        raise _unparsed(text, error) from error
    except RecursionError as error:
        raise QueryError("the query is nested too deeply", remedy="write it flatter") from error
    except QueryError:
        raise
    except Exception as error:
        raise QueryError(f"the query cannot be checked: {error}") from error


def _check_tree(tree: Any) -> None:
    for node in _nodes(tree):
        if node.name == "ServiceGraphPattern":
            raise _refused("SERVICE")
        if node.name == "DatasetClause" or dict.get(node, "datasetClause"):
            raise _refused("FROM")


def _nodes(tree: Any) -> Iterator[Any]:
    """Yield every named node of a parse tree or algebra."""
    from pyparsing import ParseResults  # noqa: PLC0415 - slow to import
    from rdflib.plugins.sparql.parserutils import CompValue  # noqa: PLC0415 - slow to import

    queue, seen = [tree], set()
    while queue:
        item = queue.pop()
        if id(item) in seen:
            continue
        seen.add(id(item))
        if isinstance(item, CompValue):
            yield item
            queue.extend(dict.values(item))
        elif isinstance(item, ParseResults | list | tuple | set):
            queue.extend(item)
        elif isinstance(item, dict):
            queue.extend(item.values())


def _unparsed(text: str, error: Exception) -> QueryError:
    """Say that a text is an update, or that it cannot be read."""
    from pyparsing import ParseException  # noqa: PLC0415 - slow to import
    from rdflib.plugins.sparql.parser import parseUpdate  # noqa: PLC0415 - slow to import

    try:
        update = parseUpdate(text)
    except (ParseException, RecursionError):
        words = " ".join(str(error).split())
        return QueryError(f"the query cannot be read: {words}")
    names = [node.name for node in _nodes(update) if node.name in _UPDATE_NAMES]
    return _refused(names[0] if names else "UPDATE")


_UPDATE_NAMES = {
    "Load": "LOAD", "Clear": "CLEAR", "Drop": "DROP", "Create": "CREATE", "Add": "ADD",
    "Move": "MOVE", "Copy": "COPY", "InsertData": "INSERT DATA", "DeleteData": "DELETE DATA",
    "DeleteWhere": "DELETE WHERE", "Modify": "DELETE/INSERT",
}  # fmt: skip


def _refused(what: str, where: str = "") -> QueryError:
    if what == "SERVICE":
        return QueryError(f"{where}SERVICE is refused", remedy=_SERVICE_REMEDY)
    if what == "FROM":
        return QueryError(f"{where}FROM and FROM NAMED are refused", remedy=_FROM_REMEDY)
    name = _UPDATE_NAMES.get(what, what)
    return QueryError(f"{where}{name} would change the store", remedy=_UPDATES_REMEDY)
