"""Pages are taken offline, archived and moved as foretold, and stand again as they did."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms.moderation import actions as moderation
from cms.moderation.enums import PUBLIC, PageState
from cms.moderation.states import state_of
from cms.records.queries import as_of
from cms.undo.actions import delete, move, take_offline, undo
from cms.undo.consequences import of_going_offline, of_moving
from cms.undo.exceptions import Kept, UndoRefused
from cms.undo.models import Undoable
from cms.undo.values import Consequences
from search import registry
from search.models import OutboxRow
from stocktaking_pages.actions import year_page
from stocktaking_pages.models import StocktakingProjectPage
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
from tests.moderation.gallery import Cast, bring_to
from tests.undo.dumps import changed, dump

pytestmark = pytest.mark.usefixtures("repository")
ACTS = {"unpublish": 404, "archive": 410}


@pytest.fixture
def moderator(repository):
    return person("moderator")


@pytest.fixture
def public(moderator):
    """A public project with a public French translation and one in review, a page that links to it, and a prize."""
    page = published(ProjectFactory(title="Clinics", original_language="en"), moderator)
    french = translation(page, "fr", title="Cliniques")
    published(french, moderator)
    entry = PrizeEntryFactory(title="Clinics in the contest", project=page)
    published(entry, moderator)
    link = f'<p><a linktype="page" id="{page.pk}">Clinics</a></p>'
    published(ContentPageFactory(title="Good practice", body=link), moderator)
    return fresh(page)


@pytest.mark.parametrize("act", ACTS)
def test_it_goes_offline_as_foretold_and_stands_again(act, public, moderator, client):
    before = dump()
    told = of_going_offline(public, answer=ACTS[act])
    addresses = [public.url_path, *public.get_translations().values_list("url_path", flat=True)]

    getattr(moderation, act)(page=public, by=moderator, reason="The author asked.")

    undoable = Undoable.objects.get()
    assert Consequences.from_json(undoable.foretold) == told
    assert told.addresses == tuple(sorted(addresses))
    assert {client.get(address).status_code for address in told.addresses} == {ACTS[act]}
    assert told.translations == ("fr",)
    assert told.found == (public.record_id,)
    assert registry.build([public.record_id]) == {}
    assert "Good practice" in told.links
    assert (undoable.done_by, undoable.reason) == (moderator, "The author asked.")

    undo(undoable=undoable, by=moderator)

    assert changed(before, dump()) == {}
    assert {client.get(address).status_code for address in told.addresses} == {200}
    assert set(registry.build([public.record_id])) == {public.record_id}
    assert {row.id for row in as_of(timezone.now(), StocktakingProjectPage)} == set(
        StocktakingProjectPage.objects.live().values_list("pk", flat=True)
    )
    assert OutboxRow.objects.get(document_id=public.record_id).version > 0


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", sorted(PUBLIC))
def test_every_public_state_comes_back_the_same(state, act, moderator):
    page = ProjectFactory()
    page = bring_to(PageState(state), page, Cast(author=page.owner))
    before = dump()

    getattr(moderation, act)(page=page, by=moderator, reason="The author asked.")
    undo(undoable=Undoable.objects.get(), by=moderator)

    assert state_of(fresh(page)) == state
    assert changed(before, dump()) == {}


def test_an_archived_page_that_was_offline_already_is_offline_again(moderator, client):
    page = published(ProjectFactory(), moderator)
    moderation.unpublish(page=page, by=moderator, reason="The author asked.")
    moderation.archive(page=fresh(page), by=moderator, reason="It is over.")
    assert client.get(page.url_path).status_code == 410

    undo(undoable=Undoable.objects.latest("pk"), by=moderator)

    assert state_of(fresh(page)) == PageState.UNPUBLISHED
    assert client.get(page.url_path).status_code == 404


def test_what_was_written_since_is_not_overtaken(public, moderator):
    moderation.unpublish(page=public, by=moderator, reason="The author asked.")
    moderation.restore(page=fresh(public), by=moderator)
    write(public, public.owner, title="Clinics, again")

    with pytest.raises(UndoRefused, match="gone on since"):
        undo(undoable=Undoable.objects.get(), by=moderator)

    assert not fresh(public).live


def test_an_author_does_not_bring_a_page_back_to_the_public(public, moderator):
    moderation.unpublish(page=public, by=moderator, reason="The author asked.")

    with pytest.raises(PermissionDenied):
        undo(undoable=Undoable.objects.get(), by=public.owner)


def test_a_year_goes_offline_alone_and_comes_back(administrator, client):
    page = published(ProjectFactory())
    year = page.get_parent().specific
    before = dump()

    undoable = take_offline(page=year, by=administrator)

    assert Consequences.from_json(undoable.foretold).addresses == (year.url_path,)
    assert client.get(year.url_path).status_code == 404
    assert fresh(page).live
    undo(undoable=undoable, by=administrator)
    assert changed(before, dump()) == {}


def test_pages_move_as_foretold_and_back(administrator, client):
    pages = [published(ProjectFactory()), ProjectFactory(), published(ProjectFactory())]
    year = year_page(year=2031, locale=locale())
    before = dump()
    told = of_moving(pages)

    undoable = move(pages=pages, to=year, by=administrator, reason="Another year.", foretold=told.digest())

    assert told.addresses == tuple(sorted(page.url_path for page in pages if page.live))
    assert {client.get(address).status_code for address in told.addresses} == {301}
    new = {fresh(page).url_path for page in pages if page.live}
    assert {client.get(address).status_code for address in new} == {200}
    undo(undoable=undoable, by=administrator)

    left = changed(before, dump())
    assert left.keys() <= {"wagtailredirects.Redirect", "wagtailcore.ReferenceIndex"}
    assert {client.get(address).status_code for address in new} == {301}
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_page_is_not_moved_onto_another(administrator):
    year = year_page(year=2031, locale=locale())
    first, second = ProjectFactory(slug="clinics"), ProjectFactory(slug="clinics", parent=year)

    with pytest.raises(Kept, match=second.title):
        move(pages=[first], to=year, by=administrator)


def test_moving_in_the_admin_is_foretold_and_undone(signed_in, administrator):
    page, year = published(ProjectFactory()), year_page(year=2031, locale=locale())
    client, place = signed_in(administrator), page.get_parent().pk
    url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, year.pk])

    shown = client.get(url)
    assert page.url_path in shown.content.decode()
    client.post(url, {"foretold": shown.context["form"].initial["foretold"]})
    assert fresh(page).get_parent().pk == year.pk
    client.post(reverse("undo_item", args=[Undoable.objects.get().pk]))

    assert fresh(page).get_parent().pk == place


def test_several_are_moved_at_once_and_back(signed_in, administrator):
    pages, year = [ProjectFactory(), ProjectFactory()], year_page(year=2031, locale=locale())
    place = pages[0].get_parent().pk
    client = signed_in(administrator)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    url += "?" + "&".join(f"id={page.pk}" for page in pages)

    assert client.get(url).status_code == 200
    client.post(url, {"chooser": year.pk})
    assert {fresh(page).get_parent().pk for page in pages} == {year.pk}
    client.post(reverse("undo_item", args=[Undoable.objects.get().pk]))

    assert {fresh(page).get_parent().pk for page in pages} == {place}


def test_several_with_one_address_are_not_moved_to_one_place(signed_in, administrator):
    above = [ContentPageFactory(title=title) for title in ("Guides", "Reports")]
    pages = [ContentPageFactory(title="Health", slug="health", parent=parent) for parent in above]
    place = ContentPageFactory(title="Archive")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    url += "?" + "&".join(f"id={page.pk}" for page in pages)

    answer = signed_in(administrator).post(url, {"chooser": place.pk})

    assert answer.status_code == 409
    assert "“Health” has this address there already." in answer.content.decode()
    assert [fresh(page).get_parent().pk for page in pages] == [parent.pk for parent in above]


def test_several_are_moved_as_they_were_foretold(signed_in, administrator):
    pages, year = [ProjectFactory(), ProjectFactory()], year_page(year=2031, locale=locale())
    client = signed_in(administrator)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    url += "?" + "&".join(f"id={page.pk}" for page in pages)
    told = client.get(url).context["form"].initial["foretold"]
    published(pages[0])

    answer = client.post(url, {"chooser": year.pk, "foretold": told})

    assert (answer.status_code, fresh(year).get_children().count()) == (409, 0)
    client.post(url, {"chooser": year.pk, "foretold": answer.context["form"]["foretold"].value()})
    assert fresh(year).get_children().count() == 2


@pytest.mark.parametrize("act", ACTS)
def test_what_would_take_more_along_than_was_foretold_is_refused_on_the_desk(
    act, public, moderator, signed_in
):
    client, url = signed_in(moderator), reverse("desk_page", args=[public.pk])

    def sent(answer):
        [form] = [form for form in answer.context["forms"] if form.move == act]
        return {"move": act, f"{act}-words": "Twice.", f"{act}-foretold": form["foretold"].value()}

    read = sent(client.get(url))
    spanish = translation(public, "es", title="Clínicas")
    published(spanish, moderator)
    answer = client.post(url, read)

    assert answer.status_code == 409
    assert "What hangs on it has changed" in answer.content.decode()
    assert [fresh(page).live for page in (public, spanish)] == [True, True]
    again = sent(answer)
    assert client.post(url, again).status_code == 302
    assert Undoable.objects.get().foretold["translations"] == ["es", "fr"]


def test_a_deleted_page_does_not_stand_in_the_way_of_an_older_undo(public, moderator, administrator):
    moderation.unpublish(page=public, by=moderator, reason="The author asked.")

    with pytest.raises(Kept):
        delete(objects=[fresh(public)], by=administrator)
    undo(undoable=Undoable.objects.get(), by=moderator)

    assert fresh(public).live
