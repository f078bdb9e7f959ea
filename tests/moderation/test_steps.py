"""Steps that ask for several people, and for somebody of each of several groups; steps one after the other."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from wagtail.models import PageLogEntry, TaskState, Workflow, WorkflowTask

from cms.moderation import actions
from cms.moderation.approvals.progress import Progress, groups_heard
from cms.moderation.approvals.queries import progress_on
from cms.moderation.digests import content_digest
from cms.moderation.enums import Move, PageState
from cms.moderation.exceptions import ContentChanged, InvalidMove
from cms.moderation.models import Approval, ReviewTask
from cms.moderation.permissions import can, moves_of
from cms.moderation.setup import NAME
from cms.moderation.states import state_of
from cms.moderation.undoing import last_entry, review_standing_of, undo
from tests.factories import approved, fresh, person, write


@pytest.fixture
def step(repository):
    """Return a function that sets the site's review up."""

    def ask(people=1, groups=()):
        task = ReviewTask.objects.get()
        task.people = people
        task.save()
        task.groups.set([Group.objects.get_or_create(name=name)[0] for name in groups])

    return ask


@pytest.fixture
def two_people(step, waiting):
    step(people=2)
    return waiting


def digest(page):
    return content_digest(fresh(page).latest_revision)


def approve(page, by):
    return actions.approve(page=fresh(page), by=by, digest=digest(page))


def names(people):
    return [person.name for person in people]


def stands(page):
    page = fresh(page)
    progress = progress_on(page)
    return state_of(page), names(progress.approved) if progress else None


# Several people


def test_the_first_of_two_publishes_nothing_and_the_second_does(two_people):
    first, second = person("moderator", name="Anna"), person("moderator", name="Ben")

    assert approve(two_people, first) is False
    assert stands(two_people) == (PageState.IN_REVIEW, ["Anna"])
    assert approve(two_people, second) is True

    assert state_of(fresh(two_people)) == PageState.PUBLISHED
    entries = PageLogEntry.objects.filter(page_id=two_people.pk).order_by("pk")
    who = [(entry.action, entry.user) for entry in entries if "approve" in entry.action]
    assert who == [("moderation.approve", first), ("wagtail.workflow.approve", second)]


def test_nobody_counts_twice(two_people, moderator):
    approve(two_people, moderator)

    with pytest.raises(
        PermissionDenied, match="You approved “A clinic on wheels”. It waits for another person"
    ):
        approve(two_people, moderator)

    assert stands(two_people) == (PageState.IN_REVIEW, [moderator.name])


@pytest.mark.parametrize("people", [1, 2, 3])
def test_so_many_people_as_the_step_asks_for(people, step, waiting):
    step(people=people)

    answers = [approve(waiting, person("moderator")) for _each in range(people)]

    assert answers == [False] * (people - 1) + [True]


NOBODY_ELSE = {
    "author": lambda page: page.owner,
    "moderator who wrote": lambda page: write(page, by=(who := person("moderator")), title="Mine") and who,
    "secretariat": lambda page: person("secretariat"),
    "focal point": lambda page: person("focal-point:KE"),
    "auditor": lambda page: person("auditor"),
    "translator": lambda page: person("translator:en"),
    "inactive moderator": lambda page: person("moderator", is_active=False),
}


@pytest.mark.parametrize("who", NOBODY_ELSE)
def test_does_not_count(who, two_people):
    by = NOBODY_ELSE[who](two_people)
    approve(two_people, person("moderator"))

    with pytest.raises(PermissionDenied):
        approve(two_people, by)

    assert state_of(fresh(two_people)) == PageState.IN_REVIEW


def test_a_new_text_throws_the_approvals_away(two_people, moderator):
    other = person("moderator", name="Ben")
    approve(two_people, moderator)
    write(two_people, by=two_people.owner, title="A clinic on rails")

    assert names(progress_on(fresh(two_people)).outdated) == [moderator.name]
    assert approve(two_people, other) is False
    assert stands(two_people) == (PageState.IN_REVIEW, ["Ben"])
    assert approve(two_people, moderator) is True


