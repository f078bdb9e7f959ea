"""What stands above the form of a page: why it came back, and what is not answered, each with the way there."""

import re

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from cms.moderation import actions
from cms.moderation.comments.actions import ask_author, note, reply
from cms.moderation.models import Reason
from cms.moderation.reasons.shipped import shipped_reasons
from home.models import HomePage
from tests.factories import fresh, person

pytestmark = pytest.mark.usefixtures("repository")


@pytest.fixture
def moderator(staff):
    return staff("moderator", name="Mona Keita")


def form_of(page, client):
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def above(page, client):
    """Return what is asked, in the form of a page, without its marks; empty where nothing is."""
    found = re.search(
        r'<section class="w-form-width help-block .*?</section>', form_of(page, client), re.DOTALL
    )
    return " ".join(re.sub("<[^>]+>", " ", found[0]).split()) if found else ""


def test_it_says_why_the_text_came_back_and_what_is_asked(waiting, moderator, signed_in):
    asked = [
        ask_author(page=waiting, field="title", text="Which clinic?", by=moderator),
        ask_author(page=waiting, field="", text="Is it one project?", by=moderator),
    ]
    note(page=waiting, field="title", text="Ask Geneva.", by=moderator)
    actions.request_changes(
        page=waiting,
        by=moderator,
        note="By Friday.",
        chosen=Reason.objects.get(code="more-detail"),
        questions=asked,
    )

    said = above(fresh(waiting), signed_in(waiting.owner))

    assert said.startswith("Changes requested · Mona Keita , ")
    for words in (
        shipped_reasons()["more-detail"]["en"] + " By Friday.",
        "Title : Which clinic?",
        "The text as a whole: Is it one project?",
    ):
        assert words in said
    assert "Geneva" not in said


def test_each_message_leads_to_its_field_and_to_where_it_is_answered(waiting, moderator, signed_in):
    for name in ("title", "images", "activity_types"):
        ask_author(page=waiting, field=name, text=f"Which {name}?", by=moderator)

    html = form_of(waiting, signed_in(waiting.owner))

    section = html[html.index("help-warning") : html.index("page-edit-form")]
    places = re.findall(r'<a href="#([^"]+)"', section)
    assert len(places) == 3
    assert [f'id="{place}"' in html for place in places] == [True] * 3
    assert f"{reverse('desk_page', args=[waiting.pk])}#open-comments" in section


def test_what_is_answered_and_decided_is_not_asked_any_more(waiting, moderator, signed_in):
    question = ask_author(page=waiting, field="title", text="Which clinic?", by=moderator)
    actions.request_changes(page=waiting, by=moderator, note="", questions=[question])
    client = signed_in(waiting.owner)
    reply(to=question, text="The blue one.", by=waiting.owner)
    assert "Which clinic?" not in above(waiting, client)

    actions.resubmit(page=fresh(waiting), by=waiting.owner)

    assert above(waiting, client) == ""


def test_a_rejected_text_says_why(waiting, moderator, signed_in):
    actions.reject(page=waiting, by=moderator, reason="No project.")

    assert "No project." in above(waiting, signed_in(waiting.owner))


def test_the_reason_is_in_the_readers_language(waiting, moderator, signed_in):
    profile = UserProfile.get_for_user(waiting.owner)
    profile.preferred_language = "fr"
    profile.save()
    actions.request_changes(
        page=waiting, by=moderator, note="", chosen=Reason.objects.get(code="more-detail")
    )

    assert shipped_reasons()["more-detail"]["fr"] in above(waiting, signed_in(waiting.owner))


def test_whose_text_it_is_not_reads_no_messages(waiting, moderator, signed_in):
    ask_author(page=waiting, field="title", text="Which clinic?", by=moderator)

    assert above(waiting, signed_in(person("administrator"))) != ""
    assert above(waiting, signed_in(person("reviewer:fr"))) == ""


def test_a_page_that_nobody_asks_about_has_nothing_above_its_form(waiting, moderator, signed_in):
    assert above(waiting, signed_in(waiting.owner)) == ""
    assert above(HomePage.objects.first(), signed_in(person("administrator"))) == ""


def test_the_menu_of_the_form_has_no_name_twice(waiting, signed_in):
    html = form_of(waiting, signed_in(waiting.owner))

    assert "History in all languages" in html
    assert html.count(reverse("history", args=[waiting.pk])) == 1
