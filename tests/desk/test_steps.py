"""The desk where a step asks for several people: the list, the page, mails, and many decisions at once."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import PageLogEntry, Workflow, WorkflowTask

from cms.desk.models import DigestPreference, Run
from cms.desk.queries import waiting_for
from cms.desk.runs.actions import carry_out, give_reason, plan, undo_run
from cms.desk.runs.enums import Choice, Outcome
from cms.desk.runs.previews import previews_of
from cms.desk.waiting.actions import assign, claim
from cms.desk.waiting.queries import handling_of, people_for
from cms.desk.waiting.reminders import send_digests
from cms.mail.models import OutgoingMail
from cms.moderation import actions
from cms.moderation.digests import content_digest
from cms.moderation.enums import PageState
from cms.moderation.models import ReviewTask
from cms.moderation.setup import NAME
from cms.moderation.states import state_of
from cms.moderation.undoing import review_standing_of
from tests.factories import ProjectFactory, fresh, person, write

pytestmark = pytest.mark.usefixtures("repository")

WAITING = "/admin/desk/waiting/"
MONDAY = dt.datetime(2030, 12, 2, 6, tzinfo=dt.UTC)


@pytest.fixture
def two_people(waiting):
    ReviewTask.objects.update(people=2)
    return waiting


@pytest.fixture
def anna():
    return person("moderator", name="Anna")


@pytest.fixture
def ben():
    return person("moderator", name="Ben")


def member(group="Lawyers", **values):
    """Return a person of a group that is no role; it may enter the admin, as such a group must."""
    found, _made = Group.objects.get_or_create(name=group)
    found.permissions.set(Group.objects.get(name="moderator").permissions.filter(codename="access_admin"))
    return person(group, **values)


def ask_groups(*names):
    ReviewTask.objects.get().groups.set([Group.objects.get_or_create(name=name)[0] for name in names])


def approve(page, by):
    return actions.approve(page=fresh(page), by=by, digest=content_digest(fresh(page).latest_revision))


def text(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(re.sub("<[^>]+>", " ", response.content.decode()).split())


def page_url(page):
    return f"/admin/desk/{page.pk}/"


def test_the_list_says_how_far_it_is_and_by_whom(two_people, anna, ben, signed_in):
    assert "0 of 2 approved" in text(signed_in(ben), WAITING)
    approve(two_people, anna)
    assert "1 of 2 approved, by Anna" in text(signed_in(ben), WAITING)
    write(two_people, by=two_people.owner, title="A clinic on rails")
    assert "0 of 2 approved" in text(signed_in(ben), WAITING)


def test_the_page_says_who_approved_and_who_is_asked(two_people, anna, ben, signed_in):
    approve(two_people, anna)

    said = text(signed_in(ben), page_url(two_people))
    assert "1 of 2 approved, by Anna Still asked for: 1 more person." in " ".join(said.split()).replace(
        " </p> ", " "
    )
    html = signed_in(ben).get(page_url(two_people)).content.decode()
    assert 'value="approve"' in html and 'value="take_back"' not in html

    said = text(signed_in(anna), page_url(two_people))
    assert "You approved “A clinic on wheels”. It waits for another person." in said
    html = signed_in(anna).get(page_url(two_people)).content.decode()
    assert 'value="approve"' not in html and 'value="take_back"' in html


def test_the_button_says_what_happens(two_people, anna, ben, signed_in):
    def button(by):
        html = signed_in(by).get(page_url(two_people)).content.decode()
        return re.search(r'value="approve">([^<]+)<', html)[1]

    assert button(anna) == "Approve"
    approve(two_people, anna)
    assert button(ben) == "Publish"


def test_a_text_that_changed_names_whose_approval_is_void(two_people, anna, ben, signed_in):
    approve(two_people, anna)
    write(two_people, by=two_people.owner, title="A clinic on rails")

    assert "The text was changed since these people approved it: Anna." in text(
        signed_in(ben), page_url(two_people)
    )


def test_the_first_is_told_that_it_waits_and_takes_it_back(two_people, anna, signed_in):
    client = signed_in(anna)
    digest = content_digest(two_people.latest_revision)

    response = client.post(page_url(two_people), {"move": "approve", "approve-digest": digest}, follow=True)
    assert "It waits for another person." in response.content.decode()
    response = client.post(page_url(two_people), {"move": "take_back"}, follow=True)

    assert "is taken back" in response.content.decode()
    log = PageLogEntry.objects.filter(page_id=two_people.pk, action__startswith="moderation.")
    assert [(entry.message, entry.user) for entry in log.order_by("pk")] == [
        ("Approved; others are asked too", anna),
        ("Approval taken back", anna),
    ]


def test_it_waits_for_those_who_did_not_approve(two_people, anna, ben):
    assert (
        [two_people.pk] == [page.pk for page in waiting_for(anna)] == [page.pk for page in waiting_for(ben)]
    )
    approve(two_people, anna)
    assert (list(waiting_for(anna)), [page.pk for page in waiting_for(ben)]) == ([], [two_people.pk])
    write(two_people, by=two_people.owner, title="A clinic on rails")
    assert [page.pk for page in waiting_for(anna)] == [two_people.pk]


def test_digests_go_to_those_who_did_not_approve(two_people, anna, ben):
    approve(two_people, anna)

    send_digests(now=MONDAY)

    assert [mail.to for mail in OutgoingMail.objects.filter(kind="desk_digest")] == [ben.email]
    assert DigestPreference.objects.filter(told_at=MONDAY).count() == 2


def test_members_of_a_group_see_and_are_told_what_asks_them_and_nothing_else(waiting, signed_in):
    lawyer = member(name="Lena")
    ask_groups("Lawyers", "Country reviewers")
    ProjectFactory(title="Somebody's draft")

    said = text(signed_in(lawyer), WAITING)
    assert "A clinic on wheels" in said and "Somebody" not in said
    assert "Still asked for: Country reviewers and Lawyers." in text(signed_in(lawyer), page_url(waiting))
    send_digests(now=MONDAY)
    assert lawyer.email in {mail.to for mail in OutgoingMail.objects.filter(kind="desk_digest")}

    approve(waiting, member("Country reviewers"))
    approve(waiting, lawyer)
    assert state_of(fresh(waiting)) == PageState.PUBLISHED
    assert signed_in(lawyer).get(page_url(waiting)).status_code == 404


def test_it_does_not_wait_for_a_moderator_whose_group_is_not_asked(waiting, anna):
    ask_groups("Lawyers")

    assert list(waiting_for(anna)) == []
    assert [page.pk for page in waiting_for(member())] == [waiting.pk]


def test_a_claim_ends_with_the_approval_and_who_approved_claims_no_more(two_people, anna, ben):
    claim(page=two_people, by=anna)
    approve(two_people, anna)

    assert handling_of(fresh(two_people)) is None
    with pytest.raises(PermissionDenied, match="It waits for another person"):
        claim(page=two_people, by=anna)
    with pytest.raises(PermissionDenied, match="Anna may not decide"):
        assign(page=two_people, to=anna, by=ben)
    assert people_for(fresh(two_people)) == [ben]
    assign(page=two_people, to=ben, by=anna)
    assert handling_of(fresh(two_people)).person == ben


def test_the_time_line_names_each_approval(two_people, anna, ben, signed_in):
    approve(two_people, anna)
    approve(two_people, ben)

    said = text(signed_in(ben), reverse("history", args=[two_people.pk]))

    assert "Approved; others are asked too" in said
    assert said.count("Anna") and said.count("Ben")


# Many at once


def did(pages, by):
    run = plan(pages=[fresh(page) for page in pages], choice=Choice.APPROVE, by=by)
    effects = [preview.effect or preview.refusal for preview in previews_of(run)]
    carry_out(run=run, by=by)
    return run, effects


def outcomes(run):
    return [decision.outcome for decision in run.decisions.all()]


def test_a_run_says_that_it_waits_for_a_second_person(two_people, anna, ben, signed_in):
    run, effects = did([two_people], anna)

    assert (effects, outcomes(run)) == (["It is approved and waits for another person."], [Outcome.WAITS])
    assert "Approved, waits for another person" in text(signed_in(anna), f"/admin/desk/runs/{run.pk}/")

    run, effects = did([two_people], ben)
    assert (effects, outcomes(run)) == (["It becomes public."], [Outcome.DONE])
    assert state_of(fresh(two_people)) == PageState.PUBLISHED


def test_a_run_again_says_why_not(two_people, anna):
    did([two_people], anna)
    run, effects = did([two_people], anna)

    assert outcomes(run) == [Outcome.REFUSED]
    assert (
        effects
        == [run.decisions.get().refusal]
        == ["You approved “A clinic on wheels”. It waits for another person."]
    )


def test_undoing_a_run_takes_its_approvals_back(two_people, anna, ben):
    run, _effects = did([two_people], anna)
    undo_run(run=Run.objects.get(pk=run.pk), by=anna)

    assert outcomes(run) == [Outcome.UNDONE]
    assert [page.pk for page in waiting_for(anna)] == [two_people.pk]


def test_an_administrator_undoes_a_run_in_the_log_as_their_own_act(two_people, anna):
    administrator = person("administrator")
    run, _effects = did([two_people], anna)
    undo_run(run=Run.objects.get(pk=run.pk), by=administrator)

    entry = PageLogEntry.objects.filter(page_id=two_people.pk).latest("pk")
    assert (entry.user, entry.data["person"]) == (administrator, "Anna")


def test_undoing_the_first_run_after_the_second_person_leaves_what_is_public(two_people, anna, ben):
    first, _effects = did([two_people], anna)
    second, _effects = did([two_people], ben)

    undo_run(run=Run.objects.get(pk=first.pk), by=anna)
    assert outcomes(first) == [Outcome.LEFT]
    undo_run(run=Run.objects.get(pk=second.pk), by=ben)

    assert (outcomes(second), state_of(fresh(two_people))) == ([Outcome.UNDONE], PageState.IN_REVIEW)
    assert list(waiting_for(anna)) == []


def test_an_approval_that_ended_a_step_and_not_the_review_is_undone(waiting, anna, ben):
    last_look = ReviewTask.objects.create(name="Last look")
    WorkflowTask.objects.create(workflow=Workflow.objects.get(name=NAME), task=last_look, sort_order=2)
    before = review_standing_of(waiting)
    run, _effects = did([waiting], anna)
    assert (outcomes(run), fresh(waiting).current_workflow_task.name) == ([Outcome.WAITS], "Last look")

    undo_run(run=Run.objects.get(pk=run.pk), by=anna)

    assert outcomes(run) == [Outcome.UNDONE]
    assert review_standing_of(fresh(waiting)) == before
    approve(waiting, ben)
    approve(waiting, anna)
    assert state_of(fresh(waiting)) == PageState.PUBLISHED


def test_an_approval_that_ended_a_step_stays_once_somebody_decided_in_the_next(waiting, anna, ben):
    last_look = ReviewTask.objects.create(name="Last look")
    WorkflowTask.objects.create(workflow=Workflow.objects.get(name=NAME), task=last_look, sort_order=2)
    run, _effects = did([waiting], anna)
    actions.request_changes(page=fresh(waiting), by=ben, note="Which year?")

    undo_run(run=Run.objects.get(pk=run.pk), by=anna)

    assert [row.refusal for row in run.decisions.all()] == ["Ben has acted on “A clinic on wheels” since."]
    assert state_of(fresh(waiting)) == PageState.CHANGES_REQUESTED


@pytest.mark.parametrize("choice", [Choice.APPROVE, Choice.REJECT])
def test_who_decides_through_a_group_of_the_step_undoes_their_run(choice, waiting):
    lawyer = member()
    ask_groups("Lawyers")
    run = plan(pages=[fresh(waiting)], choice=choice, by=lawyer)
    give_reason(run=run, reason=None, words="No.", by=lawyer)
    carry_out(run=run, by=lawyer)
    assert outcomes(run) == [Outcome.DONE]

    undo_run(run=run, by=lawyer)

    assert outcomes(run) == [Outcome.UNDONE]
    assert state_of(fresh(waiting)) == PageState.IN_REVIEW


def test_who_left_the_group_of_the_step_undoes_nothing(waiting):
    lawyer = member()
    ask_groups("Lawyers")
    run, _effects = did([waiting], lawyer)
    lawyer.groups.clear()

    undo_run(run=run, by=type(lawyer).objects.get(pk=lawyer.pk))

    assert outcomes(run) == [Outcome.LEFT]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_row_and_for_three(
    rows, ben, signed_in, django_assert_num_queries, still_memory
):
    ReviewTask.objects.update(people=3)
    ask_groups("moderator", "Lawyers")
    for _row in range(rows):
        page = ProjectFactory()
        actions.submit(page=page, by=page.owner)
        approve(page, person("moderator"))
    client = signed_in(ben)
    client.get(WAITING)

    with django_assert_num_queries(29):
        client.get(WAITING)
