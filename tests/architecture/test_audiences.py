"""What is said among the staff is read and written beside its tables, and through doors that ask who looks."""

import ast

import pytest

from cms.desk.models import RunDecision
from cms.moderation.models import Message, Notice
from tests.architecture.sources import modules, relative, tree

HOME = "cms/moderation/comments/"
REGISTERED = {"cms/moderation/models.py"}
"""Where Django finds the models."""


def names_in(path):
    """Return all names a file uses or writes down, in code and in strings that are no prose."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.alias):
            yield node.name.rpartition(".")[2]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and " " not in node.value:
            yield node.value.rpartition(".")[2]


@pytest.mark.parametrize("name", ["StaffNote", "staffnote", "moderation_staffnote"])
def test_nothing_but_its_home_knows_the_table_of_staff_notes(name):
    knowing = {relative(path) for path in modules() if name in set(names_in(path))}

    assert {path for path in knowing if not path.startswith(HOME)} <= REGISTERED


def test_nothing_but_its_home_asks_the_table_of_messages():
    asking = {
        relative(path)
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and node.attr in ("objects", "_base_manager", "_default_manager")
        and isinstance(node.value, ast.Name)
        and node.value.id in ("Message", "Comment")
    }

    assert {path for path in asking if not path.startswith(HOME)} == set()


def test_mails_and_decisions_know_messages_only():
    """What goes along with a decision points at the table of messages: a note has no place there."""
    along = {model._meta.get_field("questions").related_model for model in (Notice, RunDecision)}

    assert along == {Message}
