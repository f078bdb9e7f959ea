"""Nobody publishes what they wrote or handed in, and what is published is what was read, by whatever road."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from wagtail.models import GroupPagePermission, PageLogEntry, TaskState, Workflow

from cms.mail.models import OutgoingMail
from cms.moderation import actions
from cms.moderation.digests import content_digest
from cms.moderation.enums import LogAction, Move, PageState
from cms.moderation.exceptions import ContentChanged, InvalidMove, ReasonMissing
from cms.moderation.models import ReviewTask
from cms.moderation.permissions import can, is_author
from cms.moderation.publication import decided
from cms.moderation.states import state_of
from tests.factories import UserFactory, approved, fresh, person, published, translation, write

pytestmark = pytest.mark.usefixtures("repository")


def base_task_state(page):
    return TaskState.objects.get(pk=page.current_workflow_state.current_task_state_id)


ROADS = {
    "task state": lambda page, by: base_task_state(page).approve(user=by),
    "specific task state": lambda page, by: page.current_workflow_task_state.approve(user=by),
    "task": lambda page, by: page.current_workflow_task.on_action(
        page.current_workflow_task_state, by, "approve"
    ),
    "workflow state": lambda page, by: page.current_workflow_state.finish(user=by),
}
APPROVALS = ROADS.keys() - {"workflow state"}


# Who approves


def test_an_approver_without_publish_permission_publishes(waiting, moderator):
    assert not GroupPagePermission.objects.filter(
        group__in=moderator.groups.all(), permission__codename="publish_page"
    ).exists()

    page = approved(waiting, by=moderator)

    assert (page.live, page.has_unpublished_changes, state_of(page)) == (True, False, PageState.PUBLISHED)
    assert page.live_revision == waiting.latest_revision


@pytest.mark.parametrize("road", sorted(APPROVALS))
def test_wagtails_own_approval_by_a_second_person_publishes(road, waiting, moderator):
    ROADS[road](waiting, moderator)

    assert state_of(fresh(waiting)) == PageState.PUBLISHED


@pytest.mark.parametrize("road", ROADS)
@pytest.mark.parametrize(
    "who", ["author", "superuser who wrote", "stranger", "auditor", "inactive", "nobody"]
)
def test_wagtails_own_approval_is_refused_to(who, road, draft):
    writer = person(is_superuser=True)
    write(draft, by=writer, title="Second")
    actions.submit(page=draft, by=draft.owner)
    by = {
        "author": draft.owner,
        "superuser who wrote": writer,
        "stranger": person("author"),
        "auditor": person("auditor"),
        "inactive": person("moderator", is_active=False),
        "nobody": None,
    }[who]

    with pytest.raises((PermissionDenied, AttributeError) if by is None else PermissionDenied):
        ROADS[road](fresh(draft), by)

    assert (fresh(draft).live, state_of(fresh(draft))) == (False, PageState.IN_REVIEW)


def test_a_workflow_that_nobody_approved_does_not_end_in_publication(waiting, moderator):
    with pytest.raises(PermissionDenied):
        waiting.current_workflow_state.finish(user=moderator)

    assert state_of(fresh(waiting)) == PageState.IN_REVIEW


def test_switching_the_task_off_publishes_nothing(waiting, moderator):
    """Wagtail ends a workflow that has no active task left as if it were approved."""
    with pytest.raises(PermissionDenied):
        ReviewTask.objects.get().deactivate(user=moderator)

    assert state_of(fresh(waiting)) == PageState.IN_REVIEW


def test_a_workflow_without_tasks_publishes_nothing(draft, superuser):
    with pytest.raises(PermissionDenied):
        Workflow.objects.create(name="Empty").start(draft, superuser)

    assert state_of(fresh(draft)) == PageState.DRAFT


def test_the_submitter_does_not_approve(draft, moderator):
    actions.submit(page=draft, by=moderator)

    with pytest.raises(PermissionDenied, match="You wrote or submitted"):
        approved(draft, by=moderator)


def test_who_submits_again_does_not_approve(waiting, moderator):
    actions.request_changes(page=waiting, by=moderator, note="Which year?")
    actions.resubmit(page=waiting, by=moderator)

    assert not can(Move.APPROVE, moderator, fresh(waiting))
    assert can(Move.APPROVE, person("moderator"), fresh(waiting))


def test_workflow_start_and_resume_obey_the_permissions(draft, moderator):
    with pytest.raises(PermissionDenied):
        draft.get_workflow().start(draft, person("author"))
    with pytest.raises(PermissionDenied):
        draft.get_workflow().start(draft, None)
    actions.submit(page=draft, by=draft.owner)
    actions.request_changes(page=draft, by=moderator, note="Which year?")
    with pytest.raises(PermissionDenied):
        fresh(draft).current_workflow_state.resume(user=person("author"))


def test_a_public_page_without_a_change_is_not_submitted(public, moderator):
    with pytest.raises(InvalidMove):
        public.get_workflow().start(public, moderator)


# What is approved


def test_a_text_changed_after_reading_is_not_published(waiting, moderator):
    read = content_digest(waiting.latest_revision)
    write(waiting, by=person("moderator"), title="Changed")

    with pytest.raises(ContentChanged):
        actions.approve(page=waiting, by=moderator, digest=read)

    assert state_of(fresh(waiting)) == PageState.IN_REVIEW
    assert approved(waiting, by=moderator).title == "Changed"


def test_a_text_overwritten_in_place_is_not_published(waiting, moderator):
    """Autosave writes over the revision that is under review."""
    read = content_digest(waiting.latest_revision)
    overwrite(waiting, title="Overwritten")

    with pytest.raises(ContentChanged):
        actions.approve(page=waiting, by=moderator, digest=read)


def overwrite(page, **values):
    text = fresh(page).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(text, name, value)
    text.save_revision(user=page.owner, overwrite_revision=fresh(page).latest_revision, log_action=True)


@pytest.mark.parametrize("road", sorted(APPROVALS))
@pytest.mark.parametrize("change", ["new revision", "in place"])
def test_wagtails_own_approval_of_a_changed_text_is_refused(change, road, waiting, moderator):
    if change == "in place":
        overwrite(waiting, title="Changed")
    else:
        write(waiting, by=person("moderator"), title="Changed")

    with pytest.raises(ContentChanged):
        ROADS[road](fresh(waiting), moderator)

    assert state_of(fresh(waiting)) == PageState.IN_REVIEW


def test_bookkeeping_is_not_content(waiting, moderator):
    read = content_digest(waiting.latest_revision)
    waiting.locked = True
    waiting.save(update_fields=["locked"])
    overwrite(waiting, title=waiting.title)

    actions.approve(page=waiting, by=moderator, digest=read)

    assert fresh(waiting).live


# Who is an author


def test_nobody_writes_over_what_was_published(draft, moderator):
    """The published revision does not count as waiting: written over, its writer could approve the new words."""
    other = person("moderator")
    page = published(write(draft, moderator, title="Read by another"), by=other)

    text = page.get_latest_revision_as_object()
    text.title = "Read by nobody"
    text.save_revision(user=moderator, overwrite_revision=page.latest_revision, log_action=True)
    actions.submit(page=fresh(page), by=page.owner)

    assert fresh(page).live_revision.content["title"] == "Read by another"
    with pytest.raises(PermissionDenied):
        approved(page, by=moderator)
    assert fresh(page).title == "Read by another"


def test_nobody_writes_over_what_was_public_before_it_was_taken_offline(draft, moderator):
    page = published(write(draft, moderator, title="Read by another"), by=person("moderator"))
    actions.unpublish(page=page, by=moderator, reason="A complaint.")
    actions.restore(page=fresh(page), by=moderator)
    text = fresh(page).get_latest_revision_as_object()
    text.title = "Read by nobody"

    text.save_revision(user=moderator, overwrite_revision=fresh(page).latest_revision, log_action=True)

    assert fresh(page).revisions.filter(content__title="Read by another").exists()
    assert not can(Move.APPROVE, moderator, submitted(page))


def submitted(page):
    actions.submit(page=fresh(page), by=page.owner)
    return fresh(page)


def test_an_overwriter_of_a_revision_is_an_author_although_one_revision_is_left(draft):
    overwrite(draft, title="Second")
    writer = draft.owner
    draft.owner = person("author")
    draft.save(update_fields=["owner"])
    draft.revisions.update(user=None)

    assert is_author(writer, fresh(draft))


def test_the_owner_of_a_text_never_published_is_an_author_even_without_a_revision(draft):
    draft.owner = person("moderator")
    draft.save(update_fields=["owner"])

    assert is_author(draft.owner, fresh(draft))


def test_whoever_wrote_before_the_owner_changed_stays_an_author(draft):
    writer = draft.owner
    draft.owner = person("author")
    draft.save(update_fields=["owner"])

    assert is_author(writer, fresh(draft))


def test_publication_ends_authorship(draft):
    writer = person("moderator")
    write(draft, by=writer, title="Second")
    page = write(published(draft), by=draft.owner, title="Third")

    assert (is_author(writer, page), is_author(draft.owner, page)) == (False, True)


def test_who_goes_back_to_an_old_revision_is_an_author(public):
    reverter = person("moderator")
    first = public.revisions.order_by("created_at").first()
    first.as_object().save_revision(user=reverter, log_action=True, previous_revision=first)

    assert is_author(reverter, fresh(public))


def test_a_text_that_was_public_before_may_be_published_again_by_its_writer(public, moderator):
    """What a second person has read once needs no third: nothing was written since."""
    writer = person("moderator")
    write(public, by=writer, title="Second")
    published(public, by=moderator)
    actions.unpublish(page=public, by=moderator, reason="A complaint.")
    actions.restore(page=public, by=moderator)

    assert not is_author(writer, fresh(public))


def test_written_after_it_was_taken_offline_counts(public, moderator):
    actions.unpublish(page=public, by=moderator, reason="A complaint.")
    actions.restore(page=public, by=moderator)
    writer = person("moderator")
    page = write(public, by=writer, title="Milder")

    assert (is_author(writer, page), is_author(moderator, page)) == (True, False)


def test_an_import_without_log_ends_authorship_too(draft):
    with decided(by=None):
        draft.latest_revision.publish(log_action=False)

    assert not is_author(draft.owner, fresh(draft))


def test_the_one_who_copied_is_an_author(public, superuser):
    copy = public.copy(update_attrs={"slug": "copy"}, keep_live=False, user=superuser)

    assert is_author(superuser, copy)


def test_revisions_thrown_away_do_not_end_authorship(public):
    writer = person("moderator")
    write(public, by=writer, title="Second")
    page = write(public, by=public.owner, title="Third")
    page.revisions.filter(user=writer).delete()

    assert is_author(writer, fresh(page))


# Translations


def test_a_translation_is_not_published_while_its_original_is_not_public(draft):
    page = translation(draft, "fr", owner=person("translator:fr"))
    reviewer = person("reviewer:fr")
    actions.submit(page=page, by=page.owner)

    assert not can(Move.APPROVE, reviewer, fresh(page))
    with pytest.raises(PermissionDenied, match="not public"):
        approved(page, by=reviewer)
    with pytest.raises(PermissionDenied, match="not public"):
        base_task_state(page).approve(user=reviewer)


def test_translations_go_offline_with_their_original(public, moderator):
    french = published(translation(public, "fr"))

    actions.archive(page=public, by=moderator, reason="It is over.")

    assert [state_of(fresh(page)) for page in (public, french)] == [PageState.ARCHIVED, PageState.ARCHIVED]


def test_a_reviewer_of_another_language_decides_nothing(public):
    page = translation(public, "fr")
    actions.submit(page=page, by=page.owner)

    assert not can(Move.APPROVE, person("reviewer:es"), fresh(page))


# Words, log and mail


@pytest.mark.parametrize("words", ["", "  "])
def test_decisions_that_others_read_need_words(words, waiting, moderator):
    with pytest.raises(ReasonMissing):
        actions.reject(page=waiting, by=moderator, reason=words)
    with pytest.raises(ReasonMissing):
        actions.request_changes(page=waiting, by=moderator, note=words)

    page = approved(waiting, by=moderator)
    with pytest.raises(ReasonMissing):
        actions.unpublish(page=page, by=moderator, reason=words)
    with pytest.raises(ReasonMissing):
        actions.archive(page=page, by=moderator, reason=words)


def test_the_log_says_who_did_what_and_why(waiting, moderator):
    actions.reject(page=waiting, by=moderator, reason="Not a project.")
    actions.reopen(page=waiting, by=waiting.owner)

    entries = PageLogEntry.objects.filter(page=waiting, action__startswith="moderation.").order_by("pk")
    assert [(entry.action, entry.user, entry.data) for entry in entries] == [
        (LogAction.REJECT, moderator, {"reason": "Not a project."}),
        (LogAction.REOPEN, waiting.owner, {"reason": ""}),
    ]


def test_no_mail_is_sent_inside_a_decision(draft, moderator, django_capture_on_commit_callbacks):
    UserFactory(is_superuser=True)
    with django_capture_on_commit_callbacks(execute=True):
        actions.submit(page=draft, by=draft.owner)
        actions.request_changes(page=draft, by=moderator, note="Which year?")
        actions.resubmit(page=draft, by=draft.owner)
        approved(draft, by=moderator)

    assert mail.outbox == []
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("cancel", [True, False])
def test_publication_does_not_depend_on_cancel_on_publish(cancel, settings, waiting, moderator):
    settings.WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = cancel

    assert state_of(approved(waiting, by=moderator)) == PageState.PUBLISHED


def test_a_stale_page_object_does_not_fool_an_action(waiting, moderator):
    stale = fresh(waiting)
    actions.reject(page=waiting, by=moderator, reason="Not a project.")

    with pytest.raises(InvalidMove):
        actions.approve(page=stale, by=moderator, digest=content_digest(stale.latest_revision))
