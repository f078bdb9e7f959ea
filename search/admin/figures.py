"""The figures of the index, in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.core.templatetags.numbers import number
from search import budget, service
from search.engines.base import EngineUnavailable
from search.indexing import outbox
from search.models import Upkeep
from search.types import Health


@dataclass(frozen=True, slots=True)
class Figure:
    label: str
    value: str = ""
    moment: dt.datetime | None = None
    """Shown instead of the value."""


@budget.shared()
def index_figures() -> tuple[Figure, ...]:
    """Return what an operator wants to know of the index; an engine that is down is one of the figures."""
    backlog, health = outbox.backlog(), engine_health()
    return (
        Figure(_("Search engine"), engine_state(health)),
        Figure(_("Index in use"), health.generation),
        Figure(_("Records in the index"), number(health.documents)),
        Figure(_("Records waiting to be indexed"), number(backlog.waiting)),
        Figure(_("Records that cannot be indexed"), number(backlog.parked)),
        Figure(_("Longest wait"), seconds(backlog.lag)),
        *upkeep_figures(),
    )


def engine_health() -> Health:
    try:
        with service.asking() as engine:
            return engine.health()
    except EngineUnavailable as error:
        return Health(ok=False, documents=0, generation="", detail=str(error))


def engine_state(health: Health) -> str:
    if health.ok:
        return health.detail
    return _("It does not answer: %(reason)s") % {"reason": health.detail}


def upkeep_figures() -> tuple[Figure, ...]:
    done = dict(Upkeep.objects.values_list("work", "done_at"))
    labels = {
        Upkeep.Work.WATCHED: _("Last check for changes"),
        Upkeep.Work.REFRESHED: _("Last update of the spelling dictionary"),
        Upkeep.Work.COMPARED: _("Last comparison of index and database"),
    }
    return tuple(Figure(label, _("never"), done.get(work)) for work, label in labels.items())


def seconds(span: dt.timedelta) -> str:
    count = int(span.total_seconds())
    return ngettext("%(count)s second", "%(count)s seconds", count) % {"count": number(count)}
