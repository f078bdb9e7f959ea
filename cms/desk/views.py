"""The desk in Wagtail's admin: all records, and the page on which one decides; waiting/views.py lists what waits."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, Table, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from cms.accounts.models import User
from cms.accounts.permissions import has_staff_role
from cms.desk.comments.rows import Comments, Sent, comments_on
from cms.desk.comparison import all_field_rows
from cms.desk.duplicates.rows import duplicates_of
from cms.desk.filters import RecordFilterSet
from cms.desk.findings.rows import finding_rows
from cms.desk.forms import ANSWERS, MoveForm
from cms.desk.listing import NARROW, DeskListView
from cms.desk.logs import log_of
from cms.desk.moves import DONE, TAKE, WAITS
from cms.desk.queries import any_record, desk_pages, record_pages
from cms.desk.rows import facts_of, rows_of
from cms.desk.runs.actions import hold_decision
from cms.desk.runs.enums import Choice
from cms.desk.runs.queries import held_by
from cms.desk.since import changes_since, last_step
from cms.desk.waiting.last import last_list
from cms.desk.waiting.queries import handling_of
from cms.desk.waiting.views import takes_keys
from cms.findings.queries import untried_links
from cms.moderation.approvals.queries import progress_on
from cms.moderation.comments.queries import open_threads, questions_in
from cms.moderation.digests import content_digest
from cms.moderation.enums import DECISIONS, Move, PageState
from cms.moderation.exceptions import ContentChanged, InvalidMove
from cms.moderation.permissions import ends_review, moves_of, obstacle, unasked
from cms.moderation.queries import merged_into
from cms.moderation.states import state_of
from cms.undo.consequences import ways_offline
from cms.undo.exceptions import ForetoldOtherwise
from cms.undo.queries import latest_of
from search.analysis.spellings import spelt_like

BUTTONS = "register_desk_page_buttons"
"""A hook for packages above: (page, user) -> HeaderButtons of the decision page."""


class StateColumn(Column):
    cell_template_name = "desk/state_cell.html"


class RecordsView(DeskListView):
    """All records of every kind and language, the latest changed first."""

    page_title = gettext_lazy("Records")
    header_icon = "list-ul"
    index_url_name = "desk_records"
    index_results_url_name = "desk_records_results"
    template_name = "desk/records.html"
    table_classname = NARROW
    filterset_class = RecordFilterSet
    verbose_name_plural = gettext_lazy("records")
    is_searchable = True
    default_ordering = "-latest_revision_created_at"
    paginate_by = 25
    columns = [
        TitleColumn(
            "title",
            label=gettext_lazy("Title"),
            url_name="desk_page",
            link_attrs={"dir": "auto"},
            classname="title",
            width="30%",
        ),
        StateColumn("state", label=gettext_lazy("State")),
        Column("kind", label=gettext_lazy("Type")),
        Column("language", label=gettext_lazy("Language")),
        Column("place", label=gettext_lazy("Year")),
        Column("organisation", label=gettext_lazy("Organisation")),
        Column("record_id", label=gettext_lazy("Id")),
        DateColumn("changed", label=gettext_lazy("Last changed"), sort_key="latest_revision_created_at"),
    ]

    def get_base_queryset(self) -> QuerySet[Page]:
        return record_pages(self.request.user).select_related("locale")

    def get_table(self, object_list: QuerySet[Page]) -> Table:
        return super().get_table(rows_of(object_list))

    def search_queryset(self, queryset: QuerySet[Page]) -> QuerySet[Page]:
        """Find words in the newest title, or a record by its id, new or old."""
        if not self.is_searching:
            return queryset
        ids = Q(record_id=self.search_query) | Q(legacy_id=self.search_query)
        return queryset.filter(Q(draft_title__regex=spelt_like(self.search_query)) | any_record(ids))


def visible_page(user: User, page_id: int) -> Page:
    """Return the page as its own type; raise Http404 for what this person does not see."""
    return get_object_or_404(desk_pages(user), pk=page_id).specific


def visible_page_in_review(user: User, page_id: int) -> Page:
    """Return the same with its open review, which is read here, once for all the rules; it is as old as the page."""
    page = get_object_or_404(desk_pages(user).prefetch_workflow_states(), pk=page_id).specific
    if review := page.current_workflow_state:
        review.content_object = page
    return page


class DecisionView(WagtailAdminTemplateMixin, TemplateView):
    """One page: what waits beside what is public, its history, and a button for each move the person can make."""

    template_name = "desk/decision.html"
    header_icon = "tasks"

    sent: MoveForm | None = None
    """The form that was refused."""
    read = ""
    """The digest of a text that was read and has changed since."""
    came_too_late = False
    """Whether a decision was refused because of a step that was taken meanwhile."""
    sent_comment: Sent | None = None
    """The same of a comment."""

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponse:
        self.page = visible_page_in_review(request.user, page_id)
        return super().dispatch(request, **kwargs)

    def get_page_title(self) -> str:
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": last_list(self.request), "label": _("What is waiting")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.get_page_title()}]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        buttons = [
            HeaderButton(_("Preview"), url=reverse("desk_preview", args=[self.page.pk]), icon_name="view")
        ]
        if Move.EDIT in self.moves:
            url = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
            buttons.insert(0, HeaderButton(Move.EDIT.label, url=url, icon_name="edit"))
        if Move.REJECT in self.moves:
            url = reverse("desk_handling", args=[self.page.pk])
            buttons.append(HeaderButton(_("Who has it"), url=url, icon_name="user"))
        for more in hooks.get_hooks(BUTTONS):
            buttons.extend(more(self.page, self.request.user))
        return buttons

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take the move named by the button; on refusal show the page again with what was typed."""
        held = request.POST.get("hold")
        move = next((move for move in TAKE if move == (held or request.POST.get("move"))), None)
        if move is None or (held and move not in DECISIONS):
            return self._refused(_("Choose one of the buttons."), status=400)
        threads = open_threads(request.user, [self.page])
        questions = questions_in(threads)
        self.sent = MoveForm(move, questions=questions, open_comments=len(threads), data=request.POST)
        if not self.sent.is_valid():
            return self._refused(_("Something is missing: see below."), status=400)
        try:
            if held:
                return self._hold(move, self.sent.cleaned_data)
            result = TAKE[move](self.page, request.user, self.sent.cleaned_data)
        except PermissionDenied as refusal:
            return self._refused(str(refusal), status=403)
        except ContentChanged as refusal:
            self.read = self.sent.cleaned_data["digest"]
            return self._refused(str(refusal), status=409)
        except ForetoldOtherwise as refusal:
            return self._refused(str(refusal), status=409)
        except InvalidMove as refusal:
            self.came_too_late = move in DECISIONS
            return self._refused(str(refusal), status=409)
        buttons = undo_buttons(self.page, request.user) if move in ANSWERS else []
        done = WAITS if move == Move.APPROVE and not result else DONE[move]
        messages.success(request, done % {"title": self.get_page_title()}, buttons=buttons)
        return redirect(last_list(request)) if move in DECISIONS else redirect("desk_page", self.page.pk)

    def _hold(self, move: Move, data: Mapping[str, Any]) -> HttpResponse:
        hold_decision(
            page=self.page,
            choice=Choice(move.value),
            digest=data["digest"],
            reason=data.get("reason"),
            words=data.get("words", ""),
            questions=data.get("questions", ()),
            by=self.request.user,
        )
        messages.success(self.request, _("Held. The pages wait until you release the decisions."))
        return redirect(last_list(self.request))

    def _refused(self, message: str, status: int) -> HttpResponse:
        self.page = visible_page_in_review(self.request.user, self.page.pk)
        messages.error(self.request, message)
        return self.render_to_response(self.get_context_data(), status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.moves = moves_of(self.request.user, self.page)
        text = self._newest_text()
        rows = all_field_rows(text, self.page if self.page.live else None, self.request)
        comments = comments_on(self.page, rows, reader=self.request.user, sent=self.sent_comment)
        fields = [field.row for field in comments.fields]
        state = state_of(self.page)
        return super().get_context_data(
            **kwargs,
            page=self.page,
            text=text,
            kind=capfirst(self.page._meta.verbose_name),
            state=state,
            kept=merged_into(self.page) if state == PageState.ARCHIVED else None,
            facts=facts_of([self.page])[self.page.pk],
            review=self.page.current_workflow_state,
            handling=handling_of(self.page),
            decides=not DECISIONS.isdisjoint(self.moves),
            keys=takes_keys(self.request.user),
            held=held_by(self.request.user, self.page),
            duplicates=duplicates_of(self.page, reader=self.request.user, moves=self.moves),
            fields=fields,
            has_news=not self.page.live or self.page.has_unpublished_changes,
            untried=untried_links(self.page),
            findings=finding_rows(self.page, shown={row.name for row in fields}, moves=self.moves),
            comments=comments,
            forms=self._forms(comments),
            obstacle=self._obstacle(),
            progress=progress_on(self.page),
            unsent=self._unsent_words(),
            changes=changes_since(self.read, self.page, text, self.request) if self.read else None,
            step=last_step(self.page) if self.came_too_late else None,
            log=log_of(self.page, self.request.user),
            filed_at=self._filed_at(),
            deletable=Move.DELETE in self.moves,
            has_revisions_view=has_staff_role(self.request.user)
            and page_permission_policy.user_has_any_permission(self.request.user, ["add", "change"]),
        )

    def _filed_at(self) -> Page | None:
        """Return the page above, where the person may look into it: focal points, for one, may not."""
        above = self.page.get_parent()
        explorable = page_permission_policy.explorable_root_instance(self.request.user)
        return above if explorable and above.path.startswith(explorable.path) else None

    def _newest_text(self) -> Page:
        revision = self.page.latest_revision
        if revision is None:
            return self.page
        # Otherwise Wagtail reads the page again for it.
        revision.content_object = self.page
        return revision.as_object()

    def _forms(self, comments: Comments) -> list[MoveForm]:
        """Return a form per move; the refused one keeps what was typed.

        An approval is bound to what is shown now. One that lacks a tick stays bound to what was read before, so that a
        change meanwhile is told as well.
        """
        revision = self.page.latest_revision
        digest = content_digest(revision) if revision else ""
        threads = [row.thread for row in comments.open]
        questions = questions_in(threads) if Move.REQUEST_CHANGES in self.moves else None
        forms = {
            move: MoveForm(move, digest, questions=questions, open_comments=len(threads))
            for move in self.moves
            if move in TAKE
        }
        if Move.APPROVE in forms and self.sent is not None and self.sent.lacks_tick:
            forms[Move.APPROVE] = self.sent
        if Move.APPROVE in forms and not ends_review(self.request.user, self.page):
            forms[Move.APPROVE].label = _("Approve")
        if offline := ANSWERS.keys() & forms.keys():
            consequences = ways_offline(self.page)
            for move in offline:
                forms[move].foretell(consequences[ANSWERS[move]])
        if self.sent is not None and self.sent.move in forms and self.sent.move != Move.APPROVE:
            forms[self.sent.move] = self.sent.about(forms[self.sent.move])
        return list(forms.values())

    def _obstacle(self) -> str:
        """Say to who may decide why the text cannot be published now."""
        decides = Move.REQUEST_CHANGES in self.moves and Move.APPROVE not in self.moves
        return (obstacle(self.page) or unasked(self.request.user, self.page)) if decides else ""

    def _unsent_words(self) -> str:
        """Return what was typed for a move that is not possible any more."""
        if self.sent is None or self.sent.move in self.moves:
            return ""
        return self.sent.data.get(self.sent.add_prefix("words"), "")


def undo_buttons(page: Page, user: User) -> list[Any]:
    """Return the way to undo what the person has just done with a page."""
    undoable = latest_of(page, user)
    return [messages.button(reverse("undo_item", args=[undoable.pk]), _("Undo"))] if undoable else []


class PreviewView(View):
    """The newest text as the public would see it."""

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        page = visible_page(request.user, page_id).get_latest_revision_as_object()
        return page.make_preview_request(request, page.default_preview_mode)
