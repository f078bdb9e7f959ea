"""Index and database may come to differ in any way: repair makes the index say what the database says."""

import threading

import pytest
from django.core.management import call_command

from search import service
from search.engines.base import EngineUnavailable
from search.indexing import outbox, upkeep, worker
from search.indexing.repair import repair
from search.indexing.verify import Differences, verify
from search.models import OutboxRow, Upkeep
from search.types import Operation
from tests.search.conftest import make_document
from tests.search.stores import store

FAR = 4_000_000_000_000
"""A version above every clock's."""


@pytest.fixture
def settled(shelf, drain):
    """Two public records, and one that was withdrawn, all of it in the index."""
    shelf.put(make_document("a", "Rural telemedicine"), make_document("b"), make_document("withdrawn"))
    drain()
    shelf.take("withdrawn")
    drain()
    return shelf


def held() -> dict[str, int]:
    return dict(service.engine().versions())


def lose_index(shelf):
    store().lose()


def restore_old_index(shelf):
    """Bring back a copy of the index from before a change, a withdrawal and a publication."""
    place = store()
    place.copy()
    shelf.put(make_document("a", "Changed since"), make_document("new"))
    shelf.take("b")
    while worker.drain().total:
        pass
    place.restore()


def lose_outbox(shelf):
    OutboxRow.objects.all().delete()


def lose_outbox_and_change(shelf):
    """What nobody tells is public or withdrawn behind the back of an outbox that knows nothing."""
    del shelf.documents["b"]
    shelf.documents["c"] = make_document("c")
    OutboxRow.objects.all().delete()


def restore_old_database(shelf):
    """The index has seen changes, and a removal, that the database has forgotten."""
    before = list(OutboxRow.objects.values("document_id", "version", "applied_version"))
    shelf.put(make_document("a", "From the lost future"))
    shelf.take("b")
    while worker.drain().total:
        pass
    shelf.documents |= {"a": make_document("a", "Rural telemedicine"), "b": make_document("b")}
    for row in before:
        OutboxRow.objects.filter(document_id=row["document_id"]).update(**row, removed=False)


def write_above_every_clock(shelf):
    document = make_document("a", "From the far future")
    service.engine().apply(
        [Operation("a", FAR, document), Operation("stranger", FAR, make_document("stranger"))]
    )


def remove_above_every_clock(shelf):
    service.engine().apply([Operation("a", FAR)])


def note_as_applied_what_never_was(shelf):
    shelf.put(make_document("c"))
    outbox.mark_applied(outbox.due(10))


def bring_back_what_was_withdrawn(shelf):
    service.engine().apply([Operation("withdrawn", FAR, make_document("withdrawn"))])


WAYS_TO_DIFFER = (
    lose_index,
    restore_old_index,
    lose_outbox,
    lose_outbox_and_change,
    restore_old_database,
    write_above_every_clock,
    remove_above_every_clock,
    note_as_applied_what_never_was,
    bring_back_what_was_withdrawn,
)


@pytest.mark.parametrize("differ", WAYS_TO_DIFFER)
def test_repair_mends_every_difference(settled, find, differ):
    differ(settled)
    assert verify()

    left = repair()

    assert left == verify() == Differences(records=len(settled.documents))
    assert held() == outbox.versions(list(settled.documents))
    assert sorted(find()) == sorted(settled.documents)
    assert find("telemedicine") == [
        id for id, document in settled.documents.items() if "telemedicine" in document.texts["en"].title
    ]


@pytest.mark.parametrize("differ", WAYS_TO_DIFFER)
def test_what_is_withdrawn_does_not_come_back_through_a_difference(settled, find, differ):
    differ(settled)

    try:
        found = find()
    except EngineUnavailable:
        found = []

    assert set(found) <= set(settled.documents)


def test_a_removal_reaches_an_engine_that_knows_a_record_nobody_else_does(settled):
    service.engine().apply([Operation("stranger", FAR, make_document("stranger"))])

    repair()

    late = service.engine().apply([Operation("stranger", FAR, make_document("stranger"))])
    assert late.stale == 1
    assert "stranger" not in held()


def test_a_parked_record_is_tried_again_and_named_when_it_still_fails(settled, capsys):
    settled.put(make_document("poison"))
    settled.unbuildable = {"poison"}
    worker.drain()

    with pytest.raises(SystemExit) as stopped:
        call_command("search_verify", "--repair")

    said = capsys.readouterr()
    assert stopped.value.code == 1
    assert said.out == "missing poison\nrecords=3 missing=1 extra=0 outdated=0\n"
    assert said.err == "parked poison after 2 attempts: ValueError('cannot build poison')\n"


def test_a_mended_record_needs_no_patience(settled, find):
    settled.put(make_document("poison"))
    settled.unbuildable = {"poison"}
    worker.drain()
    settled.unbuildable = set()

    assert repair() == Differences(records=3)


def test_the_command_repairs_and_says_what_there_is(settled, capsys):
    lose_index(settled)

    call_command("search_verify", "--repair")

    assert capsys.readouterr().out == "records=2 missing=0 extra=0 outdated=0\n"


def test_the_worker_mends_a_lost_index_by_itself(settled, find, monkeypatch):
    stop = threading.Event()
    monkeypatch.setattr(worker, "POLL", 0.001)
    lose_index(settled)
    watch = worker.drain

    def drain_until_mended(limit):
        drained = watch(limit)
        if held().keys() == settled.documents.keys():
            stop.set()
        return drained

    monkeypatch.setattr(worker, "drain", drain_until_mended)

    worker.run(stop)

    assert verify() == Differences(records=2)
    assert Upkeep.objects.filter(work=Upkeep.Work.COMPARED).exists()


def test_an_index_is_compared_once_as_long_as_it_stays_the_same(settled, find, monkeypatch):
    compared = []
    monkeypatch.setattr(upkeep, "enqueue_differences", lambda: compared.append(1))
    monkeypatch.setattr(upkeep, "LOOK_EVERY", 0)
    caretaker = upkeep.Caretaker()

    for _ in range(3):
        caretaker.after(changes=0)
    lose_index(settled)
    caretaker.after(changes=0)

    assert compared == [1]
    assert sorted(find()) == ["a", "b"]
