"""What citegraph installs may be used in anything: the list of licences refuses others."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def sbom() -> ModuleType:
    loader = SourceFileLoader("sbom", str(ROOT / "scripts/sbom"))
    spec = spec_from_loader("sbom", loader)
    assert spec is not None
    module = module_from_spec(spec)
    sys.modules["sbom"] = module  # its dataclass looks itself up
    loader.exec_module(module)
    return module


def test_no_dependency_binds_who_builds_on_citegraph(sbom: ModuleType) -> None:
    assert sbom.refused(sbom.components()) == []


@pytest.mark.parametrize(
    ("licence", "is_refused"),
    [
        ("GPL-3.0-or-later", True),
        ("GNU Affero General Public License v3", True),
        ("AGPL-3.0", True),
        ("GNU General Public License v2 (GPLv2)", True),
        ("CC-BY-SA-4.0", True),
        ("LGPL-3.0", False),
        ("GNU Lesser General Public License v3 (LGPLv3)", False),
        ("MIT", False),
        ("MPL-2.0 AND MIT", False),
        ("GPL-2.0 OR MIT", False),
    ],
)
def test_licences_that_bind_the_whole_are_refused(
    sbom: ModuleType, licence: str, *, is_refused: bool
) -> None:
    assert bool(sbom.refused((sbom.Component("x", "1", licence, "", ()),))) is is_refused


def test_page_lists_every_package_that_runs(sbom: ModuleType) -> None:
    listed = dict(re.findall(r"^\| (\S+) \| \S+ \| (.+) \|$", sbom.PAGE.read_text(), re.MULTILINE))
    installed = {one.name for one in sbom.components()}
    if sys.version_info[:2] == (3, 11):  # others need a few more or fewer
        assert installed - listed.keys() == set()
    assert "not stated" not in listed.values()


def test_bill_of_materials_is_whole_and_the_same_twice(sbom: ModuleType, tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        command = [sys.executable, str(ROOT / "scripts/sbom"), "--output", str(tmp_path / name)]
        done = subprocess.run([*command, "--check"], check=False, capture_output=True, text=True)
        assert "permissive" not in done.stderr
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    bill = json.loads((tmp_path / "a.json").read_bytes())
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    refs = {one["bom-ref"] for one in bill["components"]} | {"citegraph"}
    assert len(refs) == len(bill["components"]) + 1 > 50
    for link in bill["dependencies"]:
        assert link["ref"] in refs
        assert set(link["dependsOn"]) <= refs
    assert {one["name"] for one in bill["components"]} >= {"spacy", "rdflib", "pyoxigraph"}
