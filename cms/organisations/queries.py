from django.db.models import Q, QuerySet

from cms.organisations.models import Organisation
from cms.taxonomy.folding import fold


def named_like(organisations: QuerySet[Organisation], text: str) -> QuerySet[Organisation]:
    """Keep organisations with a name or alias that contains `text` in any spelling; all if it has no letter."""
    folded = fold(text)
    if not folded:
        return organisations
    return organisations.filter(Q(folded__contains=folded) | Q(aliases__folded__contains=folded)).distinct()
