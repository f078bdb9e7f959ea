"""What others say of our files: gettext's own msgfmt, and the grammar of XLIFF 2.0."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from tests.architecture.sources import ROOT

GRAMMAR = Path(__file__).with_name("xliff_core.rng")
SCHEMA = ROOT.parent / "shared/data/xliff/xliff_core_2.0.xsd"
"""OASIS's own; its notice lets nobody publish it without the notice, so the repository does not hold it."""
CODES = ("pc", "ph", "sc", "ec")


def problems_of_po(paths: list[Path]) -> list[str]:
    """Return what msgfmt has to say against these files, one line each."""
    msgfmt = shutil.which("msgfmt")
    if msgfmt is None:
        pytest.skip("this machine lacks msgfmt: install gettext")
    found = []
    for path in paths:
        command = [msgfmt, "--check", "--output-file", "/dev/null", str(path)]
        said = subprocess.run(command, capture_output=True, text=True, check=False)
        found += said.stderr.splitlines()
    return found


def problems_of_xliff(data: bytes) -> list[str]:
    """Return what breaks the grammar, OASIS's schema where it is at hand, or the rules on ids that neither can say."""
    document = etree.fromstring(data)
    checks = [etree.RelaxNG(etree.parse(GRAMMAR))]
    if SCHEMA.exists():
        checks.append(etree.XMLSchema(etree.parse(SCHEMA)))
    found = [str(error) for check in checks if not check.validate(document) for error in check.error_log]
    return found + [line for unit in document.iter("{*}unit") for line in _problems_of_ids(unit)]


def _problems_of_ids(unit: etree._Element) -> list[str]:
    """Ids of data are unique in a unit, those of codes in a source or target, and every reference has its data."""
    data = [element.get("id") for element in unit.iter("{*}data")]
    used = [value for element in unit.iter() for name, value in element.items() if name.startswith("dataRef")]
    found = [f"{unit.get('id')}: data ids {data}"] if len(data) != len(set(data)) else []
    found += [f"{unit.get('id')}: no data {name}" for name in used if name not in data]
    for text in unit.iter("{*}source", "{*}target"):
        ids = [code.get("id") for name in CODES for code in text.iter(f"{{*}}{name}")]
        if len(ids) != len(set(ids)):
            found.append(f"{unit.get('id')}: code ids {ids}")
    return found
