"""The decisions on a moderated page. Each checks permission, writes the log and changes the public state, in one step.

All raise PermissionDenied (four eyes included), InvalidMove or its kinds ReasonMissing and TooManyWords, in the
language that is active, before anything is written.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, Revision, TaskState, WorkflowState

from cms.accounts.models import User
from cms.moderation.approvals.actions import note_approval
from cms.moderation.approvals.models import Approval
from cms.moderation.approvals.queries import open_step, progress_of
from cms.moderation.digests import content_digest
from cms.moderation.enums import (
    APPROVAL_TAKEN_BACK,
    APPROVED,
    BROUGHT_BACK,
    MERGED_HERE,
    UNMERGED,
    LogAction,
    Move,
    News,
)
from cms.moderation.exceptions import ContentChanged, InvalidMove, ReasonMissing
from cms.moderation.models import Message, Reason
from cms.moderation.notices.actions import give_notice, take_back_merge
from cms.moderation.permissions import (
    moderates,
    obstacle,
    open_workflow,
    refusal,
    require,
    sees_with_second_pair_of_eyes,
)
from cms.moderation.publication import current_decision, decided
from cms.moderation.queries import live_translations, locked, page_of
from cms.moderation.reasons.entries import listed
from cms.moderation.signals import approved_in_part, going_offline, merged
from cms.moderation.standing import TOLD_BY_LOG, Standing, require_untouched, stand_again, standing_of
from cms.moderation.words import require_short


@transaction.atomic
def submit(*, page: Page, by: User) -> WorkflowState:
    """Hand the latest revision in for review. What the public sees does not change."""
    page = locked(page)
    require(Move.SUBMIT, by, page)
    workflow = page.get_workflow()
    if workflow is None:
        raise InvalidMove(
            _("No review is set up for “%(title)s”.") % {"title": page.get_admin_display_title()}
        )
    return workflow.start(page, by)


@transaction.atomic
def approve(*, page: Page, by: User, digest: str) -> bool:
    """Approve exactly the content that was read, named by its digest (digests.content_digest).

    It is published at once, unless the review asks for others too: return whether it was. Raises ContentChanged when
    the latest revision says something else.
    """
    page = locked(page)
    require(Move.APPROVE, by, page)
    revision = _latest_revision(page)
    _require_read(revision, digest)
    step = page.current_workflow_task_state
    step.revision = revision
    step.save(update_fields=["revision"])
    progress = note_approval(step, by=by)
    if progress is not None and not progress.is_done:
        log(instance=page, action=APPROVED[0], user=by, revision=revision)
        approved_in_part.send(sender=type(step), step=step, by=by)
        return False
    with decided(by=by):
        step.approve(user=by)
    return step.workflow_state.status == WorkflowState.STATUS_APPROVED


@transaction.atomic
def take_back_approval(*, page: Page, by: User, of: User | None = None) -> None:
    """Take an approval back, one's own or, as its moderator, that `of` a colleague, while others are asked too."""
    page = locked(page)
    of = of or by
    require(Move.TAKE_BACK, of, page)
    if of != by and not (by.is_active and moderates(by, page)):
        raise PermissionDenied(refusal(Move.TAKE_BACK, by, page))
    Approval.objects.filter(step=open_step(open_workflow(page)), person=of).delete()
    data = {"person": str(of)} if of != by else {}
    log(instance=page, action=APPROVAL_TAKEN_BACK[0], user=by, data=data, revision=page.latest_revision)


def publish_approved(workflow_state: WorkflowState, user: User | None) -> None:
    """Publish the latest revision at the end of a workflow, whoever approved it and by whatever road.

    Within approve() the content is bound already. Any other road (a task state's own method, a script, a workflow that
    ran out of tasks) is held to the same rules here: this person approved, with four eyes, and nothing was written
    since the text was handed in.
    """
    page = page_of(workflow_state)
    if current_decision() is None:
        page = locked(page)
        _require_review(workflow_state, page, user)
    _require_all(workflow_state, page)
    with decided(by=user):
        _latest_revision(page).publish(user=user, skip_permission_checks=True)
    give_notice(page=page, to=workflow_state.requested_by, news=News.PUBLISHED)


def _require_read(revision: Revision, digest: str | None) -> None:
    """Raise ContentChanged unless the revision says what was read; None is of who has read no text."""
    if digest is not None and content_digest(revision) != digest:
        raise ContentChanged


def _latest_revision(page: Page) -> Revision:
    """Return the latest revision, which knows its page: otherwise Wagtail reads the page again for it."""
    revision = page.latest_revision
    revision.content_object = page
    return revision


def _require_review(workflow_state: WorkflowState, page: Page, user: User | None) -> None:
    if user is None:
        raise PermissionDenied(_("The person who approves is not named."))
    approval = workflow_state.current_task_state
    approved = approval is not None and approval.status == TaskState.STATUS_APPROVED
    if approval is None or not approved or approval.finished_by_id != user.pk:
        raise PermissionDenied(_("“%(title)s” was not approved.") % {"title": page.get_admin_display_title()})
    second_pair = sees_with_second_pair_of_eyes(user, page, workflow_state.requested_by_id)
    if not second_pair or obstacle(page):
        raise PermissionDenied(refusal(Move.APPROVE, user, page))
    if (
        approval.revision_id != page.latest_revision_id
        or page.latest_revision.created_at > approval.started_at
    ):
        raise ContentChanged