def test_a_text_written_over_in_place_throws_them_away_too(two_people, moderator):
    approve(two_people, moderator)
    page = fresh(two_people)
    draft = page.get_latest_revision_as_object()
    draft.title = "A clinic on rails"
    draft.save_revision(user=page.owner, overwrite_revision=page.latest_revision)

    assert approve(two_people, person("moderator")) is False


def test_what_changed_while_the_second_read_it_is_not_approved(two_people, moderator):
    approve(two_people, moderator)
    read = digest(two_people)
    write(two_people, by=two_people.owner, title="A clinic on rails")

    with pytest.raises(ContentChanged):
        actions.approve(page=two_people, by=person("moderator"), digest=read)

    assert stands(two_people) == (PageState.IN_REVIEW, [])


@pytest.mark.parametrize(
    ("move", "state"),
    [
        (lambda page, by: actions.reject(page=page, by=by, reason="No."), PageState.REJECTED),
        (
            lambda page, by: actions.request_changes(page=page, by=by, note="Which year?"),
            PageState.CHANGES_REQUESTED,
        ),
    ],
    ids=["reject", "request_changes"],
)
@pytest.mark.parametrize("again", [False, True], ids=["another", "one who approved"])
def test_one_person_ends_the_step(again, move, state, two_people, moderator):
    approve(two_people, moderator)

    move(fresh(two_people), moderator if again else person("moderator"))

    assert state_of(fresh(two_people)) == state


def test_all_are_asked_again_after_changes_were_requested(two_people, moderator):
    approve(two_people, moderator)
    actions.request_changes(page=two_people, by=person("moderator"), note="Which year?")
    actions.resubmit(page=two_people, by=two_people.owner)

    assert stands(two_people) == (PageState.IN_REVIEW, [])
    assert approve(two_people, moderator) is False


def test_who_left_does_not_count(two_people, moderator):
    approve(two_people, moderator)
    moderator.is_active = False
    moderator.save()

    assert approve(two_people, person("moderator")) is False
    assert approve(two_people, person("moderator")) is True


def test_a_number_that_is_lowered_holds_at_once_also_for_who_approved(two_people, moderator, step):
    approve(two_people, moderator)
    step(people=1)

    assert approve(two_people, moderator) is True


# Taking an approval back


def test_an_approval_is_taken_back_while_the_step_is_open(two_people, moderator):
    approve(two_people, moderator)
    assert Move.TAKE_BACK in moves_of(moderator, fresh(two_people))
    actions.take_back_approval(page=two_people, by=moderator)

    assert stands(two_people) == (PageState.IN_REVIEW, [])
    last = PageLogEntry.objects.filter(page_id=two_people.pk).latest("pk")
    assert (last.action, last.user) == ("moderation.take_back_approval", moderator)
    assert can(Move.APPROVE, moderator, fresh(two_people))


@pytest.mark.parametrize("who", ["another moderator", "author"])
def test_nobody_takes_back_what_they_did_not_give(who, two_people, moderator):
    approve(two_people, moderator)
    by = two_people.owner if who == "author" else person("moderator")

    with pytest.raises(PermissionDenied):
        actions.take_back_approval(page=two_people, by=by)

    assert stands(two_people) == (PageState.IN_REVIEW, [moderator.name])


def test_a_published_approval_is_not_taken_back(two_people, moderator):
    approve(two_people, moderator)
    approve(two_people, person("moderator"))

    with pytest.raises(InvalidMove):
        actions.take_back_approval(page=two_people, by=moderator)


