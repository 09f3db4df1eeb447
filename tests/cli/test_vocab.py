import json

from typer.testing import CliRunner

from kg.cli.commands.vocab import vocab


def test_vocab_build_compiles_and_prints_a_summary(tmp_path):
    (tmp_path / "own.tsv").write_text("id\tlabel\ttype\nX:1\tbitter brew\tFood\n")
    output = tmp_path / "own.dict"
    result = CliRunner().invoke(
        vocab, ["build", str(tmp_path / "own.tsv"), "--output", str(output)], catch_exceptions=False
    )
    assert result.exit_code == 0
    summary = json.loads(result.stdout)
    assert (summary["concepts"], summary["sources"][0]["terms"]) == (1, 1)
    assert output.read_text(encoding="utf-8").startswith('{"format": "citegraph-dictionary/1"')
