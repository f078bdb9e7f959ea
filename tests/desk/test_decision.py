"""The page on which one decides: what it shows, which buttons it has, what they do."""

import re

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from cms.desk.moves import TAKE
from cms.desk.waiting.actions import claim
from cms.duplicates.actions import distinguish
from cms.moderation import actions
from cms.moderation.digests import content_digest
from cms.moderation.enums import Move, PageState
from cms.moderation.exceptions import TooManyWords
from cms.moderation.models import Reason
from cms.moderation.permissions import moves_of
from cms.moderation.states import state_of
from cms.taxonomy.models import Term
from tests.factories import ProjectFactory, fresh, published, write
from tests.moderation.gallery import Cast, bring_to

pytestmark = pytest.mark.usefixtures("repository")


def desk_url(page):
    return reverse("desk_page", args=[page.pk])


def html_of(client, page):
    response = client.get(desk_url(page))
    assert response.status_code == 200
    return response.content.decode()


def buttons(html):
    return set(re.findall(r'name="move"\s+value="([a-z_]+)"', html))


def digest_of(page):
    return content_digest(fresh(page).latest_revision)


def digest_in(html):
    return re.search(r'name="approve-digest" value="([0-9a-f]{64})"', html)[1]


def test_the_text_that_waits_stands_beside_the_public_one(staff, signed_in):
    page = published(ProjectFactory(title="A clinic on wheels", summary="Nurses by telephone."))
    write(page, by=page.owner, title="A clinic on rails", summary="Nurses by telephone.")
    actions.submit(page=page, by=page.owner)

    html = html_of(signed_in(staff("moderator")), page)

    assert 'A clinic on <span class="deletion">wheels</span><span class="addition">rails</span>' in html
    assert html.count("Nurses by telephone.") == 2
    assert "Public now" in html


def test_saves_of_one_person_in_a_row_are_one_line_of_the_history(staff, signed_in):
    page = ProjectFactory(title="A clinic on wheels")
    for number in range(60):
        write(page, by=page.owner, title=f"A clinic {number}")
    other = staff("moderator")
    write(page, by=other, title="A clinic on rails")
    write(page, by=page.owner, title="A clinic on wheels")

    html = re.sub(
        r"\s+",
        " ",
        re.sub(r"<[^>]+>", " ", html_of(signed_in(other), page).partition('class="desk-history"')[2]),
    )

    said = re.findall(r"Draft saved(?: \(\d+ times?\))?|Created", html)
    assert said == ["Draft saved", "Draft saved", "Draft saved (61 times)", "Created"]
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.edit").count() == 63


def test_rich_text_is_read_in_its_blocks_and_unchanged_where_only_the_editors_keys_differ(staff, signed_in):
    goals = '<p data-block-key="a1">Train nurses.</p><ul><li data-block-key="b2">In <b>forty</b> villages</li></ul>'
    page = published(ProjectFactory(title="A clinic on wheels", goals=goals, results=goals))
    write(page, by=page.owner, goals=goals.replace("a1", "c3"), results=goals.replace("forty", "fifty"))
    actions.submit(page=page, by=page.owner)

    response = signed_in(staff("moderator")).get(desk_url(page))

    fields = {row.label: row for row in response.context["fields"]}
    assert (fields["Goals"].changed, fields["Results and impact"].changed) == (False, True)
    assert "Train nurses.\nIn forty villages" in response.content.decode()


def test_a_text_never_public_stands_alone_without_marks(staff, signed_in, waiting):
    html = html_of(signed_in(staff("moderator")), waiting)

    assert "Vans with a doctor." in html
    assert "Public now" not in html
    assert 'class="addition"' not in html


def test_staff_see_the_contact_and_the_submitter(staff, signed_in, waiting):
    write(waiting, by=staff("moderator"), contact_email="ana@example.org")

    html = html_of(signed_in(staff("moderator")), waiting)

    assert "ana@example.org" in html
    assert str(waiting.owner) in html