def test_undoing_the_publication_leaves_the_first_approval(two_people, moderator):
    other = person("moderator")
    approve(two_people, moderator)
    before = review_standing_of(fresh(two_people))
    approve(two_people, other)
    page = fresh(two_people)

    undo(page=page, move=Move.APPROVE, before=before, digest=digest(page), since=last_entry(page), by=other)

    assert stands(two_people) == (PageState.IN_REVIEW, [moderator.name])
    assert approve(two_people, other) is True


# Groups


GROUPS = ("Country reviewers", "Lawyers")


@pytest.fixture
def two_groups(step, waiting):
    step(groups=GROUPS)
    return waiting


@pytest.mark.parametrize("order", [GROUPS, GROUPS[::-1]], ids=str)
def test_each_group_approves_in_any_order(order, two_groups):
    first, second = (person(group) for group in order)

    assert approve(two_groups, first) is False
    assert progress_on(fresh(two_groups)).unheard == order[1:]
    assert approve(two_groups, second) is True


def test_a_second_person_of_a_group_that_was_heard_is_not_asked(two_groups):
    approve(two_groups, person(GROUPS[0]))

    with pytest.raises(PermissionDenied, match="waits for an approval from: Lawyers"):
        approve(two_groups, person(GROUPS[0]))


@pytest.mark.parametrize("role", ["moderator", "administrator"])
def test_a_role_alone_is_no_member(role, two_groups):
    by = person(role)

    with pytest.raises(PermissionDenied, match="from: Country reviewers and Lawyers"):
        approve(two_groups, by)
    assert can(Move.REJECT, by, fresh(two_groups))


def test_who_is_in_both_counts_for_one_and_for_the_one_that_lacks(two_groups):
    both, reviewer = person(*GROUPS), person(GROUPS[0])

    assert approve(two_groups, both) is False
    assert approve(two_groups, reviewer) is True


def test_a_member_who_wrote_does_not_count(two_groups):
    member = person(GROUPS[0])
    write(two_groups, by=member, title="Mine")

    with pytest.raises(PermissionDenied, match="You wrote or submitted"):
        approve(two_groups, member)


def test_members_decide_only_while_they_are_asked(two_groups):
    member = person(GROUPS[0])
    decides = {Move.APPROVE, Move.REQUEST_CHANGES, Move.REJECT}
    assert set(moves_of(member, fresh(two_groups))) == decides
    approve(two_groups, member)
    approve(two_groups, person(GROUPS[1]))

    assert moves_of(member, fresh(two_groups)) == []


def test_more_people_than_groups(step, waiting):
    step(people=3, groups=GROUPS)
    anna, ben, carl = person(GROUPS[0]), person(GROUPS[0]), person(GROUPS[0])

    assert [approve(waiting, anna), approve(waiting, ben)] == [False, False]
    with pytest.raises(PermissionDenied, match="Lawyers"):
        approve(waiting, carl)
    assert approve(waiting, person(GROUPS[1])) is True


@pytest.mark.parametrize(
    ("members", "heard"),
    [
        ({1: {"a"}}, {"a"}),
        ({1: {"a", "b"}}, 1),
        ({1: {"a", "b"}, 2: {"a"}}, {"a", "b"}),
        ({1: {"a", "b"}, 2: {"b", "c"}, 3: {"a"}}, {"a", "b", "c"}),
        ({1: {"a"}, 2: {"a"}}, {"a"}),
        ({1: {"other"}}, set()),
    ],
)
def test_as_many_groups_are_heard_as_possible(members, heard):
    found = groups_heard("abc", {pk: frozenset(names) for pk, names in members.items()})

    assert found == heard or len(found) == heard


def test_what_is_missing_is_counted():
    progress = Progress(people=3, groups=("a", "b"))

    assert (progress.wanted, progress.unheard, progress.more) == (3, ("a", "b"), 1)


# Other roads


