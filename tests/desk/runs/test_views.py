"""The list with its boxes, the preview, the result and the decision page's way to hold."""

import re

import pytest
from django.urls import reverse

from cms.desk.models import Run
from cms.desk.runs.enums import Choice, Outcome
from cms.desk.waiting.actions import claim
from cms.desk.waiting.queries import handling_of
from cms.moderation import actions
from cms.moderation.comments.actions import ask_author, note, resolve
from cms.moderation.enums import PageState
from cms.moderation.models import Reason, ReviewTask
from cms.moderation.states import state_of
from tests.factories import ProjectFactory, fresh, person, published

pytestmark = pytest.mark.usefixtures("repository")

WAITING = "/admin/desk/waiting/"


@pytest.fixture
def client(moderator, signed_in):
    return signed_in(moderator)


def planned(client, choice, pages=(), query="", **values):
    """Send the form of the list; return the answer to the page that it leads to."""
    data = {"choice": choice, "page": [page.pk for page in pages], **values}
    return client.post(f"{WAITING}?{query}", data, follow=True)


def here(response):
    return response.request["PATH_INFO"]


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_ticked_pages_are_previewed_then_published_then_undone(client, submitted, moderator):
    good, own = submitted(title="Good"), submitted(title="Own", owner=moderator)
    other = submitted(title="Not ticked")

    preview = planned(client, "approve", [good, own])
    assert "1 decision will be taken." in text(preview)
    assert "1 will not: it comes first, with the reason." in text(preview)
    assert [each.decision.title for each in preview.context["previews"]] == ["Own", "Good"]
    assert "Publish (1)" in text(preview)
    assert not fresh(good).live

    result = client.post(here(preview), {"carry_out": "1"}, follow=True)
    assert here(result) == here(preview)
    assert "1 decision is taken." in text(result)
    assert re.search(r"Not done: <strong>1</strong>", text(result))
    assert [state_of(fresh(page)) for page in (good, own, other)] == [
        PageState.PUBLISHED,
        PageState.IN_REVIEW,
        PageState.IN_REVIEW,
    ]

    undone = client.post(here(preview), {"undo": "1"}, follow=True)
    assert "Undone by Mona" in text(undone)
    assert state_of(fresh(good)) == PageState.IN_REVIEW
    assert 'name="undo"' not in text(undone)
    assert client.post(here(preview), {"undo": "1"}).status_code == 403


def test_all_that_meet_the_filters_beyond_the_first_page(client, submitted, monkeypatch):
    monkeypatch.setattr("cms.desk.waiting.views.WaitingView.paginate_by", 2)
    for number in range(5):
        submitted(title=f"Clinic {number}")
    submitted(title="Radio")
    html = text(client.get(WAITING, {"q": "clinic"}))
    assert "all 5 pages of this list" in html
    assert f'action="{WAITING}?q=clinic"' in html

    preview = planned(client, "claim", query="q=clinic", all="1")

    assert len(preview.context["previews"]) == 5


@pytest.mark.parametrize("move", ["reject", "request_changes"])
def test_the_preview_asks_for_the_reason(move, client, submitted):
    page = submitted()
    preview = planned(client, move, [page])
    reason = Reason.objects.offered_for(move)[0]
    assert reason.words_in("en") in text(preview)

    refused = client.post(here(preview), {"carry_out": "1", f"{move}-words": ""})
    assert refused.status_code == 400
    assert state_of(fresh(page)) == PageState.IN_REVIEW
    result = client.post(
        here(preview), {"carry_out": "1", f"{move}-reason": reason.pk, f"{move}-words": ""}, follow=True
    )

    assert reason.words_in("en") in text(result)
    assert state_of(fresh(page)) in (PageState.REJECTED, PageState.CHANGES_REQUESTED)


def test_claiming_many(client, submitted, moderator):
    pages = [submitted(), submitted()]
    preview = planned(client, "claim", pages)
    assert 'name="hold"' not in text(preview)
    assert "2 pages will be claimed." in text(preview)
    assert "Authors are told" not in text(preview), "of a claim nobody is told"

    result = client.post(here(preview), {"carry_out": "1"}, follow=True)

    assert "2 pages are claimed." in text(result)

    assert [handling_of(page).person for page in pages] == [moderator] * 2


