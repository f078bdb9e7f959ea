"""Rebuild and verify: a new generation that misses nothing, and a comparison that says so."""

import pytest
from django.core.management import call_command

from search import service
from search.indexing import outbox
from search.indexing.rebuild import rebuild
from search.indexing.verify import Differences, verify
from search.types import Operation
from tests.search.conftest import make_document


def test_a_rebuild_fills_an_empty_index_and_leaves_nothing_waiting(shelf, find):
    shelf.put(make_document("a"), make_document("b"))

    rebuilt = rebuild()

    assert (rebuilt.documents, rebuilt.failed, rebuilt.again) == (2, 0, 0)
    assert sorted(find()) == ["a", "b"]
    assert outbox.due(10) == {}


def test_a_rebuild_notes_public_records_the_outbox_has_never_heard_of(shelf, find):
    shelf.documents = {"a": make_document("a")}

    rebuild()

    assert find() == ["a"]
    assert verify() == Differences(records=1)


def test_what_changes_during_a_rebuild_is_applied_after_it(shelf, find, drain):
    shelf.put(*(make_document(f"{number:04}") for number in range(600)))
    changes = iter([lambda: shelf.put(make_document("0000", "Changed meanwhile"), make_document("new"))])

    def change_once(done: int, total: int) -> None:
        next(changes, lambda: shelf.take("0001") if "0001" in shelf.documents else None)()

    rebuild(change_once)
    drain()

    assert verify() == Differences(records=600)
    assert find("changed meanwhile") == ["0000"]


def test_what_the_worker_applies_during_a_rebuild_survives_the_swap(shelf, find, drain):
    shelf.put(make_document("a", "Old words"))
    drain()

    def publish_and_drain(done: int, total: int) -> None:
        shelf.put(make_document("a", "Newest words"))
        drain()

    rebuild(publish_and_drain)
    drain()

    assert find("newest") == ["a"]
    assert verify() == Differences(records=1)


def test_a_withdrawn_record_stays_gone_in_the_new_generation(shelf, find, drain):
    shelf.put(document := make_document("a"))
    drain()
    shelf.take("a")
    drain()
    rebuild()

    service.engine().apply([Operation("a", 1, document)])

    assert dict(service.engine().versions()) == {}
    assert find() == []


def test_a_rebuild_leaves_broken_records_to_the_worker(shelf, find, drain):
    shelf.put(make_document("a"), make_document("poison"))
    shelf.unbuildable = {"poison"}

    rebuilt = rebuild()

    assert (rebuilt.documents, rebuilt.failed, rebuilt.again) == (1, 1, 1)
    shelf.unbuildable = set()
    drain()
    assert sorted(find()) == ["a", "poison"]


def test_a_rebuild_that_fails_leaves_the_old_generation_answering(shelf, find, drain):
    shelf.put(make_document("a"))
    drain()

    with pytest.raises(KeyboardInterrupt):
        rebuild(interrupt)

    assert find() == ["a"]
    assert rebuild().documents == 1


def interrupt(done: int, total: int) -> None:
    raise KeyboardInterrupt


def test_verify_names_what_is_missing_extra_and_outdated(shelf, drain):
    shelf.put(make_document("same"), make_document("outdated"), make_document("gone"))
    drain()
    shelf.put(make_document("outdated"), make_document("missing"))
    shelf.take("gone")

    assert verify() == Differences(missing=("missing",), extra=("gone",), outdated=("outdated",), records=3)


def test_the_commands_agree_with_each_other(shelf, capsys):
    shelf.put(make_document("a"))
    with pytest.raises(SystemExit) as stopped:
        call_command("search_verify")
    assert stopped.value.code == 1
    assert capsys.readouterr().out == "missing a\nrecords=1 missing=1 extra=0 outdated=0\n"

    call_command("search_rebuild", one_process=True)
    generation = service.engine().health().generation
    assert capsys.readouterr().out == f"generation={generation} documents=1 failed=0 waiting=0\n"

    call_command("search_verify")
    assert capsys.readouterr().out == "records=1 missing=0 extra=0 outdated=0\n"