def test_the_history_says_who_did_what_and_why(staff, signed_in, waiting):
    moderator = staff("moderator", name="Mona")
    actions.reject(page=waiting, by=moderator, reason="Not a project.")

    html = html_of(signed_in(staff("moderator")), waiting)

    assert re.search(r"Rejected\s+<q[^>]*>Not a project\.</q>", html)
    assert "Mona" in html


def test_an_author_is_told_what_the_time_line_tells_and_wagtails_log_leads_there(staff, signed_in, waiting):
    moderator, other = staff("moderator"), ProjectFactory()
    claim(page=waiting, by=moderator)
    distinguish(page=waiting, other=other, by=moderator)
    for_staff = ("Review claimed", "Found to be no duplicate of", other.record_id)
    author = signed_in(waiting.owner)

    assert all(words in html_of(signed_in(moderator), waiting) for words in for_staff)
    html = html_of(author, waiting)
    assert "Submitted for review" in html
    assert not any(words in html for words in (*for_staff, "All revisions"))
    for name in ("history", "history_results"):
        response = author.get(reverse(f"wagtailadmin_pages:{name}", args=[waiting.pk]))
        assert response.headers["Location"] == reverse("desk_page", args=[waiting.pk])
        assert signed_in(moderator).get(response.request["PATH_INFO"]).status_code == 200


@pytest.mark.parametrize("state", PageState)
@pytest.mark.parametrize("role", ["moderator", "auditor"])
def test_the_buttons_are_the_moves_the_person_can_make(role, state, staff, signed_in):
    page = ProjectFactory()
    page = bring_to(state, page, Cast(author=page.owner))

    for user in (staff(role), page.owner):
        expected = {move.value for move in moves_of(user, page)} - {Move.EDIT, Move.DELETE}
        assert buttons(html_of(signed_in(user), page)) == expected


def test_publishing_what_was_read(staff, signed_in, waiting):
    client = signed_in(staff("moderator"))
    digest = digest_in(html_of(client, waiting))

    response = client.post(desk_url(waiting), {"move": "approve", "approve-digest": digest}, follow=True)

    assert state_of(fresh(waiting)) == PageState.PUBLISHED
    assert "“A clinic on wheels” is published." in response.content.decode()


@pytest.mark.parametrize("button", ["move", "hold"])
def test_a_decision_leads_back_to_the_list_that_was_seen_last(button, staff, signed_in, waiting):
    client = signed_in(staff("moderator"))
    waits = reverse("desk_waiting")
    client.get(waits)
    client.get(f"{waits}results/", {"q": "clinic & wheels", "p": "2", "_w_filter_fragment": "1"})
    html = html_of(client, waiting)

    response = client.post(desk_url(waiting), {button: "approve", "approve-digest": digest_in(html)})

    assert f'href="{waits}?q=clinic+%26+wheels&amp;p=2"' in html
    assert response.headers["Location"] == f"{waits}?q=clinic+%26+wheels&p=2"


def test_a_text_that_changed_meanwhile_is_not_published_and_is_shown_anew(staff, signed_in, waiting):
    client = signed_in(staff("moderator"))
    digest = digest_in(html_of(client, waiting))
    write(waiting, by=staff("moderator"), title="A clinic on rails")

    response = client.post(desk_url(waiting), {"move": "approve", "approve-digest": digest})

    html = response.content.decode()
    assert response.status_code == 409
    assert state_of(fresh(waiting)) == PageState.IN_REVIEW
    assert "The text changed while you were reading it." in html
    assert "A clinic on rails" in html
    assert digest_in(html) != digest


