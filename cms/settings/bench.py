"""make bench: as dev.py, with a database, an index and files of its own, and stock Wagtail's page type beside ours.

The catalogues stay where make compiles them.
"""

from cms.settings import dev
from cms.settings.databases import sqlite
from cms.settings.dev import *  # noqa: F403 - settings modules extend each other by import

DATA_DIR = dev.DATA_DIR / "bench"
DATABASES = {"default": sqlite(str(DATA_DIR / "db.sqlite3"))}
SEARCH_INDEX_DIR = DATA_DIR / "index"
SEARCH_INDEX_PREFIX = f"{dev.SEARCH_INDEX_PREFIX}-bench"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "media"
INSTALLED_APPS = [*dev.INSTALLED_APPS, "cms.bench.stock"]
# The stock page type is as Wagtail has it: it does not know our policy of languages.
SILENCED_SYSTEM_CHECKS = [*dev.SILENCED_SYSTEM_CHECKS, "translations.E001"]
