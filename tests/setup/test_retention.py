"""What has been kept long enough goes, every night and in somebody's name; what was public never does."""

import datetime as dt

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Page

from cms.moderation import actions as moderation
from cms.setup.retention import apply_retention
from cms.undo.actions import delete, undo
from cms.undo.models import Undoable
from tests.factories import PrizeEntryFactory, ProjectFactory, fresh, person, published, translation
from tests.moderation.gallery import Cast, withdrawn
from tests.undo.dumps import changed, dump

pytestmark = pytest.mark.usefixtures("repository")
CHECKS = {"findings.Check"}
"""Counts beside what waits: of what waits no more they go at once."""
LATER = dt.timedelta(days=2 * 365 + 1)


@pytest.fixture
def administrator(repository):
    return person("administrator", name="Ada")


def closed(**values):
    page = ProjectFactory(**values)
    withdrawn(page, Cast(author=page.owner))
    return fresh(page)


def test_closed_drafts_go_in_somebodys_name_and_can_come_back(administrator):
    page, draft = closed(), ProjectFactory()
    translation(page, "fr")
    before = dump(CHECKS)

    with time_machine.travel(timezone.now() + LATER, tick=False):
        applied = apply_retention(by=administrator, now=timezone.now())
        assert applied.drafts == 1
        assert not Page.objects.filter(translation_key=page.translation_key).exists()
        assert Page.objects.filter(pk=draft.pk).exists()
        undoable = Undoable.objects.get()
        assert (undoable.done_by, undoable.reason) == (
            administrator,
            "Closed for two years, and never public.",
        )
        undo(undoable=undoable, by=administrator)

    assert changed(before, dump(CHECKS)) == {}


def test_what_was_public_or_is_needed_stays(administrator):
    public = published(ProjectFactory())
    moderation.archive(page=public, by=administrator, reason="It is over.")
    PrizeEntryFactory(project=closed())
    before = dump(CHECKS)

    applied = apply_retention(by=administrator, now=timezone.now() + LATER)

    assert applied.drafts == 0
    assert changed(before, dump(CHECKS)) == {}


def test_without_a_person_no_draft_goes(administrator, capsys):
    page = closed()

    with time_machine.travel(timezone.now() + LATER, tick=False):
        call_command("apply_retention", dry_run=True)
        call_command("apply_retention")

    assert capsys.readouterr().out.splitlines() == ["drafts=1", "copies=0 drafts=0 mails=0 questions=0"]
    assert Page.objects.filter(pk=page.pk).exists()


def test_only_an_administrator_answers_for_it(administrator):
    with pytest.raises(CommandError, match="no administrator"):
        call_command("apply_retention", by=person("moderator").email)


def test_copies_go_and_what_the_public_saw_stays(administrator):
    public = published(ProjectFactory())
    moderation.archive(page=public, by=administrator, reason="It is over.")
    delete(objects=[ProjectFactory()], by=administrator)
    rows = type(public).history.filter(id=public.pk)
    count = rows.count()

    assert apply_retention(by=None, now=timezone.now() + dt.timedelta(days=31)).copies == 2

    assert rows.count() == count
    assert Undoable.objects.filter(copy__isnull=True).count() == 2
