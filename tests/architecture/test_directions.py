"""Who may know what, beyond the layers that import-linter checks."""

import pytest

from tests.architecture.sources import imported, modules, relative, within

RULES = {"actions", "digests", "enums", "permissions", "queries", "querysets", "states"}
WEB = ("django.http", "django.shortcuts", "django.contrib.messages", "wagtail.admin.messages")
HOMES = {
    "tantivy": "search/engines/embedded/",
    "elasticsearch": "search/engines/elasticsearch/",
    "os.environ": "cms/settings/",
    "os.getenv": "cms/settings/",
}
ENTRANCES = {"cms/asgi.py", "cms/wsgi.py"}
"""Each names the settings module before there are settings."""


@pytest.mark.parametrize("library", sorted(HOMES))
def test_only_its_home_knows_the_library(library):
    strangers = [
        f"{relative(path)}:{line}"
        for path in modules()
        if not relative(path).startswith(HOMES[library]) and relative(path) not in ENTRANCES
        for line, name in imported(path)
        if within(name, library)
    ]
    assert strangers == []


def test_the_environment_is_read_in_settings_only():
    readers = [
        relative(path)
        for path in modules()
        if "os.environ" in path.read_text() and not relative(path).startswith("cms/settings/")
    ]
    assert set(readers) <= ENTRANCES


def test_rules_never_see_http():
    rules = [path for path in modules() if path.stem in RULES]
    sights = [
        f"{relative(path)}:{line} {name}"
        for path in rules
        for line, name in imported(path)
        if any(within(name, module) for module in WEB)
    ]
    assert sights == []


def test_production_code_does_not_know_the_tests():
    assert [relative(path) for path in modules() for _, name in imported(path) if within(name, "tests")] == []
