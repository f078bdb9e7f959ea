"""The reference names every column, and every other name of it."""

from pathlib import Path

import pytest
from django.conf import settings

from cms.records.importing.columns import ALIASES
from cms.records.importing.lines import ENVELOPE
from prizes_pages.importing import PrizeKind
from stocktaking_pages.importing import ProjectKind

REFERENCE = (Path(settings.BASE_DIR) / "docs/reference/import.md").read_text()


@pytest.mark.parametrize("name", sorted({*ENVELOPE, *ProjectKind.fields, *PrizeKind.fields}))
def test_the_reference_names_the_column(name: str) -> None:
    assert f"`{name}`" in REFERENCE


@pytest.mark.parametrize("alias", sorted(alias for names in ALIASES.values() for alias in names))
def test_the_reference_has_the_columns_other_name(alias: str) -> None:
    assert alias in REFERENCE
