"""Our checker tells valid nanopublications from invalid ones; each fault has a case."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import graph_factory as f
import pyoxigraph
import pytest
from Crypto.PublicKey import RSA

from kg.errors import ShapeError, StoreError
from kg.graph import Minter
from kg.graph.exports.nanopub import nanopub_lines
from kg.graph.exports.nanopub_signing import Signer, signed_lines
from kg.graph.nanopub_checks import nanopub_faults, trusty_code


def faults(text: str) -> tuple[str, ...]:
    quads = list(pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.N_QUADS))
    return nanopub_faults(quads)


def sound() -> str:
    record = f.record()
    return "".join(nanopub_lines(record, record.claims[0], record.claims[0].grade, Minter()))


def without(words: str) -> str:
    return "".join(line for line in sound().splitlines(keepends=True) if words not in line)


def without_start(words: str) -> str:
    lines = sound().splitlines(keepends=True)
    return "".join(line for line in lines if words not in line.split()[0])


DATE = "http://www.w3.org/2001/XMLSchema#date"
CASES = {
    "no nanopublication is declared": without("nschema#Nanopublication"),
    "does not name one assertion": without("hasProvenance"),
    "the graph": sound() + "<http://e/s> <http://e/p> <http://e/o> <http://e/extra> .\n",
    "(default)": sound() + "<http://e/s> <http://e/p> <http://e/o> .\n",
    "says nothing about the assertion": without_start("#assertion>"),
    "uses one graph for two parts": sound().replace("#provenance>", "#pubinfo>"),
    "is not named after": sound().replace(
        f"{Minter().base}nanopub/{f.record().claims[0].id}#assertion", "https://e.org/assertion"
    ),
    "is no http": sound().replace('"0.9"', '"much"'),
}  # fmt: skip


def test_sound_nanopub_has_no_fault():
    assert faults(sound()) == ()


@pytest.mark.parametrize("words", sorted(CASES))
def test_fault_is_named(words: str):
    assert any(words in fault for fault in faults(CASES[words]))


def test_impossible_day_is_a_fault():
    line = sound().splitlines()[0].rsplit(" <", 1)[1]
    extra = f'<http://e/s> <http://e/p> "1757-02-31"^^<{DATE}> <{line}\n'
    assert any("1757-02-31" in fault for fault in faults(sound() + extra))


def test_trusty_code_that_fits_passes_and_another_does_not():
    placeholder = "RA" + "A" * 43
    text = sound().replace(f.record().claims[0].id, placeholder)
    quads = list(pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.N_QUADS))
    code = trusty_code(quads, placeholder)
    assert faults(text.replace(placeholder, code)) == ()
    assert any("does not fit its content" in fault for fault in faults(text))


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("key") / "id_rsa"
    path.write_bytes(RSA.generate(2048).export_key("PEM"))
    return path


def signed(key: Path, iri: str | None = None) -> tuple[str, str]:
    record = f.record()
    claim = record.claims[0]
    code, lines = signed_lines(record, claim, claim.grade, Minter(), Signer.from_file(key, iri))
    return code, "".join(lines)


def test_signed_nanopub_has_no_fault_and_the_same_bytes_again(key: Path):
    code, text = signed(key, "https://orcid.org/0000-0000-0000-0001")
    assert faults(text) == ()
    assert f"nanopub/{code}#sig" in text
    assert "signedBy> <https://orcid.org/0000-0000-0000-0001>" in text
    assert signed(key, "https://orcid.org/0000-0000-0000-0001") == (code, text)


def test_change_after_signing_is_seen_even_under_a_new_name(key: Path):
    code, text = signed(key)
    changed = text.replace('"0.9"', '"0.8"')
    assert changed != text
    assert any("does not fit" in fault for fault in faults(changed))
    quads = list(pyoxigraph.parse(changed.encode(), format=pyoxigraph.RdfFormat.N_QUADS))
    renamed = changed.replace(code, trusty_code(quads, code))
    assert list(faults(renamed)) == [f"{_iri(renamed)} is not signed with the key that it names"]


def _iri(text: str) -> str:
    return (
        next(line for line in text.splitlines() if "schema#Nanopublication" in line)
        .split("<")[1]
        .split(">")[0]
    )


def test_damaged_signatures_and_keys_are_faults_not_errors(key: Path):
    text = signed(key)[1]
    found = re.search(r'hasSignature> "([^"]+)"', text), re.search(r'hasPublicKey> "([^"]+)"', text)
    for match in found:
        assert match is not None
        for other in ("", "A", "!", "AAAA", match[1][:-8], match[1][::-1], "MIIB" * 9_000):
            assert faults(text.replace(match[1], other)), other[:20]
    assert faults(text.replace('"RSA"', '"DSA"'))
    assert faults(text.replace('"RSA"', '"none"'))


@pytest.mark.filterwarnings("ignore")
def test_signature_of_the_nanopub_library_is_taken(key: Path):
    from nanopub import Nanopub, NanopubConf, Profile  # noqa: PLC0415 - slow to import
    from rdflib import ConjunctiveGraph  # noqa: PLC0415 - slow to import

    record = f.record()
    base = f"{Minter().base}nanopub/"
    lines = nanopub_lines(record, record.claims[0], record.claims[0].grade, Minter(), base)
    body = "".join(key.read_text(encoding="ascii").splitlines()[1:-1])
    private = base64.b64encode(RSA.import_key(base64.b64decode(body)).export_key("DER")).decode()
    profile = Profile("https://orcid.org/0000-0000-0000-0001", "A", private)
    graph = ConjunctiveGraph().parse(data="".join(lines).replace(f"{base}#", base), format="nquads")
    theirs = Nanopub(rdf=graph, conf=NanopubConf(profile=profile))
    theirs.sign()
    text = theirs.rdf.serialize(format="nquads")
    assert faults(text) == ()


def test_signer_reads_the_usual_forms_of_a_key_and_refuses_others(key: Path, tmp_path: Path):
    pair = RSA.import_key(key.read_bytes())
    bare = tmp_path / "bare"
    bare.write_bytes(base64.b64encode(pair.export_key("DER")))
    der = tmp_path / "der"
    der.write_bytes(pair.export_key("DER", pkcs=8))
    assert len({Signer.from_file(path).public_key for path in (key, bare, der)}) == 1
    for name, data in {
        "public": pair.publickey().export_key("PEM"), "none": b"", "words": b"my key",
        "locked": pair.export_key(
            "PEM", passphrase=key.name, pkcs=8, protection="scryptAndAES128-CBC"
        ),
    }.items():  # fmt: skip
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(StoreError, match=r"private|passphrase"):
            Signer.from_file(path)
    with pytest.raises(StoreError, match="cannot be read"):
        Signer.from_file(tmp_path / "missing")
    with pytest.raises(ShapeError):
        Signer.from_file(key, "no iri")
