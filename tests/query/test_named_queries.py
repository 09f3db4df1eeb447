"""Every named query on the specimens: its rows, and the same rows from two engines."""

from __future__ import annotations

import pytest
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from kg.errors import LexiconError, QueryError
from kg.graph import Store
from kg.query.named_queries import named_queries, parse_named_query
from kg.query.parameters import bind
from kg.query.results import Table
from kg.query.runner import QueryRunner, find_named
from kg.terms import PREFIXES

PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
GINGER_UP = ("ginger", "increases", "white blood cell count")
# name → (settings, columns that are compared, rows)
CASES = {
    "causes-of": (
        {"topic": "leukopenia"},
        "cause certainty grade citations state document",
        [
            ("chemotherapy", "asserted", "3", "1", "resolved", "first.txt"),
            ("vitamin B12 deficiency", "possible", "1", "1", "placeholder", "first.txt"),
            ("lupus", "asserted", "0", "0", "uncited", "first.txt"),
        ],
    ),
    "changed-since": (
        {"since": "2026-04-30"},
        "decidedAt decision reason curator statement",
        [("2026-05-01T10:00:00Z", "reject", "wrong-subject", "a reader", "lead causes leukopenia")],
    ),
    "claims-by-grade": (
        {"min": "1", "max": "2"},
        "grade subject polarity citations state",
        [
            ("2", "ginger", "affirmed", "2", "resolved"),
            ("2", "ginger", "negated", "1", "resolved"),
            ("1", "smoking", "affirmed", "1", "resolved"),
            ("1", "vitamin B12 deficiency", "affirmed", "1", "placeholder"),
        ],
    ),
    "claims-of-document": (
        {"document": "second.txt"},
        "subject relation object polarity",
        [
            (*GINGER_UP, "negated"),
            ("filgrastim", "treats", "neutropenia", "affirmed"),
            ("folate", "foundIn", "spinach", "affirmed"),
        ],
    ),
    "claims-on-descendants": (
        {"topic": "leukopenia"},
        "subject relation object",
        [
            ("chemotherapy", "causes", "leukopenia"),
            ("smoking", "increasesRiskOf", "leukopenia"),
            ("vitamin B12 deficiency", "causes", "leukopenia"),
            ("leukopenia", "hasSymptom", "fever"),
            ("lupus", "causes", "leukopenia"),
            ("filgrastim", "treats", "neutropenia"),
        ],
    ),
    "conflicts": (
        {},
        "first firstPolarity firstDocument secondPolarity secondDocument withinDocument",
        [(" ".join(GINGER_UP), "affirmed", "first.txt", "negated", "second.txt", "false")],
    ),
    "counts": (
        {},
        "what count",
        [
            ("citation markers", "5"),
            ("citations, placeholder", "1"),
            ("citations, resolved", "5"),
            ("claims", "11"),
            ("claims, grade 0", "6"),
            ("claims, grade 1", "2"),
            ("claims, grade 2", "2"),
            ("claims, grade 3", "1"),
            ("conflicts", "1"),
            ("documents", "2"),
            ("references", "3"),
            ("statements", "9"),
            ("studies", "3"),
            ("works", "2"),
        ],
    ),
    "dose-table": (
        {},
        "substance dose min max unit period dailyMin dailyMax perKilogram state",
        [("ginger", "450 mg/day", "450", "450", "mg", "day", "450", "450", "false", "uncited")],
    ),
    "effects-of": (
        {"topic": "ginger"},
        "relation effect polarity study population sampleSize studies citations state",
        [
            (*GINGER_UP[1:], "affirmed", "human", "patients", "40", "2", "2", "resolved"),
            (*GINGER_UP[1:], "negated", "human", None, None, "1", "1", "resolved"),
        ],
    ),
    "foods-with": ({"topic": "folate"}, "place", [("spinach",)]),
    "hedged": ({}, "subject certainty", [("vitamin B12 deficiency", "possible")]),
    "most-cited-works": (
        {"least": "2"},
        "claims documents title identifier",
        [
            ("3", "2", "Ginger and cells", "doi:10.5555/lee"),
            ("2", "1", "Park B. Drugs. 2019.", "key:drugs|2019|park"),
        ],
    ),
    "negated": ({}, "subject polarity document", [("ginger", "negated", "second.txt")]),
    "overclaims": (
        {"topic": "leukopenia"},
        "subject grade",
        [("leukopenia", "0"), ("lupus", "0"), ("smoking", "1")],
    ),
    "paths-between": (
        {"from": "smoking", "to": "fever"},
        "length step1 step2 step3",
        [("2", "smoking increasesRiskOf leukopenia", "leukopenia hasSymptom fever", None)],
    ),
    "placeholders": (
        {},
        "state marker subject object",
        [("placeholder", "(x)", "vitamin B12 deficiency", "leukopenia")],
    ),
    "raises-or-lowers": (
        {"topic": "white blood cell counts"},
        "relation agent citations study",
        [("increases", "ginger", "2", "human")],
    ),
    "risks-of": (
        {"topic": "leukopenia"},
        "relation factor state",
        [("increasesRiskOf", "smoking", "resolved")],
    ),
    "shared-sources": (
        {},
        "first second works oneOfThem",
        [("second.txt", "first.txt", "1", "doi:10.5555/lee")],
    ),
    "single-study": (
        {},
        "statement studies claims documents",
        [
            ("chemotherapy causes leukopenia", "1", "1", "1"),
            ("smoking increasesRiskOf leukopenia", "1", "1", "1"),
            ("vitamin B12 deficiency causes leukopenia", "1", "1", "1"),
        ],
    ),
    "strongest": ({"topic": "leukopenia"}, "grade subject", [("3", "chemotherapy")]),
    "symptoms-of": ({"topic": "low white cells"}, "relation finding", [("hasSymptom", "fever")]),
    "trace": (
        {"claim": "FIRST"},
        "subject marker state reference work direction study",
        [
            (
                "chemotherapy", "[1]", "resolved", "Lee A. Ginger and cells. 2020.",
                "doi:10.5555/lee", "supports", "rct",
            )
        ],
    ),
    "treatments-of": (
        {"topic": "MONDO:0001475"},
        "relation treatment",
        [("treats", "filgrastim")],
    ),
    "uncited": (
        {"topic": "leukopenia"},
        "subject relation object",
        [("lupus", "causes", "leukopenia"), ("leukopenia", "hasSymptom", "fever")],
    ),
    "weakest": (
        {"topic": "ginger"},
        "grade subject relation object",
        [("0", "ginger", "hasDosage", "450 mg/day")],
    ),
}  # fmt: skip


