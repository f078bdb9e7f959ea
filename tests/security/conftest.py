"""Files in a folder of their own."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def media_folder(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT
