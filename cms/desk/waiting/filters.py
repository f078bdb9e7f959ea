"""By what the list of what waits is narrowed."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from cms.core.days import today
from cms.desk.filters import DeskFilterSet, country_choices, radio, state_choices, ticks
from cms.desk.queries import WAITING, filed_under, in_countries, under_review, waiting_for, with_author
from cms.desk.waiting.kinds import kinds, of_kind
from cms.desk.waiting.queries import claimed, claimed_by, late
from cms.findings.queries import with_findings, without_findings

WAITED_FOR = (
    ("me", pgettext_lazy("waits for", "Me")),
    ("decision", pgettext_lazy("waits for", "A decision")),
    ("author", pgettext_lazy("waits for", "Its author")),
)
HOLDERS = (
    ("mine", pgettext_lazy("reviews", "Claimed by me")),
    ("free", pgettext_lazy("reviews", "In the pool")),
    ("others", pgettext_lazy("reviews", "Claimed by others")),
)
FINDINGS = (
    ("wrong", _("Something is wrong")),
    ("any", _("With findings")),
    ("none", _("Nothing was found")),
)
TIMES = (("overdue", _("Overdue")), ("in_time", _("In time")))


class WaitingFilterSet(DeskFilterSet):
    """For whom, kind, states, language, findings, who has it, time, country and year."""

    waits_for = radio(label=_("Waits for"), method="whose_turn", choices=WAITED_FOR)
    kind = radio(label=_("Kind"), method="of_kind", choices=kinds)
    state = ticks(label=_("State"), method="in_states", choices=lambda: state_choices(WAITING))
    findings = radio(label=_("Checks"), method="with_findings", choices=FINDINGS)
    holder = radio(label=_("Who has it"), method="of_holder", choices=HOLDERS)
    time = radio(label=_("Time"), method="in_time", choices=TIMES)
    country = django_filters.ChoiceFilter(
        label=_("Country"), method="of_country", choices=country_choices, empty_label=_("All")
    )
    year = django_filters.NumberFilter(label=_("Year or edition"), method="filed_under")

    def whose_turn(self, pages: QuerySet[Page], name: str, value: str) -> QuerySet[Page]:
        if value == "me":
            return pages.filter(pk__in=waiting_for(self.request.user).values("pk"))
        return pages.filter(under_review() if value == "decision" else with_author())

    def of_kind(self, pages: QuerySet[Page], name: str, value: str) -> QuerySet[Page]:
        return pages.filter(of_kind(value))

    def with_findings(self, pages: QuerySet[Page], name: str, value: str) -> QuerySet[Page]:
        return pages.filter(without_findings() if value == "none" else with_findings(wrong=value == "wrong"))

    def of_holder(self, pages: QuerySet[Page], name: str, value: str) -> QuerySet[Page]:
        mine = claimed_by(self.request.user)
        if value == "mine":
            return pages.filter(mine)
        return pages.filter(under_review() & ~claimed() if value == "free" else claimed() & ~mine)

    def in_time(self, pages: QuerySet[Page], name: str, value: str) -> QuerySet[Page]:
        overdue = late(today())
        return pages.filter(overdue) if value == "overdue" else pages.exclude(overdue)

    def of_country(self, pages: QuerySet[Page], name: str, value: str) -> QuerySet[Page]:
        return pages.filter(in_countries([value]))

    def filed_under(self, pages: QuerySet[Page], name: str, value: Any) -> QuerySet[Page]:
        return pages.filter(filed_under(value))