def _require_all(workflow_state: WorkflowState, page: Page) -> None:
    """Raise PermissionDenied unless every step that asks for several people has them all for the latest text."""
    steps = workflow_state.task_states.filter(
        status=TaskState.STATUS_APPROVED, revision=page.latest_revision_id
    )
    if not all(progress.is_done for progress in progress_of(steps).values()):
        raise PermissionDenied(
            _("“%(title)s” was not approved by all who are asked.")
            % {"title": page.get_admin_display_title()}
        )


@transaction.atomic
def request_changes(
    *,
    page: Page,
    by: User,
    note: str,
    chosen: Reason | None = None,
    questions: Iterable[Message] = (),
    digest: str | None = None,
) -> None:
    """Return a page under review to its author with a note, a reason of the list, messages of the page, or several.

    What the public sees does not change. Raises ContentChanged when the latest revision says something else than what
    was read; only a door that shows no text, as a command, gives no digest of it.
    """
    page = locked(page)
    require(Move.REQUEST_CHANGES, by, page)
    _require_read(page.latest_revision, digest)
    questions = [each for each in questions if each.page_id == page.pk]
    _require_words(note, chosen or questions)
    said = chosen.words_in(page.locale.language_code) if chosen else ""
    step = page.current_workflow_task_state
    step.reject(user=by, comment=" ".join(filter(None, (said, note))))
    if chosen:
        # Wagtail wrote the entry of the step, with what the author reads for a comment.
        entry = PageLogEntry.objects.filter(page_id=page.pk, action="wagtail.workflow.reject").latest("pk")
        entry.data |= {"comment": note, **listed(chosen)}
        entry.save(update_fields=["data"])
    to = step.workflow_state.requested_by
    give_notice(page=page, to=to, news=News.CHANGES, reason=chosen, words=note, questions=questions)


@transaction.atomic
def resubmit(*, page: Page, by: User) -> None:
    """Hand a page in again after changes were requested."""
    page = locked(page)
    require(Move.RESUBMIT, by, page)
    workflow_state = page.workflow_states.active().get()
    workflow_state.requested_by = by
    workflow_state.save(update_fields=["requested_by"])
    workflow_state.resume(user=by)


@transaction.atomic
def reject(
    *, page: Page, by: User, reason: str, chosen: Reason | None = None, digest: str | None = None
) -> None:
    """Close the review with words the author reads, a reason of the list, or both.

    What the public sees does not change. Bound to the text that was read as request_changes is.
    """
    page = locked(page)
    require(Move.REJECT, by, page)
    _require_read(page.latest_revision, digest)
    _require_words(reason, chosen)
    to = page.current_workflow_state.requested_by
    _close_workflow(page, by)
    _record(page, LogAction.REJECT, by, reason, listed(chosen))
    give_notice(page=page, to=to, news=News.REJECTED, reason=chosen, words=reason)


@transaction.atomic
def withdraw(*, page: Page, by: User, reason: str = "") -> None:
    """Take a text back from review, as its author."""
    page = locked(page)
    require(Move.WITHDRAW, by, page)
    require_short(reason)
    _close_workflow(page, by)
    _record(page, LogAction.WITHDRAW, by, reason)


@transaction.atomic
def reopen(*, page: Page, by: User) -> None:
    """Make a rejected text a draft again."""
    page = locked(page)
    require(Move.REOPEN, by, page)
    _record(page, LogAction.REOPEN, by)


@transaction.atomic
def unpublish(*, page: Page, by: User, reason: str, foretold: str = "") -> None:
    """Take a page and its translations offline.

    `foretold` names what the person was told of it: who listens to signals.going_offline refuses when that has changed.
    """
    page = locked(page)
    require(Move.UNPUBLISH, by, page)
    _require_words(reason)
    _take_offline(page, LogAction.UNPUBLISH, by, reason, foretold)


@transaction.atomic
def archive(*, page: Page, by: User, reason: str, foretold: str = "") -> None:
    """Take a page and its translations offline for good; its address answers 410 with the reason.

    `foretold` is that of unpublish().
    """
    page = locked(page)
    require(Move.ARCHIVE, by, page)
    _require_words(reason)
    _take_offline(page, LogAction.ARCHIVE, by, reason, foretold)


