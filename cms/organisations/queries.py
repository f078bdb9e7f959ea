import datetime as dt
from collections.abc import Collection

from django.db.models import Q, QuerySet

from cms.organisations.models import Organisation
from cms.taxonomy.folding import fold


def named_like(organisations: QuerySet[Organisation], text: str) -> QuerySet[Organisation]:
    """Keep organisations with a name or alias that contains `text` in any spelling; all if it has no letter."""
    folded = fold(text)
    if not folded:
        return organisations
    return organisations.filter(Q(folded__contains=folded) | Q(aliases__folded__contains=folded)).distinct()


def beginning_with(organisations: QuerySet[Organisation], text: str) -> QuerySet[Organisation]:
    """Keep organisations with a name or alias in which `text` begins a word; none if it has no letter."""
    folded = fold(text)
    if not folded:
        return organisations.none()
    begins = Q(folded__startswith=folded) | Q(folded__contains=f" {folded}")
    alias_begins = Q(aliases__folded__startswith=folded) | Q(aliases__folded__contains=f" {folded}")
    return organisations.filter(begins | alias_begins).distinct()


def names_at(moment: dt.datetime, organisations: Collection[int]) -> dict[int, str]:
    """Return the names these organisations had at a moment, by primary key; without those that were not there yet."""
    rows = Organisation.history.filter(id__in=list(organisations), history_date__lte=moment)
    return dict(rows.order_by("history_date", "history_id").values_list("id", "name"))
