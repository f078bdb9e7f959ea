"""Probable duplicates on the decision page: what is shown to whom, and what one does about them."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from cms.desk.duplicates.rows import words_to_author
from cms.duplicates.actions import distinguish
from cms.duplicates.models import Distinction
from cms.moderation import actions
from cms.moderation.digests import content_digest
from cms.moderation.enums import PageState
from cms.moderation.states import state_of
from tests.factories import PrizeEntryFactory, ProjectFactory, fresh, published, translation

pytestmark = pytest.mark.usefixtures("repository")

TEXT = (
    "<p>Two buses with a doctor, a nurse and a laboratory visit forty villages on the eastern shore of the lake. "
    "Results go by radio to the hospital of the district, which sends medicine with the next bus.</p>"
)


@pytest.fixture
def public():
    return published(ProjectFactory(title="A clinic on <wheels>", description=TEXT))


@pytest.fixture
def again(public):
    page = ProjectFactory(title="Doctors come by bus", description=TEXT)
    actions.submit(page=page, by=page.owner)
    return fresh(page)


def html_of(client, page):
    return client.get(reverse("desk_page", args=[page.pk])).content.decode()


def test_the_page_names_the_other_with_its_reasons(staff, signed_in, public, again):
    html = html_of(signed_in(staff("moderator")), again)

    assert "Probably there already" in html
    assert (
        f'<a href="{reverse("desk_page", args=[public.pk])}" dir="auto">A clinic on &lt;wheels&gt;</a>'
        in html
    )
    assert "<li>The same text</li>" in html


def test_who_does_not_decide_is_shown_nothing(staff, signed_in, public, again):
    for user in (again.owner, staff("auditor")):
        assert "Probably there already" not in html_of(signed_in(user), again)


def test_a_record_that_the_person_may_not_read_is_not_named(staff, signed_in, again):
    """The prize secretariat decides on entries, and reads no projects that wait."""
    entry = PrizeEntryFactory(
        title="A clinic in every village", summary=TEXT.replace("<p>", "").replace("</p>", "")
    )
    actions.submit(page=entry, by=entry.owner)

    html = html_of(signed_in(staff("secretariat")), entry)

    assert "A clinic on &lt;wheels&gt;" in html
    assert "Doctors come by bus" not in html


def test_not_a_duplicate_is_said_once_for_both(staff, signed_in, public, again):
    client = signed_in(staff("moderator"))
    url = reverse("desk_distinguish", args=[again.pk, public.pk])
    assert url in html_of(client, again)

    response = client.post(url, follow=True)

    assert "Nobody is asked again." in response.content.decode()
    assert "Probably there already" not in html_of(client, again)
    assert "Probably there already" not in html_of(signed_in(staff("moderator")), public)


def test_it_is_said_of_records_only_that_the_person_may_read(staff, signed_in, public, again):
    """The prize secretariat decides on entries, and reads no projects that wait."""
    entry = PrizeEntryFactory()
    actions.submit(page=entry, by=entry.owner)
    client = signed_in(staff("secretariat"))
    french = published(translation(public, "fr"))
    home = public.get_parent()

    def said(other):
        return client.post(reverse("desk_distinguish", args=[entry.pk, other.pk])).status_code

    assert [said(other) for other in (again, home, french)] == [404, 404, 404]
    assert not Distinction.objects.exists()
    assert said(public) == 302
    assert Distinction.objects.count() == 1


def test_two_pages_that_are_no_original_records_are_no_duplicates_to_anybody(staff, public):
    with pytest.raises(ValueError, match="original"):
        distinguish(page=public, other=public.get_parent(), by=staff("moderator"))


@pytest.mark.parametrize("role", ["author", "auditor", "translator:fr", "secretariat"])
def test_nobody_else_says_so(role, staff, signed_in, public, again):
    signed_in(staff(role)).post(reverse("desk_distinguish", args=[again.pk, public.pk]))

    assert "Probably there already" in html_of(signed_in(staff("moderator")), again)


def test_rejecting_as_a_duplicate_tells_the_author_which_record_it_is(staff, signed_in, public, again):
    client = signed_in(staff("moderator"))
    words = re.search(r'id="duplicate-[^>]*>([^<]*)<', html_of(client, again))[1]
    assert words.startswith("This is in the repository already: “A clinic on &lt;wheels&gt;”, http")
    assert words.endswith(f"/id/{public.record_id}")

    digest = content_digest(again.latest_revision)
    sent = {"move": "reject", "reject-words": words.replace("&lt;", "<"), "reject-digest": digest}
    client.post(reverse("desk_page", args=[again.pk]), sent)

    assert state_of(fresh(again)) == PageState.REJECTED


def test_an_author_is_told_nothing_of_a_record_that_is_not_public(staff, signed_in, public, again):
    actions.unpublish(page=public, by=staff("moderator"), reason="A complaint.")

    html = html_of(signed_in(staff("moderator")), again)

    words = re.search(r'id="duplicate-[^>]*>([^<]*)<', html)[1]
    assert words == "This was handed in before, and is with us already."


def test_an_author_without_an_own_language_is_told_in_that_of_the_text(public, again):
    with override("es"):
        assert words_to_author(again, public).startswith("This is in the repository already")