@transaction.atomic
def merge(*, page: Page, into: Page, by: User, reason: str = "") -> None:
    """Archive a record that says what another says: its addresses, and its translations', lead to that one then.

    No word of the kept one changes. Both logs tell it, and the owner is told. Raises InvalidMove where the two cannot
    be one.
    """
    # In the same order whichever is merged into the other, so that two who do both do not wait for each other.
    held = {each.pk: locked(each) for each in sorted((page, into), key=lambda each: each.pk)}
    page, into = held[page.pk], held[into.pk]
    require(Move.ARCHIVE, by, page)
    require_one(page, into)
    about = {"merged_into": into.pk, "record_id": record_id_of(into), "title": into.title}
    title = page.title if page.live else ""
    _take_offline(page, LogAction.ARCHIVE, by, reason, into=into, more=about)
    data = {"merged": page.pk, "record_id": record_id_of(page), "title": title, "reason": reason}
    log(instance=into, action=MERGED_HERE[0], user=by, data=data)
    merged.send(sender=type(page), page=page, into=into, by=by, reason=reason)
    give_notice(page=page, to=page.owner, news=News.MERGED, words=reason)


def record_id_of(page: Page) -> str:
    return getattr(page, "record_id", "")


def require_one(page: Page, into: Page) -> None:
    """Raise InvalidMove unless the first can be merged into the second: two public originals of one kind."""
    title = into.get_admin_display_title()
    if page.translation_key == into.translation_key:
        raise InvalidMove(_("A record is not merged into itself or its translation."))
    if _translates(page) or _translates(into):
        raise InvalidMove(_("Originals are merged; their translations go along."))
    if type(page) is not type(into) or not record_id_of(into):
        raise InvalidMove(_("“%(title)s” is of another kind.") % {"title": title})
    if not into.live or into.get_view_restrictions().exists():
        raise InvalidMove(
            _("“%(title)s” is not public: merge into a record that readers can see.") % {"title": title}
        )


@transaction.atomic
def restore(*, page: Page, by: User) -> None:
    """Make a withdrawn, unpublished or archived page a draft again."""
    page = locked(page)
    require(Move.RESTORE, by, page)
    _record(page, LogAction.RESTORE, by)


def _require_words(words: str, chosen: object = None) -> None:
    """Raise ReasonMissing without words, written or chosen, and TooManyWords."""
    if not (words.strip() or chosen):
        raise ReasonMissing
    require_short(words)


@transaction.atomic
def bring_back(*, before: Sequence[Standing], by: User) -> None:
    """Take back that pages were taken offline or archived: each stands again as it did, its open review included.

    What becomes public so is what was approved before, word for word, so one person may do it. Raises PermissionDenied,
    or InvalidMove when one of the pages is gone, was made a draft again or written on since.
    """
    pages = [_found(each) for each in before]
    for page, each in zip(pages, before, strict=True):
        require_untouched(page, each)
        if not (by.is_active and moderates(by, page)):
            raise PermissionDenied(refusal(Move.RESTORE, by, page))
    # The original first: a translation is public beside it only. The reason is a name: its words are each reader's.
    with decided(by=by, reason=BROUGHT_BACK[0]):
        for page, each in sorted(zip(pages, before, strict=True), key=lambda pair: _translates(pair[0])):
            stand_again(page, each)
            log(instance=page, action=BROUGHT_BACK[0], user=by, revision=page.latest_revision)
            if each.state in TOLD_BY_LOG:
                _repeat(page, each, by)


@transaction.atomic
def unmerge(*, before: Sequence[Standing], page: Page, into: Page | None, by: User) -> None:
    """Take a merge back, as bring_back does; the log of the kept page tells it too."""
    bring_back(before=before, by=by)
    if into is not None:
        data = {"merged": page.pk, "record_id": record_id_of(page)}
        log(instance=into, action=UNMERGED[0], user=by, data=data)
    take_back_merge(page=page)


def _translates(page: Page) -> bool:
    return getattr(page, "is_translation", False)


def _found(before: Standing) -> Page:
    page: Any = Page.objects.filter(pk=before.page).first()
    if page is None:
        raise InvalidMove(_("The page is not there any more."))
    return locked(page)


def _repeat(page: Page, before: Standing, by: User) -> None:
    """Say the last decision again where the state is derived from it."""
    last = PageLogEntry.objects.filter(pk__in=[before.decision]).first()
    if last is not None:
        _record(page, LogAction(last.action), by, last.data.get("reason", ""))


def _take_offline(
    page: Page,
    action: LogAction,
    by: User,
    reason: str,
    foretold: str = "",
    *,
    into: Page | None = None,
    more: Mapping[str, Any] | None = None,
) -> None:
    """Take a page and its live translations offline; of a page that is offline already only the decision is noted."""
    pages = [*live_translations(page), page]
    before = [standing_of(each) for each in pages]
    told = {"reason": reason, "foretold": foretold, "into": into}
    going_offline.send(sender=type(page), page=page, before=before, action=action, by=by, **told)
    with decided(by=by, reason=reason):
        for each in pages:
            if each.live:
                _close_workflow(each, by)
                UnpublishPageAction(each, user=by, log_action=False).execute(skip_permission_checks=True)
            _record(each, action, by, reason, more)


def _close_workflow(page: Page, by: User) -> None:
    workflow_state = open_workflow(page)
    if workflow_state is not None:
        workflow_state.cancel(user=by)


def _record(
    page: Page, action: LogAction, by: User, reason: str = "", more: Mapping[str, Any] | None = None
) -> None:
    data = {"reason": reason, **(more or {})}
    log(instance=page, action=action.value, user=by, data=data, revision=page.latest_revision)
