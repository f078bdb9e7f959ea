"""The list of what waits, and the page on which it is given to somebody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import RedirectView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, Table
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page

from cms.accounts.models import User
from cms.core.days import today
from cms.desk.listing import NARROW, DeskListView
from cms.desk.models import SavedView
from cms.desk.queries import count_waiting_for, desk_pages
from cms.desk.runs.actions import MOST, plan
from cms.desk.runs.enums import Choice
from cms.desk.waiting.actions import assign, claim, release, remove_view, save_view, set_due
from cms.desk.waiting.filters import WaitingFilterSet
from cms.desk.waiting.forms import HandlingForm, ViewForm
from cms.desk.waiting.last import last_list, remember_list
from cms.desk.waiting.queries import handling_of, people_for, what_waits
from cms.desk.waiting.rows import waiting_rows
from cms.moderation.exceptions import InvalidMove
from cms.moderation.permissions import decides
from cms.undo.confirming import DELETED, tell_of_undo
from search.analysis.spellings import spelt_like

OWN = "waits_for=me"
"""The filters under which the list holds what the menu counts."""
FRAGMENT = "_w_filter_fragment"
"""A parameter with which Wagtail asks for a part of the list alone."""
PASSING = ("p", FRAGMENT)
"""Parameters of an address that are no part of a view."""


class TickColumn(Column):
    """A box of the form that stands above the table."""

    header_template_name = "desk/waiting/tick_header.html"
    cell_template_name = "desk/waiting/tick_cell.html"


class TitleColumn(Column):
    cell_template_name = "desk/waiting/title_cell.html"


class StateColumn(Column):
    cell_template_name = "desk/waiting/state_cell.html"


class CheckColumn(Column):
    cell_template_name = "desk/waiting/check_cell.html"


class TimeColumn(Column):
    cell_template_name = "desk/waiting/time_cell.html"


class HolderColumn(Column):
    cell_template_name = "desk/waiting/holder_cell.html"


class DoorView(RedirectView):
    """Leads to what waits for the person, to all that waits where nothing does, or where the filters say."""

    def get_redirect_url(self, *args: Any, **kwargs: Any) -> str:
        query = self.request.META["QUERY_STRING"] or (OWN if count_waiting_for(self.request.user) else "")
        url = reverse("desk_waiting")
        return f"{url}?{query}" if query else url


class WaitingView(DeskListView):
    """What waits and the person may see; the buttons in the table are those of one form that stands above it."""

    page_title = gettext_lazy("What is waiting")
    header_icon = "tasks"
    index_url_name = "desk_waiting"
    index_results_url_name = "desk_waiting_results"
    template_name = "desk/waiting/waiting.html"
    table_classname = NARROW
    results_template_name = "desk/waiting/results.html"
    filterset_class = WaitingFilterSet
    paginate_by = 25
    is_searchable = True
    default_ordering = "urgency"
    verbose_name_plural = gettext_lazy("pages")
    columns = [
        TickColumn("pk", label=gettext_lazy("Tick")),
        TitleColumn("title", label=gettext_lazy("Title"), width="30%"),
        StateColumn("page.state", label=gettext_lazy("State")),
        CheckColumn("check", label=gettext_lazy("Checks")),
        TimeColumn("age", label=gettext_lazy("Waiting"), sort_key="since"),
        Column("page.language", label=gettext_lazy("Language")),
        Column("countries", label=gettext_lazy("Countries")),
        HolderColumn("person", label=gettext_lazy("Who has it")),
    ]

    @cached_property
    def today(self) -> Any:
        return today()

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        url = f"{reverse('wagtailadmin_account')}#tab-notifications"
        return [
            HeaderButton(_("Taken together"), url=reverse("desk_runs"), icon_name="list-ul"),
            HeaderButton(_("Mails"), url=url, icon_name="mail"),
        ]

    def get_base_queryset(self) -> QuerySet[Page]:
        return what_waits(self.request.user, today=self.today).select_related("locale")

    def get_valid_orderings(self) -> list[str]:
        return [*super().get_valid_orderings(), self.default_ordering]

    def order_queryset(self, queryset: QuerySet[Page]) -> QuerySet[Page]:
        return queryset if self.ordering == self.default_ordering else super().order_queryset(queryset)

    def search_queryset(self, queryset: QuerySet[Page]) -> QuerySet[Page]:
        words = spelt_like(self.search_query) if self.is_searching else ""
        return queryset.filter(draft_title__regex=words) if words else queryset

    def get_table(self, object_list: QuerySet[Page]) -> Table:
        return super().get_table(waiting_rows(object_list, person=self.request.user, today=self.today))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        query = self.request.GET.copy()
        query.pop(FRAGMENT, None)
        remember_list(self.request, query.urlencode())
        for name in PASSING:
            query.pop(name, None)
        kept = query.urlencode()
        return context | {
            "query": kept,
            "own": OWN,
            "saved_views": SavedView.objects.filter(person=self.request.user),
            "view_form": ViewForm(initial={"query": kept}),
            "keys": takes_keys(self.request.user),
            "choices": Choice.choices if any(row.may_handle for row in context["table"].data) else [],
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        """Preview what is to be done with the ticked pages or, with a button of a row, do it and come back there."""
        if "choice" in request.POST:
            return self._plan(request)
        name = next((name for name in TAKE if name in request.POST), None)
        if name is None:
            raise Http404
        page = waiting_page(request.user, request.POST[name])
        try:
            TAKE[name](page=page, by=request.user)
        except (InvalidMove, PermissionDenied) as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, DONE[name] % {"title": page.get_admin_display_title()})
        return redirect(f"{request.get_full_path()}#waiting-{page.pk}")

    def _plan(self, request: HttpRequest) -> HttpResponse:
        choice = request.POST["choice"]
        if choice not in Choice.values:
            raise Http404
        ticked = [int(pk) for pk in request.POST.getlist("page") if pk.isdecimal() and len(pk) < 19]
        try:
            run = plan(pages=self._pages(ticked), choice=Choice(choice), by=request.user)
        except (InvalidMove, PermissionDenied) as refusal:
            messages.error(request, str(refusal))
            return redirect(request.get_full_path())
        return redirect("desk_run", run.pk)

    def _pages(self, ticked: list[int]) -> list[Page]:
        """Return all pages that meet the filters where the form says so, else the ticked ones that the person sees."""
        if "all" in self.request.POST:
            return list(self.get_queryset().select_related("latest_revision")[: MOST + 1])
        pages = desk_pages(self.request.user).filter(pk__in=ticked[: MOST + 1])
        return list(pages.select_related("locale", "latest_revision"))


def takes_keys(user: User) -> bool:
    """Whether the person left keyboard shortcuts on; Wagtail makes the profile that says so when it is first needed."""
    profile = getattr(user, "wagtail_userprofile", None)
    return profile is None or profile.keyboard_shortcuts


def waiting_page(user: User, number: str) -> Page:
    """Return the page with this number as its own type. Raises Http404 for what the person does not see."""
    if not number.isdecimal() or len(number) > 18:
        raise Http404
    return get_object_or_404(desk_pages(user), pk=number).specific


TAKE: dict[str, Callable[..., None]] = {"claim": claim, "release": release}
"""What each button does."""
DONE = {
    "claim": gettext_lazy("You have claimed “%(title)s”."),
    "release": gettext_lazy("“%(title)s” is back in the pool."),
}


class ViewsView(View):
    """Keeps filters under a name, or removes a view."""

    def post(self, request: HttpRequest) -> HttpResponse:
        if number := request.POST.get("remove", ""):
            pk = int(number) if number.isdecimal() and len(number) < 19 else 0
            if undoable := remove_view(person=request.user, pk=pk):
                tell_of_undo(request, DELETED, undoable)
            return redirect("desk_waiting")
        form = ViewForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Give the view a name of at most 60 letters."))
            return redirect("desk_waiting")
        try:
            save_view(person=request.user, **form.cleaned_data)
        except InvalidMove as refusal:
            messages.error(request, str(refusal))
        return redirect(f"{reverse('desk_waiting')}?{form.cleaned_data['query']}")


class HandlingView(WagtailAdminTemplateMixin, TemplateView):
    """Who decides on one page that waits, and until when: claimed, handed over, assigned, returned."""

    template_name = "desk/waiting/handling.html"
    page_title = gettext_lazy("Who has it")
    header_icon = "tasks"

    def dispatch(self, request: HttpRequest, page_id: int) -> HttpResponseBase:
        self.page = get_object_or_404(desk_pages(request.user), pk=page_id).specific
        if not decides(request.user, self.page):
            raise PermissionDenied
        self.handling = handling_of(self.page)
        return super().dispatch(request)

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        list_item = {"url": last_list(self.request), "label": _("What is waiting")}
        page_item = {"url": reverse("desk_page", args=[self.page.pk]), "label": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, list_item, page_item, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"form": self._form()} | super().get_context_data(**kwargs, page=self.page)

    def _form(self, data: Any = None) -> HandlingForm:
        holder, due = self._now()
        people = people_for(self.page)
        if holder is not None and holder not in people:
            people.append(holder)
        return HandlingForm(data, people=people, initial={"person": holder.pk if holder else "", "due": due})

    def _now(self) -> tuple[User | None, Any]:
        return (self.handling.person, self.handling.due) if self.handling else (None, None)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=400)
        try:
            self._take(form)
        except (InvalidMove, PermissionDenied) as refusal:
            messages.error(request, str(refusal))
            return self.render_to_response(self.get_context_data(form=form), status=409)
        messages.success(request, _("“%(title)s” is noted.") % {"title": self.get_page_subtitle()})
        return redirect(f"{last_list(request)}#waiting-{self.page.pk}")

    @transaction.atomic
    def _take(self, form: HandlingForm) -> None:
        holder, due = self._now()
        by, to = self.request.user, form.chosen
        if to is None and holder is not None:
            release(page=self.page, by=by)
        elif to is not None and to != holder:
            assign(page=self.page, to=to, by=by)
        if form.cleaned_data["due"] != due:
            set_due(page=self.page, due=form.cleaned_data["due"], by=by)
