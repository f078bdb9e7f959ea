"""Measuring works on a database and an index of its own, never on those of the site."""

from __future__ import annotations

import os
import sys

from django.apps import apps

SETTINGS = "cms.settings.bench"


def require_own_settings() -> None:
    """Begin the command anew with the settings of the bench: those of a process cannot be exchanged once read."""
    if not apps.is_installed("cms.bench.stock"):
        os.execv(sys.executable, [sys.executable, *sys.argv, "--settings", SETTINGS])