ROADS = {
    "task state": lambda page, by: TaskState.objects.get(
        pk=page.current_workflow_state.current_task_state_id
    ).approve(user=by),
    "task": lambda page, by: page.current_workflow_task.on_action(
        page.current_workflow_task_state, by, "approve"
    ),
    "workflow state": lambda page, by: page.current_workflow_state.finish(user=by),
}


@pytest.mark.parametrize("road", ROADS)
@pytest.mark.parametrize("given", [0, 1])
def test_no_road_of_wagtails_passes_by_the_second_person(given, road, two_people, moderator):
    if given:
        approve(two_people, moderator)

    with pytest.raises(PermissionDenied):
        ROADS[road](fresh(two_people), person("moderator"))

    assert state_of(fresh(two_people)) == PageState.IN_REVIEW


@pytest.fixture
def two_steps(step, draft):
    step(people=2)
    second = ReviewTask.objects.create(name="Last look")
    WorkflowTask.objects.create(workflow=Workflow.objects.get(name=NAME), task=second, sort_order=2)
    actions.submit(page=draft, by=draft.owner)
    return fresh(draft)


def test_steps_one_after_the_other_need_different_people(two_steps, moderator):
    second, third = person("moderator"), person("moderator")
    assert [approve(two_steps, moderator), approve(two_steps, second)] == [False, False]
    assert fresh(two_steps).current_workflow_task.name == "Last look"
    assert fresh(two_steps).current_workflow_state.requested_by == two_steps.owner

    with pytest.raises(PermissionDenied, match="It waits for another person"):
        approve(two_steps, second)
    assert approve(two_steps, third) is True


def test_a_change_in_the_last_step_asks_the_first_again(two_steps, moderator):
    second, third = person("moderator"), person("moderator")
    approve(two_steps, moderator)
    approve(two_steps, second)
    write(two_steps, by=two_steps.owner, title="A clinic on rails")

    assert approve(two_steps, third) is False
    assert fresh(two_steps).current_workflow_task.name == "Review"
    assert [approve(two_steps, moderator), approve(two_steps, second)] == [False, True]


def test_no_road_passes_by_the_first_step(two_steps, moderator):
    with pytest.raises(PermissionDenied):
        ROADS["task state"](two_steps, moderator)

    assert fresh(two_steps).current_workflow_task.name == "Review"


# Its settings


def test_an_administrator_sets_it_up_in_wagtails_own_form(repository, client):
    client.force_login(person("administrator"))
    group = Group.objects.get_or_create(name="Lawyers")[0]
    url = reverse("wagtailadmin_workflows:edit_task", args=[ReviewTask.objects.get().pk])
    html = client.get(url).content.decode()
    assert "So many different people must approve the same text" in html

    client.post(url, {"name": "Review", "people": "2", "groups": [group.pk]})

    task = ReviewTask.objects.get()
    assert (task.people, list(task.groups.all())) == (2, [group])


@pytest.mark.parametrize("name", ["auditor", "focal-point:KE"])
def test_groups_that_only_read_are_neither_offered_nor_accepted(name, repository, client):
    client.force_login(person("administrator"))
    task, group = ReviewTask.objects.get(), Group.objects.get_or_create(name=name)[0]
    url = reverse("wagtailadmin_workflows:edit_task", args=[task.pk])
    offered = [each.name for each in client.get(url).context["form"].fields["groups"].queryset]
    assert ("moderator" in offered, name in offered) == (True, False)

    response = client.post(url, {"name": task.name, "people": "1", "groups": [group.pk]})

    assert "Auditors and focal points only read: their groups cannot approve." in response.content.decode()
    assert not task.groups.exists()


@pytest.mark.parametrize("people", [0, 10])
def test_a_number_that_makes_no_sense_is_refused(people, repository):
    task = ReviewTask.objects.get()
    task.people = people

    with pytest.raises(ValidationError):
        task.full_clean()


def test_steps_that_ask_one_person_keep_no_approvals(waiting, moderator):
    assert approved(waiting, by=moderator).live
    assert not Approval.objects.exists()
