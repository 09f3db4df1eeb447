import json

import pytest

from kg.build.vocabularies import build_dictionary, read_source
from kg.errors import LexiconError
from kg.lexicon.installed import load_dictionary

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix obo: <http://purl.obolibrary.org/obo/> .
obo:FOODON_1 a skos:Concept ; skos:prefLabel "rye bread"@en, "Roggenbrot"@de ;
  skos:altLabel "black bread"@en ; skos:exactMatch <http://example.org/bread/9> .
obo:FOODON_2 skos:prefLabel "old bread"@en ; owl:deprecated true .
obo:FOODON_3 skos:definition "nothing named"@en .
"""
RDF_XML = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#"
 xmlns:oboInOwl="http://www.geneontology.org/formats/oboInOwl#">
<rdf:Description rdf:about="http://purl.obolibrary.org/obo/MONDO_7">
<rdfs:label>odd fever</rdfs:label><oboInOwl:hasExactSynonym>bad fever</oboInOwl:hasExactSynonym>
</rdf:Description></rdf:RDF>
"""


def test_build_dictionary_from_several_formats(tmp_path):
    (tmp_path / "food.ttl").write_text(TURTLE, encoding="utf-8")
    (tmp_path / "mondo.owl").write_text(RDF_XML, encoding="utf-8")
    (tmp_path / "cl.json").write_text(json.dumps({"CL:1": {"label": "odd cell"}}))
    (tmp_path / "own.tsv").write_text("id\tlabel\nX:1\tbitter brew\n")
    names = ["food.ttl", "mondo.owl", "cl.json", "own.tsv"]
    output = tmp_path / "all.dict"
    summary = build_dictionary([tmp_path / name for name in names], output)
    assert [count.terms for count in summary.sources] == [1, 1, 1, 1]
    found = load_dictionary(output).match("Black breads, odd fever, odd cells and a bitter brew.")
    assert [match.concept.id for match in found] == ["FOODON:1", "MONDO:7", "CL:1", "X:1"]
    assert found[0].concept.exact_matches == ("http://example.org/bread/9",)
    first = output.read_bytes()
    build_dictionary([tmp_path / name for name in names], output)
    assert output.read_bytes() == first


def test_read_source_refuses_xml_entities_before_parsing(tmp_path):
    bomb = tmp_path / "bomb.owl"
    bomb.write_text('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>')
    with pytest.raises(LexiconError, match="document type is refused"):
        read_source(bomb)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.ttl", "not turtle", "not valid RDF"),
        ("a.xyz", "", "unknown vocabulary format"),
        ("a.tsv", "", "no terms found"),
        ("a.json.zst", "no zstd", "zst"),
    ],
)
def test_build_dictionary_refuses_bad_files(tmp_path, name, content, why):
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(LexiconError, match=why):
        build_dictionary([path], tmp_path / "out.dict")
    assert not (tmp_path / "out.dict").exists()


def test_build_dictionary_names_a_missing_file(tmp_path):
    with pytest.raises(LexiconError, match=r"gone\.obo: No such file"):
        build_dictionary([tmp_path / "gone.obo"], tmp_path / "out.dict")
