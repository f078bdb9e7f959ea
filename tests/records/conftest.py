"""What tests of records share."""

from typing import Any

import pytest


@pytest.fixture
def vocabularies(repository: None) -> None:
    """They belong to the installation."""


@pytest.fixture
def one_road(django_capture_on_commit_callbacks: Any) -> Any:
    """Run what commits would run, at once: a context manager."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