def test_the_preview_says_who_else_has_a_page_and_what_is_wrong_with_it(client, submitted, moderator):
    page, other = submitted(title="Claimed"), submitted(title="Free", summary="")
    claim(page=page, by=person("moderator", name="Olga"))

    preview = planned(client, "approve", [page, other])

    notes = {each.decision.title: each.notes for each in preview.context["previews"]}
    assert "Olga has claimed this page." in notes["Claimed"]
    assert [note for note in notes["Free"] if "Wrong: " in note]
    assert "Olga has claimed this page." in text(preview)


@pytest.mark.parametrize("role", [None, "administrator"])
def test_what_was_broken_off_is_listed_with_what_was_done_and_undone(
    role, client, submitted, broken_off, signed_in
):
    run = broken_off([submitted(title="Done"), submitted(title="Rest")], Choice.APPROVE)
    client = signed_in(person(role)) if role else client
    address = reverse("desk_run", args=[run.pk])

    listed = text(client.get(reverse("desk_runs")))
    html = text(client.get(address))
    undone = text(client.post(address, {"undo": "1"}, follow=True))

    assert address in listed and "not finished: 1 of 2" in listed
    assert "1 set of decisions" in listed
    assert re.search(r"Done: <strong>1</strong>", html) and 'name="undo"' in html
    assert ("Go on (1)" in html) == (role is None)
    assert "Undone by" in undone and "Not taken yet" in undone
    assert 'name="carry_out"' not in undone


def test_what_was_broken_off_goes_on_with_the_reason_that_was_given(client, submitted, broken_off):
    pages = [submitted(), submitted()]
    run = broken_off(pages, Choice.REJECT, "Not a project.")

    client.post(reverse("desk_run", args=[run.pk]), {"carry_out": "1"})

    assert [state_of(fresh(page)) for page in pages] == [PageState.REJECTED] * 2
    assert {row.words for row in run.decisions.all()} == {"Not a project."}


def test_approvals_that_wait_for_another_are_taken_too(client, submitted):
    ReviewTask.objects.update(people=2)
    preview = planned(client, "approve", [submitted(), submitted()])

    result = client.post(here(preview), {"carry_out": "1"}, follow=True)

    assert "2 decisions are taken." in text(result)


def test_the_preview_counts_open_comments_and_takes_the_decision_all_the_same(client, submitted, moderator):
    asked, quiet = submitted(title="Asked about"), submitted(title="Quiet")
    ask_author(page=asked, field="title", text="Which clinic?", by=moderator)
    note(page=asked, field="title", text="Ask Geneva.", by=moderator)
    resolve(thread=note(page=quiet, field="title", text="Fine.", by=moderator), by=moderator)

    preview = planned(client, "approve", [asked, quiet])

    notes = {each.decision.title: each.notes for each in preview.context["previews"]}
    assert "Open comments: 2" in notes["Asked about"]
    assert not [note for note in notes["Quiet"] if "comments" in note]
    client.post(here(preview), {"carry_out": "1"})
    assert state_of(fresh(asked)) == PageState.PUBLISHED


def test_nothing_ticked_and_what_does_not_exist(client, submitted):
    assert "Tick what you want to decide on." in text(planned(client, "approve"))
    assert "Tick what you want to decide on." in text(planned(client, "approve", page=["x", "9" * 30]))
    assert client.post(WAITING, {"choice": "explode"}).status_code == 404
    preview = planned(client, "approve", [submitted()])
    assert client.post(here(preview), {"explode": "1"}).status_code == 400
    assert client.post(here(preview), {"take_back": "9" * 30}).status_code == 404


@pytest.mark.parametrize("role", ["auditor", "focal-point:KE"])
def test_who_only_looks_has_no_boxes_and_is_refused(role, submitted, signed_in):
    page = submitted()
    onlooker = signed_in(person(role))

    assert 'name="choice"' not in text(onlooker.get(WAITING))
    planned(onlooker, "approve", [page])

    assert not Run.objects.exists()


@pytest.mark.parametrize("role", ["author", "translator:fr", "moderator", "auditor"])
def test_others_do_not_see_a_run_and_administrators_do(role, client, submitted, signed_in):
    preview = planned(client, "approve", [submitted()])
    address = here(preview)
    assert signed_in(person("administrator")).get(address).status_code == 404
    client.post(address, {"carry_out": "1"})

    assert signed_in(person(role)).get(address).status_code == 404
    assert address not in text(signed_in(person(role)).get(reverse("desk_runs")))
    administrator = signed_in(person("administrator"))
    assert 'name="undo"' in text(administrator.get(address))
    assert address in text(administrator.get(reverse("desk_runs")))