def told(response):
    """Return what the page tells of what happened while it was read, as words."""
    html = response.content.decode().partition('id="since"')[2].partition("</section>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.mark.parametrize("button", ["move", "hold"])
def test_who_changed_what_since_it_was_read_is_told(button, staff, signed_in, waiting):
    client = signed_in(staff("moderator"))
    digest = digest_in(html_of(client, waiting))
    write(waiting, by=staff("moderator", name="Mona"), title="A clinic on rails")
    write(waiting, by=staff("moderator", name="Milan"), title="A clinic on rails", summary="By night.")

    response = client.post(desk_url(waiting), {button: "approve", "approve-digest": digest})

    changes = response.context["changes"]
    assert [str(save.person) for save in changes.saves] == ["Milan", "Mona"]
    assert [row.name for row in changes.fields] == ["title", "summary"]
    html = response.content.decode()
    assert 'A clinic on <span class="deletion">wheels</span><span class="addition">rails</span>' in html
    assert "Mona saved the text." in told(response)
    assert (html.count(" autofocus"), 'id="since" tabindex="-1" autofocus' in html) == (1, True)


def test_of_a_version_that_is_gone_the_last_save_alone_is_told(staff, signed_in, waiting):
    write(waiting, by=staff("moderator", name="Mona"), title="A clinic on rails")

    response = signed_in(staff("moderator")).post(
        desk_url(waiting), {"move": "approve", "approve-digest": "0" * 64}
    )

    assert response.status_code == 409
    assert "Mona saved the text." in told(response)
    assert "is not kept any more" in told(response)


def approve(page, by):
    actions.approve(page=page, by=by, digest=content_digest(page.latest_revision))


def ask(page, by):
    actions.request_changes(page=page, by=by, note="Which year?")


def reject(page, by):
    actions.reject(page=page, by=by, reason="Not a project.")


@pytest.mark.parametrize(
    ("decide", "move", "said"),
    [
        (approve, "reject", ("Published", "Mona")),
        (ask, "approve", ("Changes requested", "Which year?", "Mona")),
        (reject, "request_changes", ("Rejected", "Not a project.", "Mona")),
    ],
)
def test_who_comes_too_late_is_told_who_decided_what_and_why(decide, move, said, staff, signed_in, waiting):
    client = signed_in(staff("moderator"))
    digest = digest_in(html_of(client, waiting))
    decide(fresh(waiting), staff("moderator", name="Mona"))

    response = client.post(
        desk_url(waiting), {"move": move, f"{move}-digest": digest, f"{move}-words": "Hm."}
    )

    assert response.status_code == 409
    assert [words for words in said if words not in told(response)] == []


@pytest.mark.parametrize("words", ["", "   "])
@pytest.mark.parametrize("move", ["reject", "request_changes"])
def test_words_are_asked_for(move, words, staff, signed_in, waiting):
    response = signed_in(staff("moderator")).post(desk_url(waiting), {"move": move, f"{move}-words": words})

    assert response.status_code == 400
    assert state_of(fresh(waiting)) == PageState.IN_REVIEW


@pytest.mark.parametrize("move", ["reject", "request_changes"])
def test_words_of_a_decision_have_an_end_and_stand_there_again(move, staff, signed_in, waiting):
    client = signed_in(staff("moderator"))
    words = "Why?\r\n" * 1_001

    response = client.post(desk_url(waiting), {"move": move, f"{move}-words": words})

    assert (response.status_code, response.content.decode().count("Why?")) == (400, 1_001)
    assert "at most 5000 characters" in response.content.decode()
    with pytest.raises(TooManyWords):
        TAKE[Move(move)](waiting, staff("moderator"), {"words": words, "reason": None, "digest": None})
    sent = {"move": move, f"{move}-words": words[:-6], f"{move}-digest": digest_of(waiting)}
    assert client.post(desk_url(waiting), sent).status_code == 302


@pytest.mark.parametrize("move", ["reject", "request_changes"])
def test_a_text_that_changed_is_neither_rejected_nor_sent_back_before_it_is_read(
    move, staff, signed_in, waiting
):
    client = signed_in(staff("moderator"))
    sent = {"move": move, f"{move}-words": "Too short.", f"{move}-digest": digest_of(waiting)}
    write(waiting, by=waiting.owner, title="All that was asked for")

    response = client.post(desk_url(waiting), sent)

    assert (response.status_code, state_of(fresh(waiting))) == (409, PageState.IN_REVIEW)
    assert "The text changed while you were reading it" in response.content.decode()
    assert "Too short." in response.content.decode()
    again = digest_of(waiting)
    assert f'name="{move}-digest" value="{again}"' in response.content.decode()
    assert client.post(desk_url(waiting), sent | {f"{move}-digest": again}).status_code == 302


@pytest.mark.parametrize("move", ["reject", "request_changes"])
def test_a_form_that_names_no_text_decides_nothing(move, staff, signed_in, waiting):
    sent = {"move": move, f"{move}-words": "Too short."}

    assert signed_in(staff("moderator")).post(desk_url(waiting), sent).status_code == 409
    assert state_of(fresh(waiting)) == PageState.IN_REVIEW


def test_words_survive_a_move_that_came_too_late(staff, signed_in, waiting):
    """A colleague asked the author first; one may still reject."""
    actions.request_changes(page=waiting, by=staff("moderator"), note="Which year?")
    actions.resubmit(page=waiting, by=waiting.owner)
    actions.withdraw(page=waiting, by=waiting.owner)
    client = signed_in(staff("moderator"))

    response = client.post(desk_url(waiting), {"move": "reject", "reject-words": "Not a project at all."})

    assert response.status_code == 409
    assert "Not a project at all." in response.content.decode()
    assert state_of(fresh(waiting)) == PageState.WITHDRAWN


def test_the_author_does_not_publish_by_sending_the_form(staff, signed_in, waiting):
    digest = digest_in(html_of(signed_in(staff("moderator")), waiting))

    response = signed_in(waiting.owner).post(desk_url(waiting), {"move": "approve", "approve-digest": digest})

    assert response.status_code == 403
    assert "another person has to decide" not in response.content.decode()
    assert state_of(fresh(waiting)) == PageState.IN_REVIEW


def test_a_moderator_who_wrote_is_told_why_not(staff, signed_in, waiting):
    writer = staff("moderator")
    write(waiting, by=writer, title="A clinic on rails")

    response = signed_in(writer).post(desk_url(waiting), {"move": "reject", "reject-words": "My own."})

    assert response.status_code == 403
    assert "another person has to decide on it" in response.content.decode()
    assert "My own." in response.content.decode()


@pytest.mark.parametrize("move", ["", "edit", "delete", "explode"])
def test_an_unknown_move_is_a_bad_request(move, staff, signed_in, waiting):
    assert signed_in(staff("moderator")).post(desk_url(waiting), {"move": move}).status_code == 400


def test_the_whole_story_by_buttons(staff, signed_in):
    page = ProjectFactory(title="A clinic on wheels")
    author, moderator = signed_in(page.owner), signed_in(staff("moderator"))
    told = []

    def press(client, move, **words):
        data = {"move": move} | {f"{move}-{name}": value for name, value in words.items()}
        response = client.post(desk_url(page), data)
        assert response.status_code == 302, response.content.decode()
        told.append(state_of(fresh(page)).value)

    press(author, "submit")
    press(moderator, "request_changes", words="Which year?", digest=digest_of(page))
    press(author, "resubmit")
    press(author, "withdraw", words="Not yet.")
    press(author, "restore")
    press(author, "submit")
    press(moderator, "reject", words="Not a project.", digest=digest_of(page))
    press(author, "reopen")
    press(author, "submit")
    press(moderator, "approve", digest=digest_in(html_of(moderator, page)))
    press(moderator, "unpublish", words="A complaint.")
    press(moderator, "archive", words="It is over.")
    press(moderator, "restore")

    assert told == [
        "in_review",
        "changes_requested",
        "in_review",
        "withdrawn",
        "draft",
        "in_review",
        "rejected",
        "draft",
        "in_review",
        "published",
        "unpublished",
        "archived",
        "draft",
    ]
    assert PageLogEntry.objects.filter(page=page, action__startswith="moderation.").count() == 7


@pytest.mark.parametrize("role", ["author", "translator:fr", "reviewer:fr", "secretariat", "focal-point:KE"])
def test_what_a_role_does_not_see_is_not_found(role, staff, signed_in, waiting):
    client = signed_in(staff(role))

    assert client.get(desk_url(waiting), follow=True).status_code == 404
    assert client.get(reverse("desk_preview", args=[waiting.pk]), follow=True).status_code == 404
    assert client.post(desk_url(waiting), {"move": "withdraw"}, follow=True).status_code == 404


@pytest.mark.parametrize("role", ["moderator", "auditor", "focal-point:KE", "owner"])
def test_where_it_is_filed_is_offered_to_whom_it_opens(role, staff, signed_in, waiting):
    waiting.countries.add(Term.objects.get_or_create(vocabulary="country", code="KE")[0])
    waiting.save()
    client = signed_in(waiting.owner if role == "owner" else staff(role))
    above = reverse("wagtailadmin_explore", args=[waiting.get_parent().pk])

    offered = f'href="{above}">Where it is filed' in html_of(client, waiting)

    assert offered == (client.get(above).status_code == 200)
    assert offered == (role in ("moderator", "owner"))


def test_the_public_does_not_enter(client, waiting):
    assert client.get(desk_url(waiting)).status_code == 302


def test_the_preview_shows_the_newest_text(staff, signed_in, waiting):
    write(waiting, by=waiting.owner, title="A clinic on rails")

    response = signed_in(staff("auditor")).get(reverse("desk_preview", args=[waiting.pk]))

    assert response.status_code == 200
    assert "A clinic on rails" in response.content.decode()


def test_wagtails_pages_lead_to_the_desk(staff, signed_in, waiting):
    client = signed_in(staff(is_superuser=True))

    for url in (
        reverse("wagtailadmin_pages:edit", args=[waiting.pk]),
        reverse("wagtailadmin_explore", args=[waiting.get_parent().pk]),
    ):
        assert desk_url(waiting) in client.get(url).content.decode()


@pytest.mark.parametrize("move", [Move.REJECT, Move.REQUEST_CHANGES])
def test_a_reason_is_chosen_from_the_list_instead_of_words_or_beside_them(move, staff, signed_in, waiting):
    client = signed_in(staff("moderator"))
    offered = Reason.objects.offered_for(move)
    retired = Reason.objects.create(code="old", move=move, offered=False)
    html = html_of(client, waiting)
    assert all(reason.words_in("en") in html for reason in offered)
    sent = {"move": move, f"{move}-words": "", f"{move}-reason": retired.pk}
    sent[f"{move}-digest"] = digest_of(waiting)
    assert client.post(desk_url(waiting), sent).status_code == 400

    client.post(desk_url(waiting), sent | {f"{move}-reason": offered[0].pk})

    assert state_of(fresh(waiting)) in (PageState.REJECTED, PageState.CHANGES_REQUESTED)
    assert offered[0].words_in("en") in html_of(client, waiting)


@pytest.mark.parametrize(("public", "most"), [(False, 71), (True, 99)])
def test_queries(public, most, staff, signed_in, waiting, django_assert_max_num_queries):
    """A public page is told too what taking it offline would do."""
    if public:
        approve(waiting, staff("moderator"))
        write(fresh(waiting), by=waiting.owner, title="A clinic on rails")
        actions.submit(page=waiting, by=waiting.owner)
    client = signed_in(staff("moderator"))
    html_of(client, waiting)

    with django_assert_max_num_queries(most):
        html_of(client, waiting)
