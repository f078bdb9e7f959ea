"""What Wagtail's admin shows of moderation: our log entries, and a clear word where one of its roads is closed."""

from functools import partial
from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem, SubmitForModerationMenuItem
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page, PageLogEntry

from cms.core.reader import reader_language
from cms.moderation.enums import (
    APPROVAL_TAKEN_BACK,
    APPROVED,
    BROUGHT_BACK,
    MERGED_HERE,
    RELINKED,
    REVIEW_STEPS,
    UNMERGED,
    LogAction,
    Move,
)
from cms.moderation.merges import merge_words
from cms.moderation.models import ModeratedPage
from cms.moderation.reasons.entries import why
from cms.moderation.reasons.viewsets import ReasonViewSet, reason_viewset
from cms.moderation.registry import is_moderated, moderated_content_type_ids

OURS = (
    LogAction.IMPORT,
    LogAction.REJECT,
    LogAction.WITHDRAW,
    LogAction.UNPUBLISH,
    LogAction.ARCHIVE,
    LogAction.RESTORE,
    LogAction.REOPEN,
)
PAST_THE_REVIEW = frozenset(
    {"action-publish", "action-unpublish", "action-cancel-workflow", "action-restart-workflow"}
)
"""Buttons of Wagtail's editor that moderated pages do not have; the desk has those that mean a decision."""


class DecisionFormatter(LogFormatter):
    """Says what was decided, and why in the place of a comment."""

    def __init__(self, action: LogAction) -> None:
        self.label = self.message = action.label  # type: ignore[assignment]  # translated when shown

    def format_comment(self, log_entry: PageLogEntry) -> str:
        return comment_of(log_entry)

    def format_message(self, log_entry: PageLogEntry) -> str:
        return merge_words(log_entry) or str(self.message)


class MergeFormatter(LogFormatter):
    """Says which record was merged, or is on its own again."""

    label = MERGED_HERE[1]  # type: ignore[assignment]  # translated when shown

    def format_message(self, log_entry: PageLogEntry) -> str:
        return merge_words(log_entry)

    def format_comment(self, log_entry: PageLogEntry) -> str:
        return comment_of(log_entry)


class UndoFormatter(LogFormatter):
    """Says which decision was undone."""

    label = LogAction.UNDO.label  # type: ignore[assignment]  # translated when shown

    def format_message(self, log_entry: PageLogEntry) -> str:
        return _("Decision undone: %(move)s") % {"move": Move(log_entry.data["undone"]).label}


class TakenBackFormatter(LogFormatter):
    """Says whose approval it was, where somebody else took it back."""

    label = APPROVAL_TAKEN_BACK[1]  # type: ignore[assignment]  # translated when shown

    def format_message(self, log_entry: PageLogEntry) -> str:
        person = log_entry.data.get("person")
        return _("Approval of %(person)s taken back") % {"person": person} if person else str(self.label)


def comment_of(log_entry: PageLogEntry) -> str:
    """Say why, in the reader's language as far as it was chosen from the list."""
    return why(log_entry.data, reader_language())


@hooks.register("register_log_actions", order=1)
def register_log_actions(actions: LogActionRegistry) -> None:
    for action in OURS:
        actions.register_action(action.value)(partial(DecisionFormatter, action))
    actions.register_action(LogAction.UNDO.value)(UndoFormatter)
    # After Wagtail's own, whose words name the step and whose comment knows nothing of the list.
    for step, words in REVIEW_STEPS.items():
        actions.formatters[step].format_message = partial(_in_words, words)
    actions.formatters["wagtail.workflow.reject"].format_comment = comment_of
    for entry, words in (BROUGHT_BACK, APPROVED, RELINKED):
        actions.register_action(entry, words, words)
    actions.register_action(APPROVAL_TAKEN_BACK[0])(TakenBackFormatter)
    for entry, _words in (MERGED_HERE, UNMERGED):
        actions.register_action(entry)(MergeFormatter)


def _in_words(words: str | Promise, log_entry: PageLogEntry) -> str:
    return str(words)


@hooks.register("register_admin_viewset")
def register_reasons() -> ReasonViewSet:
    return reason_viewset


class SubmitMenuItem(SubmitForModerationMenuItem):
    """Wagtail's button names the step, a row of the database, in English to everyone."""

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        state = context["page"].current_workflow_state if context.get("page") else None
        again = state is not None and state.status == state.STATUS_NEEDS_CHANGES
        return context | {"label": (Move.RESUBMIT if again else Move.SUBMIT).label}


@hooks.register("construct_page_action_menu")
def remove_buttons_past_the_review(
    menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]
) -> None:
    if _edits_moderated_page(request, context):
        menu_items[:] = [
            SubmitMenuItem(order=item.order) if item.name == SubmitMenuItem.name else item
            for item in menu_items
            if item.name not in PAST_THE_REVIEW
        ]


def _edits_moderated_page(request: HttpRequest, context: dict[str, Any]) -> bool:
    if page := context.get("page"):
        return is_moderated(page)
    kwargs = request.resolver_match.kwargs if request.resolver_match else {}
    model = apps.get_model(kwargs["content_type_app_name"], kwargs["content_type_model_name"])
    return issubclass(model, ModeratedPage)


@hooks.register("before_copy_page")
def copy_as_drafts(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse a copy that would be public at once, and an alias, which follows its source without a review."""
    asked = {"publish_copies", "alias"} & request.POST.keys()
    if not asked or not page.get_descendants(inclusive=True).filter(
        content_type__in=moderated_content_type_ids()
    ):
        return None
    messages.error(request, _("Moderated pages are copied as drafts. Leave “publish” and “alias” unticked."))
    return redirect("wagtailadmin_pages:copy", page.pk)
