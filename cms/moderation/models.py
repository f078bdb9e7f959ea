"""The moderated page, and the task a page waits in until somebody else has read it."""

from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.locks import BaseLock
from wagtail.models import Page, PagePermissionTester, Revision, Task, TaskState, WorkflowState
from wagtail.url_routing import RouteResult

from cms.accounts.enums import Role
from cms.accounts.models import User
from cms.moderation import permissions
from cms.moderation.approvals.fields import DecidingGroupsField
from cms.moderation.approvals.models import Approval as Approval
from cms.moderation.comments.models import Message as Message
from cms.moderation.comments.models import StaffNote as StaffNote
from cms.moderation.enums import ALLOWED_IN, Move, PageState
from cms.moderation.exceptions import ContentChanged
from cms.moderation.locks import PersonLock, ReviewLock, StateLock
from cms.moderation.notices.models import Notice as Notice
from cms.moderation.publication import current_decision
from cms.moderation.queries import archive_entry, page_of
from cms.moderation.reasons.models import Reason as Reason
from cms.moderation.reasons.models import ReasonText as ReasonText
from cms.moderation.states import state_of

MOST_PEOPLE = 9
"""As many may be asked in one step."""


class ModeratedPermissionTester(PagePermissionTester):
    """Wagtail's questions about a page, answered by permissions.py; nobody publishes past the review."""

    def can_publish(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_edit(self) -> bool:
        return permissions.writes(self.user, self.page)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return permissions.can(Move.DELETE, self.user, self.page)

    def can_submit_for_moderation(self) -> bool:
        return permissions.can_hand_in(self.user, self.page)

    def can_lock(self) -> bool:
        return permissions.moderates(self.user, self.page)

    def can_unlock(self) -> bool:
        return self.user_has_lock() or permissions.is_administrator(self.user)

    def can_move(self) -> bool:
        return permissions.is_administrator(self.user)

    def can_view_revisions(self) -> bool:
        return permissions.may_read_unpublished(self.user, self.page)


class ModeratedPage(Page):
    """A page that becomes public, and stops being so, only by a decision in cms.moderation.actions.

    The door is publication.py: it refuses any other save that would change what the public sees.
    """

    also_moderated_by: frozenset[Role] = frozenset()
    """Roles that decide on this page type beside moderators and administrators."""
    is_fixed = False
    """Whether the site cannot be without the page: then nobody takes it offline."""
    is_translation = False
    """Whether the page holds a translation's words; then the language's translators and reviewers serve it."""

    settings_panels: list[Any] = []
    """Nothing is scheduled: a date would publish past the review."""
    private_page_options: list[str] = []
    """A page is public or it is not; a password would hide it from the public without a decision."""

    class Meta:
        abstract = True

    def permissions_for_user(self, user: User) -> ModeratedPermissionTester:
        return ModeratedPermissionTester(user, self)

    def with_content_json(self, content: dict[str, Any]) -> Page:
        """Return the page as a revision has it, without the dates at which Wagtail would publish or expire it."""
        page = super().with_content_json(content)
        page.go_live_at = page.expire_at = None
        return page

    def unfinished(self) -> str:
        """Say, in the language that is active, what the page lacks to be handed in; empty when it lacks nothing."""
        return ""

    def untimely(self) -> str:
        """Say, in the language that is active, why the latest revision cannot be public yet, whoever approves it."""
        return ""

    def save_revision(
        self, *args: Any, overwrite_revision: Revision | None = None, **kwargs: Any
    ) -> Revision:
        """Save a revision. One that was published is never written over, as Wagtail's autosave may: it says what was
        read, and who wrote since is told from what came after it.
        """
        if overwrite_revision is not None and overwrite_revision == permissions.last_published_revision(self):
            overwrite_revision = None
        kwargs["overwrite_revision"] = overwrite_revision
        return super().save_revision(*args, **kwargs)

    def get_lock(self) -> BaseLock | None:
        """Return the lock of the states in which nobody writes, else that of a person, else that of the review."""
        state = state_of(self)
        if state not in ALLOWED_IN[Move.EDIT]:
            return StateLock(self, state)
        return PersonLock(self) if self.locked else super().get_lock()

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Lead to a live page; to the tombstone of an archived one; else raise Http404."""
        if self.live or path_components:
            return super().route(request, path_components)
        if state_of(self) == PageState.ARCHIVED:
            return RouteResult(self)
        raise Http404

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.live:
            return self.serve_tombstone(request)
        return super().serve(request, *args, **kwargs)

    def serve_tombstone(self, request: HttpRequest) -> HttpResponse:
        """Answer 410 with the title, the reason and the date of the archiving.

        Browsers would keep that answer for good, and show it after the page was brought back.
        """
        entry = archive_entry(self)
        context = {"title": self.title, "reason": entry.data.get("reason", ""), "date": entry.timestamp}
        return TemplateResponse(
            request, "tombstone.html", context, status=410, headers={"Cache-Control": "no-cache"}
        )


class ReviewTask(Task):
    """A step in which others than the author read the page and decide; who may is permissions.py's to say.

    One person is enough unless the settings of the step ask for more.
    """

    people = models.PositiveSmallIntegerField(
        _("how many people"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PEOPLE)],
        help_text=_(
            "So many different people must approve the same text; its author is never one of them. "
            "One of them is enough to ask for changes or to reject. "
            "If the text is changed, all of them are asked again."
        ),
    )
    groups = DecidingGroupsField(
        Group,
        verbose_name=_("groups that must each approve"),
        blank=True,
        related_name="+",
        help_text=_(
            "One person of each group must approve, in any order; who is in two of them counts for one. "
            "Members may decide even if they are not moderators; they need access to the admin. "
            "Without a group, moderators decide."
        ),
    )

    lock_class = ReviewLock
    admin_form_fields = [*Task.admin_form_fields, "people", "groups"]
    admin_form_widgets = {"groups": CheckboxSelectMultiple}

    class Meta:
        verbose_name = _("review by a second person")
        verbose_name_plural = _("reviews by a second person")

    def start(self, workflow_state: WorkflowState, user: User | None = None) -> TaskState:
        """Wait for a reader; whoever asks for it, by whatever road, must be a writer and counts as the submitter.

        After another step it waits at once. Raises ContentChanged when this step was just approved for a text that is
        no longer the latest, PermissionDenied when the one before was not approved by actions.approve.
        """
        before = workflow_state.current_task_state
        if before is None or before.status != TaskState.STATUS_APPROVED:
            permissions.require_hand_in(user, page_of(workflow_state))
            workflow_state.requested_by = user
        elif before.task_id == self.pk:
            raise ContentChanged
        elif current_decision() is None:
            raise PermissionDenied(gettext("A step of several is approved on the page of its text."))
        return super().start(workflow_state, user=user)

    def user_can_access_editor(self, obj: Page, user: User) -> bool:
        return permissions.writes(user, obj)

    def locked_for_user(self, obj: Page, user: User) -> bool:
        return permissions.locked_for(user, obj)

    def user_can_lock(self, obj: Page, user: User) -> bool:
        return permissions.moderates(user, obj)

    def get_actions(self, obj: Page, user: User) -> list[tuple[str, str, bool]]:
        """None in Wagtail's editor: a decision is bound to the text that was read, so it is taken on the desk."""
        return []

    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: Any) -> None:
        """Refuse what permissions.py refuses, then do as Wagtail does."""
        page = page_of(task_state.workflow_state)
        permissions.require(Move.APPROVE if action_name == "approve" else Move.REQUEST_CHANGES, user, page)
        super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> models.QuerySet[TaskState]:
        """Return those that the person's role, or a group that is asked, covers; four eyes are asked page by page."""
        states = TaskState.objects.filter(task=self, status=TaskState.STATUS_IN_PROGRESS)
        role = permissions.is_administrator(user) or permissions.has_role(user, Role.MODERATOR)
        asked = self.groups.filter(name__in=permissions.roles_of(user)).exists()
        return states if role or asked else states.none()

    @classmethod
    def get_description(cls) -> str:
        return gettext("A moderator who neither wrote nor submitted the page decides")
