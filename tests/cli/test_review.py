"""What a fact-checker does in a row: missing sources, explanations, decisions, reviews."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.cli.running import run

ARTICLE = (
    "Garlic powder cures high blood pressure (x). In a mouse study, zinc reduced fatigue (x). "
    "Ginger eases nausea.\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("article.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_read_missing_to_resolved_in_extract(folder, capsys):
    assert run(["read", "--missing", "article.txt", "-o", "article.refs.yaml"]) == 0
    written = Path("article.refs.yaml").read_text(encoding="utf-8")
    assert written.count("references: []") == 2
    head, _, tail = written.rpartition("references: []")
    Path("article.refs.yaml").write_text(f'{head}references: ["10.5555/zinc.2"]{tail}')
    assert run(["extract", "article.txt"]) == 0
    states = {
        claim["subject"]["label"]: [citation["state"] for citation in claim["citations"]]
        for claim in lines(capsys)
    }
    assert states["zinc"] == ["resolved"]
    assert states["garlic powder"] == ["placeholder"]


def test_read_missing_of_a_whole_document_is_an_empty_list(folder, capsys):
    Path("b.txt").write_text("Iron helps.\n", encoding="utf-8")
    assert run(["read", "--missing", "b.txt"]) == 0
    assert "markers: []" in capsys.readouterr().out


def test_explain_prints_the_alerts_that_the_audit_raises(folder, capsys):
    assert run(["build", "article.txt"]) == 0
    capsys.readouterr()
    assert run(["audit", "--format", "json"]) == 1
    findings = json.loads(capsys.readouterr().out)
    over = next(f for f in findings if f["kind"] == "overclaim")
    assert run(["explain", over["claim"]]) == 0
    assert f"Alert: overclaim: {over['message']}" in capsys.readouterr().out


def test_decisions_are_listed_with_who_when_why_and_make_reviews(folder, capsys):
    assert run(["build", "article.txt"]) == 0
    capsys.readouterr()
    assert run(["extract", "article.txt"]) == 0
    claim = next(c for c in lines(capsys) if c["subject"]["label"] == "zinc")
    quote = claim["quote"]
    judgement = {
        "claim": claim["id"], "document": claim["document"], "exact": quote["exact"],
        "prefix": quote["prefix"], "suffix": quote["suffix"], "start": quote["start"],
        "subject": claim["subject"]["label"], "predicate": claim["predicate"],
        "object": claim["object"]["label"], "polarity": claim["polarity"],
        "decision": "reject", "reason": "wrong-subject", "curator": "Ada Example",
        "decided_at": "2026-01-02T03:04:05Z",
    }  # fmt: skip
    assert run(["curate", "list"]) == 0
    patch = json.loads(capsys.readouterr().out)
    Path("patch.json").write_text(json.dumps(patch | {"judgements": [judgement]}))
    assert run(["export", "--format", "claimreview"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert run(["curate", "apply", "patch.json"]) == 0
    capsys.readouterr()
    assert run(["curate", "list", "--format", "table"]) == 0
    header, row = capsys.readouterr().out.splitlines()
    assert header.split()[-3:] == ["reason", "curator", "when"]
    assert all(word in row for word in ("wrong-subject", "Ada Example", "2026-01-02T03:04:05Z"))
    assert run(["export", "--format", "claimreview"]) == 0
    (review,) = json.loads(capsys.readouterr().out)
    assert review["claimReviewed"] == quote["exact"]


def test_every_export_format_can_be_reached(folder, capsys):
    assert run(["build", "article.txt"]) == 0
    capsys.readouterr()
    assert run(["export", "--list"]) == 0
    names = [line.split("\t")[0] for line in capsys.readouterr().out.splitlines()]
    wanted = [
        "nquads",
        "trig",
        "turtle",
        "jsonld",
        "csv",
        "kgx",
        "graphml",
        "nanopub",
        "claimreview",
        "rdf12",
    ]
    assert set(wanted) <= set(names)
    for name in names:
        assert run(["export", "--format", name, "--output", f"out-{name}"]) == 0
        made = Path(f"out-{name}")
        files = [path for path in made.rglob("*") if path.is_file()] if made.is_dir() else [made]
        assert files, name
