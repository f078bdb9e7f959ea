"""Every environment variable is in .env.example and in the settings reference, and nothing else is."""

import ast
import re

from tests.architecture.sources import ROOT, tree

READERS = {"text", "boolean", "number", "listing", "choice", "options", "secret", "url"}
SETTINGS = sorted((ROOT / "cms/settings").glob("*.py"))


def names_read() -> set[str]:
    """Return the first argument of every env.text("NAME") and the like, and Django's own variable."""
    calls = [node for path in SETTINGS for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    return {"DJANGO_SETTINGS_MODULE"} | {call.args[0].value for call in calls if reads_the_environment(call)}


def reads_the_environment(call: ast.Call) -> bool:
    function = call.func
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "env"
        and function.attr in READERS
    )


def test_the_example_has_every_variable():
    example = (ROOT / ".env.example").read_text()
    assert set(re.findall(r"^#? ?([A-Z][A-Z0-9_]+)=", example, flags=re.MULTILINE)) == names_read()


def test_the_reference_has_every_variable():
    reference = (ROOT / "docs/reference/settings.md").read_text()
    assert set(re.findall(r"^\| `([A-Z0-9_]+)`", reference, flags=re.MULTILINE)) == names_read()


def test_every_reader_is_known_here():
    functions = {
        node.name for node in tree(ROOT / "cms/settings/env.py").body if isinstance(node, ast.FunctionDef)
    }
    assert functions <= READERS
