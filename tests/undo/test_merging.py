"""One record is merged into another as foretold, leads there by all its addresses, and stands alone again."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from cms.core.direction import isolated
from cms.history.enums import Kind
from cms.history.events import events_of
from cms.mail.models import OutgoingMail
from cms.moderation import actions as moderation
from cms.moderation.enums import News, PageState
from cms.moderation.exceptions import InvalidMove
from cms.moderation.models import Notice
from cms.moderation.notices.mails import GRACE, tell_authors
from cms.moderation.states import state_of
from cms.records.queries import as_of
from cms.undo.actions import merge, undo
from cms.undo.consequences import of_merging
from cms.undo.exceptions import ForetoldOtherwise
from cms.undo.models import Undoable
from cms.undo.values import Consequences
from search import registry
from stocktaking_pages.models import StocktakingProjectPage
from tests.factories import (
    ContentPageFactory,
    PrizeEntryFactory,
    ProjectFactory,
    fresh,
    person,
    published,
    translation,
    write,
)
from tests.undo.dumps import changed, dump

pytestmark = pytest.mark.usefixtures("repository")


@pytest.fixture
def moderator(repository):
    return person("moderator", name="Mo Derator")


@pytest.fixture
def kept(moderator):
    """Public, with a French translation."""
    page = published(ProjectFactory(title="Clinics", original_language="en"), moderator)
    published(translation(page, "fr", title="Cliniques"), moderator)
    return fresh(page)


@pytest.fixture
def again(moderator):
    """Public in English, French and Spanish, named by a prize entry and linked to by a page."""
    page = ProjectFactory(title="Clinics, again", original_language="en", legacy_id="777001")
    page = published(page, moderator)
    for code in ("fr", "es"):
        published(translation(page, code, title=f"Again in {code}"), moderator)
    published(PrizeEntryFactory(title="Clinics in the contest", project=page), moderator)
    link = f'<p><a linktype="page" id="{page.pk}">Clinics</a></p>'
    published(ContentPageFactory(title="Good practice", body=link), moderator)
    return fresh(page)


def entry_of(page):
    return page.prize_entries.get()


def test_it_is_merged_as_foretold_and_stands_alone_again(again, kept, moderator, client):
    before = dump()
    told = of_merging(again, kept)
    pages = [again, *again.get_translations()]

    undoable = merge(page=again, into=kept, by=moderator, reason="Handed in twice.", foretold=told.digest())

    assert Consequences.from_json(undoable.foretold) == told
    assert (undoable.done_by, undoable.reason) == (moderator, "Handed in twice.")
    assert told.addresses == tuple(sorted(page.url_path for page in pages))
    assert (told.into, told.translations, told.found) == ("Clinics", ("es", "fr"), (again.record_id,))
    assert (told.links, told.relinked) == (("Good practice",), ("Clinics in the contest",))
    assert {client.get(address).status_code for address in told.addresses} == {301}
    assert state_of(fresh(again)) == PageState.ARCHIVED
    entry = entry_of(kept)
    assert entry.latest_revision.content["project"] == kept.pk
    assert set(registry.build([again.record_id, kept.record_id, entry.record_id])) == {kept.record_id}

    undo(undoable=undoable, by=moderator)

    assert changed(before, dump()) == {}
    assert {client.get(address).status_code for address in told.addresses} == {200}
    assert set(registry.build([again.record_id, kept.record_id])) == {again.record_id, kept.record_id}


def test_every_address_leads_to_the_record_that_is_kept_for_good(again, kept, moderator, client):
    french = kept.get_translations().get().url_path
    inside = f"/es/stocktaking/record/{kept.record_id}/"
    merge(page=again, into=kept, by=moderator)

    def led(address, language="en"):
        response = client.get(address, headers={"accept-language": language})
        assert response.headers["Cache-Control"] == "no-cache", "a merge can be undone"
        return response.status_code, response.headers["Location"]

    translations = {page.locale.language_code: page.url_path for page in again.get_translations()}
    assert led(again.url_path) == (301, kept.url_path)
    assert led(translations["fr"]) == (301, french)
    assert led(translations["es"]) == (301, inside), "the kept one is not in Spanish"
    assert led(f"/id/{again.record_id}", "fr") == (301, french)
    assert led("/id/777001") == (301, kept.url_path)
    assert led(f"/es/stocktaking/record/{again.record_id}/") == (301, inside)
    assert client.get(kept.url_path).context["record"].title == "Clinics"


def test_both_time_lines_and_the_public_one_tell_it(again, kept, moderator, client):
    merge(page=again, into=kept, by=moderator, reason="Handed in twice.")

    def lines(page):
        events = events_of(fresh(page), moderator)
        return [
            (event.sentence, event.person, event.reason)
            for event in events
            if event.kind == Kind.MERGE and event.page_id == page.pk
        ]

    said = ("Mo Derator", "Handed in twice.")
    assert lines(again) == [(f"Merged into “{isolated('Clinics')}” ({kept.record_id})", *said)]
    assert lines(kept) == [(f"“{isolated('Clinics, again')}” ({again.record_id}) was merged into it", *said)]
    public = [event.text for event in client.get(kept.url_path).context["record"].timeline]
    assert f"Record {again.record_id} was merged into this one" in public

    undo(undoable=Undoable.objects.get(), by=moderator)

    assert lines(kept)[0][0] == f"{again.record_id} is on its own again"
    public = [event.text for event in client.get(kept.url_path).context["record"].timeline]
    assert f"Record {again.record_id} was merged into this one" not in public


def test_the_api_says_which_record_it_is_now(again, kept, moderator, client):
    merge(page=again, into=kept, by=moderator)

    response = client.get(f"/api/v1/projects/{again.record_id}/")

    assert response.status_code == 410
    assert response.json()["merged_into"] == kept.record_id


def test_what_was_public_before_is_shown_as_of_its_day(kept, moderator, client):
    days = [dt.datetime(2026, 3, day, 12, tzinfo=dt.UTC) for day in (1, 2, 3)]
    with time_machine.travel(days[0], tick=True):
        again = published(ProjectFactory(title="Clinics, again", original_language="en"), moderator)
        entry = published(PrizeEntryFactory(title="In the contest", project=again), moderator)
    with time_machine.travel(days[2], tick=True):
        merge(page=fresh(again), into=kept, by=moderator)

    assert client.get(again.url_path, {"as_of": "2026-03-02"}).context["record"].title == "Clinics, again"
    gone = client.get(again.url_path, {"as_of": "2026-03-03"})
    assert gone.status_code == 410
    assert f'<a href="{kept.url_path}"><bdi>Clinics</bdi></a>' in gone.content.decode()
    kept.view_restrictions.create(restriction_type="login")
    assert "<bdi>Clinics</bdi>" not in client.get(again.url_path, {"as_of": "2026-03-03"}).content.decode()
    rows = as_of(days[1], type(entry)), as_of(timezone.now(), type(entry))
    assert [row.get().project_id for row in rows] == [again.pk, kept.pk]
    assert again.pk not in {row.id for row in as_of(timezone.now(), StocktakingProjectPage)}


def test_the_author_is_told_where_it_leads_in_their_language(again, kept, moderator):
    UserProfile.objects.create(user=again.owner, preferred_language="fr")
    merge(page=again, into=kept, by=moderator, reason="Handed in twice.")

    tell_authors(now=timezone.now() + GRACE)

    mail = OutgoingMail.objects.get(to=again.owner.email)
    assert "« Clinics, again » a été fusionnée dans une autre fiche" in mail.body
    assert "Handed in twice." in mail.body
    assert kept.url_path in mail.body


def test_a_merge_that_was_undone_is_told_nobody_or_corrected(again, kept, moderator):
    undo(undoable=merge(page=again, into=kept, by=moderator), by=moderator)
    assert not Notice.objects.filter(news=News.MERGED).exists()

    undoable = merge(page=fresh(again), into=kept, by=moderator)
    Notice.objects.update(told_at=timezone.now())
    undo(undoable=undoable, by=moderator)

    assert Notice.objects.filter(told_at=None).get().news == News.PUBLISHED


def test_merges_are_followed_and_end_where_nothing_is_public(again, kept, moderator, client):
    last = published(ProjectFactory(title="Clinics everywhere", original_language="en"), moderator)
    merge(page=again, into=kept, by=moderator)
    merge(page=fresh(kept), into=last, by=moderator)
    assert client.get(again.url_path).headers["Location"] == last.url_path

    moderation.unpublish(page=fresh(last), by=moderator, reason="A doubt.")

    assert client.get(again.url_path).status_code == 410
    assert client.get(f"/api/v1/projects/{again.record_id}/").status_code == 404


def test_a_record_made_a_draft_again_leads_nowhere(again, kept, moderator, client):
    merge(page=again, into=kept, by=moderator)
    moderation.restore(page=fresh(again), by=moderator)

    assert client.get(again.url_path).status_code == 404


@pytest.mark.parametrize("other", ["itself", "translation", "draft", "merged", "entry", "private"])
def test_what_cannot_be_one_is_refused(again, kept, moderator, other):
    into = {
        "itself": lambda: again,
        "translation": lambda: again.get_translations().first(),
        "draft": lambda: ProjectFactory(title="Draft"),
        "merged": lambda: merged_project(kept, moderator),
        "entry": lambda: entry_of(again),
        "private": lambda: kept,
    }[other]()
    if other == "private":
        kept.view_restrictions.create(restriction_type="login")
    before = dump()

    with pytest.raises(InvalidMove):
        merge(page=again, into=into, by=moderator)

    assert changed(before, dump()) == {}


def merged_project(kept, moderator):
    page = published(ProjectFactory(title="Third"), moderator)
    merge(page=page, into=kept, by=moderator)
    return fresh(page)


@pytest.mark.parametrize("role", ["author", "auditor", "translator:fr", "reviewer:fr", "secretariat"])
def test_who_may_not_archive_does_not_merge(again, kept, role, signed_in):
    user = person(role)
    url = reverse("desk_merge", args=[again.pk, kept.pk])

    with pytest.raises(PermissionDenied):
        merge(page=again, into=kept, by=user)
    assert signed_in(user).post(url).status_code in {302, 403, 404}
    assert fresh(again).live


def test_what_was_foretold_otherwise_is_not_done(again, kept, moderator):
    told = of_merging(again, kept).digest()
    published(PrizeEntryFactory(title="Another", project=again), moderator)

    with pytest.raises(ForetoldOtherwise):
        merge(page=again, into=kept, by=moderator, foretold=told)


def test_what_was_written_since_is_not_overtaken(again, kept, moderator):
    undoable = merge(page=again, into=kept, by=moderator)
    moderation.restore(page=fresh(again), by=moderator)
    write(again, again.owner, title="Clinics, for the third time")

    with pytest.raises(Exception, match="gone on since"):
        undo(undoable=undoable, by=moderator)

    assert entry_of(kept)


def test_the_desk_shows_both_and_merges(again, kept, moderator, signed_in):
    client = signed_in(moderator)
    desk = reverse("desk_page", args=[again.pk])
    html = client.get(desk).content.decode()
    assert "Merge into another record" in html
    assert "Why is it taken offline? The public reads this." in html
    assert "Why is it archived? The public reads this." in html

    response = client.get(reverse("desk_merge_by_id", args=[again.pk]), {"record_id": kept.record_id})
    url = reverse("desk_merge", args=[again.pk, kept.pk])
    assert response.headers["Location"] == url
    shown = client.get(url)
    html = shown.content.decode()
    assert "addresses lead to “Clinics” then, for good." in html
    assert "The public, the author and colleagues read it." in html
    assert "Clinics in the contest" in html
    assert "Clinics, again" in html

    foretold = shown.context["form"].initial["foretold"]
    response = client.post(url, {"reason": "Handed in twice.", "foretold": foretold}, follow=True)

    assert "is merged. You can undo it for 30 days." in response.content.decode()
    link = f'another record: <a href="{kept.url_path}"><bdi>Clinics</bdi></a>'
    assert link in client.get(desk).content.decode()
    assert f"Merged into “{isolated('Clinics')}” ({kept.record_id})" in response.content.decode()
    client.post(reverse("undo_item", args=[Undoable.objects.get().pk]))
    assert fresh(again).live
    assert "Merged into another record:" not in client.get(desk).content.decode()


def test_the_desk_says_why_two_cannot_be_one(again, moderator, signed_in):
    client = signed_in(moderator)

    html = client.get(reverse("desk_merge", args=[again.pk, again.pk])).content.decode()
    assert "A record is not merged into itself or its translation." in html
    by_id = reverse("desk_merge_by_id", args=[again.pk])
    html = client.get(by_id, {"record_id": "999999999"}, follow=True).content.decode()
    assert "There is no public record with this id." in html
    assert 'name="record_id" value="999999999"' in html
