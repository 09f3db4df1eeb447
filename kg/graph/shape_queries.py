"""Compiles our core SHACL shapes to SELECTs, a thousand times faster over a whole store.

Only the constraints that ``shapes.ttl`` uses are known; another one is an error, not a gap. The
tests hold the SELECTs and pyshacl to the same focus nodes.

Source: https://www.w3.org/TR/shacl/
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from kg.errors import ShapeError

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_SH = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True)
class ShapeQuery:
    """One constraint as a SELECT of the nodes that break it.

    Attributes:
        shape: IRI of the node shape.
        target: IRI of the class whose instances it looks at.
        message: What the shape asks for.
        pattern: SPARQL pattern of what breaks it, about ``?this``.
    """

    shape: str
    target: str
    message: str
    pattern: str

    @property
    def sparql(self) -> str:
        """Return the SELECT of ``?this`` for all instances."""
        return self._select(f"?this a <{self.target}> .")

    def within(self, graph: str) -> str:
        """Return the SELECT of ``?this`` for the instances that a named graph declares."""
        return self._select(f"GRAPH <{graph}> {{ ?this a <{self.target}> }}")

    def _select(self, instance: str) -> str:
        return f"SELECT DISTINCT ?this WHERE {{ {instance} {self.pattern} }}"


def shapes_text() -> str:
    """Return shapes.ttl."""
    return resources.files("kg.graph").joinpath("shapes.ttl").read_text(encoding="utf-8")


@cache
def shape_queries() -> tuple[ShapeQuery, ...]:
    """Return a query for every constraint of every shape, sorted by shape.

    Raises:
        ShapeError: A shape uses a constraint that this module does not know.
    """
    from rdflib import Graph  # noqa: PLC0415 - slow to import

    graph = Graph().parse(data=shapes_text(), format="turtle")
    return tuple(sorted(_Compiler(graph).queries(), key=lambda q: (q.shape, q.message, q.pattern)))


class _Compiler:
    def __init__(self, graph: Graph) -> None:
        from rdflib import RDF, Namespace  # noqa: PLC0415 - slow to import

        self._graph = graph
        self._sh = Namespace(_SH)
        self._type = RDF.type

    def queries(self) -> Iterator[ShapeQuery]:
        for shape in self._graph.subjects(self._type, self._sh.NodeShape):
            target = str(self._value(shape, "targetClass"))
            for prop in self._graph.objects(shape, self._sh.property):
                message = str(self._value(prop, "message"))
                for pattern in self._patterns(prop):
                    yield ShapeQuery(str(shape), target, message, pattern)
            if (shape, self._sh["or"], None) in self._graph:
                message = str(self._value(shape, "message"))
                yield ShapeQuery(str(shape), target, message, self._either(shape))

    def _either(self, shape: Node) -> str:
        """Return the pattern of nodes that break every alternative."""
        patterns = []
        for number, member in enumerate(self._list(self._value(shape, "or"))):
            (pattern,) = self._patterns(self._value(member, "property"))
            patterns.append(pattern.replace("?v", f"?v{number}"))
        return " ".join(patterns)

    def _patterns(self, prop: Node) -> Iterator[str]:
        path = self._value(prop, "path").n3()
        for name in _handled(self._names(prop)):
            yield _PATTERNS[name](path, self._argument(prop, name))

    def _names(self, prop: Node) -> set[str]:
        return {str(p).removeprefix(_SH) for p in self._graph.predicates(prop)}

    def _argument(self, prop: Node, name: str) -> str:
        if name.startswith("qualifiedM"):
            inner = self._value(prop, "qualifiedValueShape")
            return self._value(inner, "class").n3() + " " + str(self._value(prop, name))
        value = self._value(prop, name)
        if name == "in":
            return ", ".join(item.n3() for item in self._list(value))
        return value.n3()

    def _value(self, node: Node, name: str) -> Node:
        value = self._graph.value(node, self._sh[name])
        if value is None:
            raise ShapeError(f"shapes.ttl: {node} lacks sh:{name}")
        return value

    def _list(self, head: Node) -> list[Node]:
        return list(self._graph.items(head))


def _min_count(path: str, argument: str) -> str:
    if _number(argument) != 1:
        raise ShapeError("shapes.ttl: only sh:minCount 1 is known")
    return f"FILTER NOT EXISTS {{ ?this {path} ?v }}"


def _max_count(path: str, argument: str) -> str:
    if _number(argument) == 0:
        return f"?this {path} ?v ."
    return f"?this {path} ?v , ?other . FILTER(STR(?v) < STR(?other))"


def _is_class(path: str, argument: str) -> str:
    return f"?this {path} ?v . FILTER NOT EXISTS {{ ?v a {argument} }}"


def _qualified_min(path: str, argument: str) -> str:
    cls, _, _ = argument.partition(" ")
    return f"MINUS {{ ?this {path} ?v . ?v a {cls} }}"  # an anti-join, not a look-up a row


def _qualified_max(path: str, argument: str) -> str:
    cls, _, _ = argument.partition(" ")
    return f"?this {path} ?v , ?other . ?v a {cls} . ?other a {cls} . FILTER(STR(?v) < STR(?other))"


def _value_filter(template: str) -> Callable[[str, str], str]:
    def pattern(path: str, argument: str) -> str:
        return f"?this {path} ?v . FILTER({template.replace('ARG', argument)})"

    return pattern


def _pair(operator: str) -> Callable[[str, str], str]:
    def pattern(path: str, argument: str) -> str:
        return f"?this {path} ?v ; {argument} ?other . FILTER(!(?v {operator} ?other))"

    return pattern


def _number(argument: str) -> int:
    return int(argument.split("^^", maxsplit=1)[0].strip('"'))


_PATTERNS: dict[str, Callable[[str, str], str]] = {
    "minCount": _min_count,
    "maxCount": _max_count,
    "class": _is_class,
    "in": _value_filter("?v NOT IN (ARG)"),
    "datatype": _value_filter("!ISLITERAL(?v) || DATATYPE(?v) != ARG"),
    "nodeKind": _value_filter("!ISIRI(?v)"),
    "minInclusive": _value_filter("COALESCE(!(?v >= ARG), true)"),
    "maxInclusive": _value_filter("COALESCE(!(?v <= ARG), true)"),
    "minLength": _value_filter("STRLEN(STR(?v)) < ARG"),
    "pattern": _value_filter("!REGEX(STR(?v), ARG)"),
    "lessThan": _pair("<"),
    "lessThanOrEquals": _pair("<="),
    "qualifiedMinCount": _qualified_min,
    "qualifiedMaxCount": _qualified_max,
}
_SILENT = frozenset({"path", "message", "qualifiedValueShape"})


def _handled(names: set[str]) -> list[str]:
    if unknown := sorted(names - _SILENT - _PATTERNS.keys()):
        raise ShapeError(f"shapes.ttl: sh:{unknown[0]} is not known here")
    return sorted(names - _SILENT)