def test_the_first_page_that_cannot_be_read_any_more_is_named(client, submitted):
    page = submitted(title="Deleted")
    preview = planned(client, "approve", [page])
    actions.withdraw(page=page, by=page.owner)
    fresh(page).delete()

    result = client.post(here(preview), {"carry_out": "1"}, follow=True)

    assert "The page is not there any more." in text(result)
    assert "Deleted" in text(result)


# Holding


def held_from_the_decision_page(client, page, move="approve", **values):
    html = client.get(reverse("desk_page", args=[page.pk])).content.decode()
    digest = re.search(rf'name="{move}-digest" value="([0-9a-f]{{64}})"', html)[1]
    data = {"hold": move, f"{move}-digest": digest, **values}
    return client.post(reverse("desk_page", args=[page.pk]), data, follow=True)


def test_holding_on_the_decision_page_taking_back_and_releasing(client, submitted):
    page, other = submitted(title="A clinic"), submitted(title="A radio")
    held_from_the_decision_page(client, page)
    response = held_from_the_decision_page(client, other, "reject", **{"reject-words": "Not a project."})
    assert "You hold: Reject" in text(response)
    assert "You hold a decision on this page: Publish." in text(
        client.get(reverse("desk_page", args=[page.pk]))
    )

    address = reverse("desk_run", args=[Run.objects.get().pk])
    html = text(client.get(address))
    assert "Not a project." in html and "Release (2)" in html
    decision = Run.objects.get().decisions.get(title="A radio")
    client.post(address, {"take_back": decision.pk})
    client.post(address, {"carry_out": "1"})

    assert [state_of(fresh(each)) for each in (page, other)] == [PageState.PUBLISHED, PageState.IN_REVIEW]


def test_nothing_else_is_held(client, submitted):
    page = submitted()
    for move in ("withdraw", "archive", "explode"):
        assert client.post(reverse("desk_page", args=[page.pk]), {"hold": move}).status_code == 400
    assert not Run.objects.exists()


def test_a_text_that_changed_is_not_held_and_the_words_stay(client, submitted):
    page = submitted()
    response = client.post(
        reverse("desk_page", args=[page.pk]),
        {"hold": "reject", "reject-digest": "0" * 64, "reject-words": "Not a project at all."},
    )

    assert response.status_code == 409
    assert "Not a project at all." in text(response)
    again = re.search(r'name="reject-digest" value="([0-9a-f]{64})"', response.content.decode())[1]
    assert again != "0" * 64


def test_a_preview_is_held_and_released_at_a_time(client, submitted):
    preview = planned(client, "reject", [submitted()])
    held = client.post(here(preview), {"hold": "1", "reject-words": "Not a project."}, follow=True)
    address = here(held)
    for at, status in (("soon", 400), ("2001-01-01T09:00", 409)):
        response = client.post(address, {"schedule": "1", "at": at})
        assert response.status_code == status
        assert f'value="{at}"' in response.content.decode()

    response = client.post(address, {"schedule": "1", "at": "2099-01-01T09:00"}, follow=True)
    assert "They are released at" in text(response)
    response = client.post(address, {"unschedule": "1"}, follow=True)

    assert "They are released at" not in text(response)
    assert Run.objects.get().at is None
    assert "held" in text(client.get(reverse("desk_runs")))


def test_the_result_of_undoing_names_what_was_left(client, submitted):
    page = submitted(title="A clinic")
    preview = planned(client, "reject", [page])
    client.post(here(preview), {"carry_out": "1", "reject-words": "No."})
    actions.reopen(page=page, by=person("moderator", name="Olga"))

    undone = client.post(here(preview), {"undo": "1"}, follow=True)

    assert "Olga has acted on “A clinic” since." in text(undone)
    assert Run.objects.get().decisions.get().outcome == Outcome.LEFT


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_a_result(number, client, submitted, django_assert_max_num_queries):
    preview = planned(client, "reject", [submitted() for _each in range(number)])
    reason = Reason.objects.offered_for("reject")[0]
    client.post(here(preview), {"carry_out": "1", "reject-reason": reason.pk})
    client.get(here(preview))

    with django_assert_max_num_queries(22):
        client.get(here(preview))


def test_a_public_page_without_news_cannot_be_ticked_into_anything(client):
    page = published(ProjectFactory())

    preview = planned(client, "approve", [page])

    assert [bool(each.refusal) for each in preview.context["previews"]] == [True]
