"""Pages are deleted with all that hangs on them, as foretold, and come back as they were."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry, PageViewRestriction

from cms.moderation import actions as moderation
from cms.moderation.comments.actions import ask_author, note, reply, resolve
from cms.moderation.comments.queries import notes_for
from cms.moderation.models import Notice
from cms.moderation.states import state_of
from cms.undo.actions import delete, forget_copies, undo
from cms.undo.consequences import of_deletion
from cms.undo.exceptions import ForetoldOtherwise, Kept, UndoRefused
from cms.undo.forms import PlaceForm
from cms.undo.models import Undoable
from prizes_pages.actions import edition_page
from prizes_pages.models import PrizeEditionPage
from search.models import OutboxRow
from stocktaking_pages.actions import year_page
from tests.factories import (
    ContentPageFactory,
    PrizeEntryFactory,
    ProjectFactory,
    fresh,
    locale,
    person,
    published,
    translation,
    write,
)
from tests.undo.dumps import changed, counts, dump

pytestmark = pytest.mark.usefixtures("repository")


@pytest.fixture
def draft():
    """A withdrawn draft, with a French draft translation, relations, a redirect and several revisions."""
    page = ProjectFactory(title="Clinics", summary="Nurses by telephone.", original_language="en")
    write(page, page.owner, title="Clinics on wheels")
    translation(page, "fr", title="Cliniques")
    moderation.submit(page=page, by=page.owner)
    moderation.withdraw(page=page, by=page.owner)
    Redirect.objects.create(old_path="/clinics", redirect_page=page)
    return fresh(page)


def test_a_draft_goes_and_comes_back_as_it_was(draft, administrator):
    before = dump()
    state = state_of(draft)
    told = of_deletion([draft])

    undoable = delete(objects=[draft], by=administrator, reason="Twice the same.", foretold=told.digest())

    after = dump()
    assert told.translations == ("fr",)
    assert told.redirects == ("/clinics",)
    assert (told.reviews, told.addresses, told.pages) == (0, (), ())
    assert counts(before, after) | {"wagtailcore.ReferenceIndex": 0} == dict(told.rows) | {
        "wagtailcore.ReferenceIndex": 0
    }
    assert not Page.objects.filter(translation_key=draft.translation_key).exists()
    assert not type(draft).history.filter(id=draft.pk).exists()

    undo(undoable=undoable, by=administrator)

    assert changed(before, dump()) == {}
    assert state_of(fresh(draft)) == state
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_public_year_goes_with_its_drafts_and_its_privacy(administrator, client):
    year = year_page(year=2031, locale=locale())
    first, second = ProjectFactory(parent=year), ProjectFactory(parent=year)
    PageViewRestriction.objects.create(page=year, restriction_type="login")
    linking = ContentPageFactory(body=f'<p><a linktype="page" id="{year.pk}">2031</a></p>')
    before = dump()
    told = of_deletion([year])

    undoable = delete(objects=[year], by=administrator, foretold=told.digest())

    assert told.pages == tuple(sorted([first.title, second.title]))
    assert told.addresses == (year.url_path,)
    assert told.links == (linking.title,)
    assert client.get(year.url_path).status_code == 404

    undo(undoable=undoable, by=administrator)

    assert changed(before, dump()) == {}
    assert Page.find_problems() == ([], [], [], [], [])
    assert client.get(year.url_path).status_code == 302  # to the sign-in, as before


def test_what_was_once_public_is_not_deleted(administrator):
    page = published(ProjectFactory())

    for each in (page, page.get_parent(), page.get_ancestors()[1]):
        with pytest.raises(Kept, match="archived, not deleted"):
            delete(objects=[each], by=administrator)


def test_nobody_deletes_what_is_not_theirs(draft):
    stranger = person("author")

    with pytest.raises(PermissionDenied):
        delete(objects=[draft], by=stranger)

    assert delete(objects=[draft], by=draft.owner).done_by == draft.owner


def test_what_changed_after_it_was_foretold_is_not_deleted(draft, administrator):
    told = of_deletion([draft])
    translation(draft, "es")

    with pytest.raises(ForetoldOtherwise):
        delete(objects=[draft], by=administrator, foretold=told.digest())

    assert Page.objects.filter(pk=draft.pk).exists()


def test_a_project_with_entries_is_needed_by_them(draft, administrator):
    entry = PrizeEntryFactory(title="Clinics in the contest", project=draft)

    with pytest.raises(Kept, match=entry.title):
        of_deletion([draft])


def test_the_address_may_have_gone_to_another(draft, administrator):
    undoable = delete(objects=[draft], by=administrator)
    other = ProjectFactory(title="Another", slug=draft.slug)

    with pytest.raises(UndoRefused, match="Another"):
        undo(undoable=undoable, by=administrator)
    form = PlaceForm(undoable, {f"slug_{draft.pk}": f"{draft.slug}-2"})
    assert form.fields[f"slug_{draft.pk}"].initial == f"{draft.slug}-2"
    assert form.is_valid()
    undo(undoable=undoable, by=administrator, wishes=form.wishes())

    assert fresh(draft).url_path == f"{other.get_parent().url_path}{draft.slug}-2/"
    assert Page.find_problems() == ([], [], [], [], [])


def test_what_it_stood_below_comes_back_first(administrator):
    year = year_page(year=2031, locale=locale())
    page = ProjectFactory(parent=year)
    before = dump()
    first = delete(objects=[page], by=administrator)
    second = delete(objects=[Page.objects.get(pk=year.pk).specific], by=administrator)

    with pytest.raises(UndoRefused) as refusal:
        undo(undoable=first, by=administrator)

    assert refusal.value.earlier == second
    undo(undoable=second, by=administrator)
    undo(undoable=first, by=administrator)
    assert changed(before, dump()) == {}


def test_another_place_is_offered_where_that_is_gone_for_good(administrator):
    year = year_page(year=2031, locale=locale())
    page = ProjectFactory(parent=year)
    undoable = delete(objects=[page], by=administrator)
    delete(objects=[Page.objects.get(pk=year.pk).specific], by=administrator)
    elsewhere = year_page(year=2019, locale=locale())

    form = PlaceForm(undoable, {f"parent_{page.pk}": elsewhere.pk})
    assert form.is_valid(), form.errors
    undo(undoable=undoable, by=administrator, wishes=form.wishes())

    assert fresh(page).get_parent().pk == elsewhere.pk
    assert fresh(page).url_path == f"{elsewhere.url_path}{page.slug}/"


def test_pages_that_came_meanwhile_keep_their_places(draft, administrator):
    undoable = delete(objects=[draft], by=administrator)
    others = [ProjectFactory(), ProjectFactory()]

    undo(undoable=undoable, by=administrator)

    assert Page.find_problems() == ([], [], [], [], [])
    assert {fresh(each).get_parent().pk for each in [draft, *others]} == {others[0].get_parent().pk}


def test_a_record_imported_again_meanwhile_is_not_doubled(administrator):
    page = ProjectFactory(source="test", source_id="1")
    undoable = delete(objects=[page], by=administrator)
    ProjectFactory(source="test", source_id="1")

    with pytest.raises(UndoRefused, match="made meanwhile"):
        undo(undoable=undoable, by=administrator)

    assert not Page.objects.filter(pk=page.pk).exists()
    assert Undoable.objects.get(pk=undoable.pk).is_open


def test_each_page_logs_person_and_reason_of_both(draft, administrator):
    undoable = delete(objects=[draft], by=administrator, reason="Twice the same.")
    undo(undoable=undoable, by=administrator)

    entries = PageLogEntry.objects.filter(page_id=draft.pk, action__in=["wagtail.delete", "undo.undo"])
    assert [(entry.user, entry.action, entry.comment) for entry in entries.order_by("pk")] == [
        (administrator, "wagtail.delete", "Twice the same."),
        (administrator, "undo.undo", ""),
    ]
    assert not entries.filter(deleted=True).exists()


def test_search_is_told_of_what_comes_back(draft, administrator):
    undoable = delete(objects=[draft], by=administrator)
    before = OutboxRow.objects.get(document_id=draft.record_id).version

    undo(undoable=undoable, by=administrator)

    assert OutboxRow.objects.get(document_id=draft.record_id).version > before


def test_a_public_edition_has_its_history_go_on(administrator):
    edition = edition_page(year=2031, locale=locale())
    rows = PrizeEditionPage.history.filter(id=edition.pk)

    undoable = delete(objects=[edition], by=administrator)
    assert rows.latest("history_date", "history_id").history_type == "-"
    undo(undoable=undoable, by=administrator)

    assert rows.latest("history_date", "history_id").history_type == "~"


def test_it_is_brought_back_once(draft, administrator):
    undoable = delete(objects=[draft], by=administrator)
    undo(undoable=undoable, by=administrator)

    with pytest.raises(UndoRefused):
        undo(undoable=undoable, by=administrator)


def test_only_who_did_it_and_administrators_bring_back(draft, administrator):
    undoable = delete(objects=[draft], by=administrator)

    with pytest.raises(PermissionDenied):
        undo(undoable=undoable, by=draft.owner)


def test_after_thirty_days_the_copy_goes_and_the_note_stays(draft, administrator):
    undoable = delete(objects=[draft], by=administrator, reason="Twice the same.")
    old = Undoable.objects.filter(pk=undoable.pk)

    assert forget_copies(now=timezone.now()) == 0
    assert forget_copies(now=timezone.now() + dt.timedelta(days=31)) == 1

    assert old.values_list("reason", "copy").get() == ("Twice the same.", None)
    with pytest.raises(UndoRefused):
        undo(undoable=undoable, by=administrator)


def test_comments_go_with_the_page_and_come_back_with_their_threads(draft, administrator):
    moderator = person("moderator")
    for begin in (note, ask_author):
        first = begin(page=draft, field="summary", text="Which year?", by=moderator)
        reply(to=first, text="Do we know?", by=moderator)
        resolve(thread=first, by=moderator)
    Notice.objects.create(page=draft, person=draft.owner, news="changes").questions.add(first)
    before = dump()

    undoable = delete(objects=[draft], by=administrator, foretold=of_deletion([draft]).digest())
    assert not notes_for(moderator, [draft]).exists()
    undo(undoable=undoable, by=administrator)

    assert {name for name in changed(before, dump()) if name.startswith("moderation.")} == set()
    assert [each.thread_id is None for each in notes_for(moderator, [fresh(draft)])] == [True, False, False]
