"""What tests of records share: vocabularies are loaded once and stay."""

from typing import Any

import pytest

from cms.taxonomy.actions import load_vocabularies
from cms.taxonomy.models import Term


@pytest.fixture
def vocabularies(repository: None) -> None:
    if not Term.objects.exists():
        load_vocabularies()


@pytest.fixture
def one_road(django_capture_on_commit_callbacks: Any) -> Any:
    """Run what commits would run, at once: a context manager."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
