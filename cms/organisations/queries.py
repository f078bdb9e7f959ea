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
