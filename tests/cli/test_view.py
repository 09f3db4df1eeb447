"""``kg view``, ``kg audit --format html`` and ``kg trace --format html`` as a person calls them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kg.cli.running import run

ARTICLE = """# Garlic

Garlic lowers blood pressure [1]. Garlic may cause heartburn.

## References

1. Sorrel D. Garlic for hypertension. Sample Rev. 2016;44:101-8. doi:10.5555/srev.2016.101
"""
OTHER = ARTICLE.replace("Garlic lowers blood pressure [1]", "Garlic may lower blood pressure")


def kg(*arguments: str) -> None:
    assert run(list(arguments)) == 0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("view")
    (folder / "in").mkdir()
    (folder / "in" / "garlic.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "in" / "tea.md").write_text("# Tea\n\nTea causes insomnia.\n", encoding="utf-8")
    (folder / "garlic-2.md").write_text(OTHER, encoding="utf-8")
    kg("build", str(folder / "in"), "--store", str(folder / "store"))
    return folder


def payload(page: Path) -> dict[str, object]:
    html = page.read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_view_of_one_document_counts_the_others(folder):
    page = folder / "one.html"
    kg("view", "--store", str(folder / "store"), "--document", "garlic.md", "-o", str(page))
    data = payload(page)
    assert [d["id"] for d in data["documents"]] == ["garlic.md"]
    assert data["omitted"] == [["in other documents", 1]]


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (("--topic", "tea", "--hops", "1"), "further than 1 step from “tea”"),
        (("--min-grade", "4"), "below grade 4"),
        (("--max-claims", "1"), "beyond the first 1"),
    ],
)
def test_view_says_what_its_options_leave_out(folder, options, reason):
    page = folder / "part.html"
    kg("view", "--store", str(folder / "store"), *options, "-o", str(page))
    data = payload(page)
    shown = len(data["claims"].get("id", []))
    left = sum(count for _, count in data["omitted"])
    assert reason in [words for words, _ in data["omitted"]]
    assert left == data["total"] - shown > 0


def test_view_into_a_folder_writes_an_index_and_a_page_a_document(folder):
    kg("view", "--store", str(folder / "store"), "-o", f"{folder / 'site'}/")
    names = sorted(path.name for path in (folder / "site").iterdir())
    assert "index.html" in names
    assert "all.html" in names
    assert len(names) == 4
    index = (folder / "site" / "index.html").read_text(encoding="utf-8")
    assert all(f'href="{name}"' in index for name in names if name != "index.html")


def test_view_compares_a_file_with_a_store(folder):
    page = folder / "changes.html"
    kg("view", "--compare", str(folder / "store"), str(folder / "garlic-2.md"), "-o", str(page))
    html = page.read_text(encoding="utf-8")
    assert "Worded more carefully (1)" in html
    assert "Citations lost (1)" in html
    assert "Claims dropped (1)" in html  # tea is in the store alone


def test_view_names_claims_with_the_base_of_the_store(folder):
    kg(
        "build", str(folder / "in"), "--store", str(folder / "based"),
        "--base", "https://example.org/kg/",
    )  # fmt: skip
    page = folder / "based.html"
    kg("view", "--store", str(folder / "based"), "-o", str(page))
    assert payload(page)["base"] == "https://example.org/kg/"


def test_audit_as_html_lists_each_finding(folder):
    store = ("--store", str(folder / "store"))
    for form in ("json", "html"):
        kg(
            "audit", *store, "--format", form, "--fail-on", "never",
            "-o", str(folder / f"audit.{form}"),
        )  # fmt: skip
    findings = json.loads((folder / "audit.json").read_text(encoding="utf-8"))
    listed = findings if isinstance(findings, list) else findings["findings"]
    html = (folder / "audit.html").read_text(encoding="utf-8")
    assert len(listed) == len(re.findall(r'<li class="(?:error|warning|note)">', html)) > 0


def test_trace_as_html_shows_quote_marker_and_reference(folder):
    store, page = str(folder / "store"), folder / "trace.html"
    kg("trace", "--store", store, "garlic blood", "--format", "html", "-o", str(page))
    html = page.read_text(encoding="utf-8")
    assert "found verbatim: yes" in html
    assert '<mark class="cite">[1]</mark>' in html
    assert "https://doi.org/10.5555/srev.2016.101" in html


def test_view_of_a_part_shows_what_the_whole_shows(folder, tmp_path):
    (tmp_path / "in").mkdir()
    for name, text in [("garlic", ARTICLE), ("again", OTHER), ("tea", "Tea causes insomnia.\n")]:
        (tmp_path / "in" / f"{name}.md").write_text(text, encoding="utf-8")
    sources, store = str(tmp_path / "in"), str(tmp_path / "store")
    kg("build", sources, "--store", store)
    for number, options in enumerate([("--topic", "garlic"), ("--document", "again.md")]):
        whole, part = tmp_path / f"whole{number}.html", tmp_path / f"part{number}.html"
        kg("view", sources, *options, "-o", str(whole))
        kg("view", "--store", store, *options, "-o", str(part))
        assert payload(part) == payload(whole)
        later = [json.loads(text) for text in map(_later, (part, whole))]
        assert later[0] == later[1]


def _later(page: Path) -> str:
    html = page.read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="later">(.*?)</script>', html, re.DOTALL)
    assert found
    return found[1]