def _settings(store: Store, settings: dict[str, str]) -> dict[str, str]:
    if settings.get("claim") != "FIRST":
        return settings
    return {"claim": next(iter(store.claims())).id}


def _columns(table: Table, columns: str) -> list[tuple[str | None, ...]]:
    at = [table.variables.index(name) for name in columns.split()]
    return [
        tuple(None if row[n] is None else row[n].value for n in at)  # type: ignore[union-attr]
        for row in table.rows
    ]


def test_every_query_has_a_case_and_there_are_twenty() -> None:
    assert sorted(CASES) == [query.name for query in named_queries()]
    assert len(CASES) >= 20


@pytest.mark.parametrize("name", sorted(CASES))
def test_named_query_gives_its_rows(store: Store, name: str) -> None:
    settings, columns, rows = CASES[name]
    result = QueryRunner(store).run_named(name, _settings(store, settings))
    assert isinstance(result, Table)
    assert _columns(result, columns) == rows


@pytest.fixture(scope="module")
def in_memory(store: Store):
    """Return the quads in rdflib's own store and engine, with no pyoxigraph behind it."""
    import rdflib  # noqa: PLC0415 - slow to import

    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data="".join(store.nquads()), format="nquads")
    return dataset


def _as_lists(rows, names) -> list[list[str]]:
    return [["" if row[n] is None else str(row[n]) for n in names] for row in rows]


@pytest.mark.parametrize("name", sorted(CASES))
def test_engines_agree(store: Store, in_memory, name: str) -> None:
    text = bind(find_named(name), _settings(store, CASES[name][0]), store)
    found = QueryRunner(store).run(text)
    assert isinstance(found, Table)
    ours = [["" if term is None else term.value for term in row] for row in found.rows]  # type: ignore[union-attr]
    for graph in (in_memory, store.graph):
        theirs = _as_lists(graph.query(text, initNs=dict(PREFIXES)), found.variables)
        assert sorted(map(_canonical, theirs)) == sorted(map(_canonical, ours))


def _canonical(row: list[str]) -> list[str]:
    """Write times alike: rdflib prints their zone as an offset."""
    return [cell.replace("+00:00", "Z") for cell in row]


@pytest.mark.parametrize("name", sorted(CASES))
def test_examples_run_as_they_are_printed(store: Store, name: str) -> None:
    import shlex  # noqa: PLC0415 - only here

    query = find_named(name)
    words = shlex.split(query.example)
    assert words[:4] == ["kg", "query", "--name", name]
    given = [pair.partition("=")[0] for pair in words[5::2]]
    assert all(query.parameter(key) for key in given)
    assert {p.name for p in query.parameters if p.is_required} <= set(given)


def test_uncited_claims_match_no_citation_of_others(store: Store) -> None:
    """Flat OPTIONALs would let an unbound citation match every citation of the store."""
    result = QueryRunner(store).run_named("causes-of", {"topic": "leukopenia"})
    assert isinstance(result, Table)
    counts = dict(_columns(result, "cause citations"))
    assert counts["lupus"] == "0"
    flat = QueryRunner(store).run(
        "SELECT ?cit { ?claim kg:subjectLabel 'lupus' "
        "OPTIONAL { ?claim kg:hasCitation ?cit } OPTIONAL { ?cit kg:citationState ?state } }"
    )
    assert isinstance(flat, Table)
    assert len(flat.rows) > 6  # the trap, as it is: every citation and marker of the store


@pytest.mark.parametrize(
    "value",
    ["leukopenia", "Leukopenia", "LOW WHITE CELLS", "leukopenias", "MONDO:0003785",
     "mondo:0003785", "http://purl.obolibrary.org/obo/MONDO_0003785",
     "https://w3id.org/citegraph/entity/MONDO:0003785"],
)  # fmt: skip
def test_topics_may_be_labels_synonyms_identifiers_and_iris(store: Store, value: str) -> None:
    result = QueryRunner(store).run_named("causes-of", {"topic": value})
    assert isinstance(result, Table)
    assert len(result.rows) == 3


@pytest.mark.parametrize(
    "value",
    ['x" } SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } #', "x> } #", "\\", "a\nb", "{", "MESH:"],
)
def test_values_never_become_text_of_the_query(store: Store, value: str) -> None:
    with pytest.raises(QueryError, match="the store has no entity"):
        QueryRunner(store).run_named("causes-of", {"topic": value})


@pytest.mark.parametrize(
    ("name", "settings", "words"),
    [
        ("causes-off", {}, "did you mean causes-of"),
        ("causes-of", {}, "causes-of needs topic"),
        ("causes-of", {"topc": "x"}, "no parameter 'topc'; it has: topic"),
        ("causes-of", {"topic": "leukopania"}, "did you mean 'leukopenia'"),
        ("claims-by-grade", {"min": "two"}, "'two' is no integer"),
        ("changed-since", {"since": "May"}, "'May' is no date"),
        ("claims-of-document", {"document": "frst.txt"}, "did you mean 'first.txt'"),
        ("trace", {"claim": "none"}, "no claim 'none'"),
    ],
)
def test_wrong_settings_are_explained(store: Store, name, settings, words) -> None:
    with pytest.raises(QueryError) as caught:
        QueryRunner(store).run_named(name, settings)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { }",
        "# title: t\n# description: d\n# example: e\n# colour: red\nSELECT * { }",
        "# title: t\n# description: d\n# example: e\n# parameter: a (entity, required): b\nASK { }",
        "# title: t\n# description: d\n# example: e\nSELECT * { VALUES ?a { UNDEF } }",
        "# title: t\n# description: d\n# example: e\n# parameter: a (colour, required): b\nASK { }",
    ],
)
def test_headers_are_checked(text: str) -> None:
    with pytest.raises(LexiconError):
        parse_named_query("broken", text)


def late_patterns(node: CompValue) -> int:
    """Count the blocks of triple patterns that follow a BIND or an OPTIONAL of their group."""
    late = node.name == "Join" and node.p1.name in {"Extend", "LeftJoin"} and bool(node.p2.triples)
    parts = (part for part in node.values() if isinstance(part, CompValue))
    return late + sum(map(late_patterns, parts))


@pytest.mark.parametrize("name", sorted(CASES))
def test_triple_patterns_stand_before_what_is_computed_of_them(name: str) -> None:
    """A block after a BIND or OPTIONAL is matched in the whole store, whatever the topic."""
    query = f"{PROLOGUE}{find_named(name).text}"
    assert late_patterns(translateQuery(parseQuery(query), base="http://e.org/").algebra) == 0


def test_late_patterns_are_counted() -> None:
    early = "SELECT * { ?s ?p ?o ; ?q ?r . BIND(STR(?o) AS ?x) OPTIONAL { ?o ?a ?b } }"
    bound = "SELECT * { ?s ?p ?o . BIND(STR(?o) AS ?x) ?s ?q ?r }"
    optional = "SELECT * { ?s ?p ?o . OPTIONAL { ?o ?a ?b } ?s ?q ?r }"
    found = [
        late_patterns(translateQuery(parseQuery(text)).algebra) for text in (early, bound, optional)
    ]
    assert found == [0, 1, 1]
