"""How far a step is, in words."""

from collections.abc import Iterable

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.core.templatetags.languages import listing
from cms.core.templatetags.numbers import number
from cms.moderation.approvals.progress import Progress

register = template.Library()


@register.filter
def approvals(progress: Progress) -> str:
    """Return "1 of 2 approved, by Anna"."""
    values = {
        "count": number(len(progress.approved)),
        "asked": number(progress.wanted),
        "people": listing(str(person) for person in progress.approved),
    }
    if not progress.approved:
        return _("%(count)s of %(asked)s approved") % values
    return _("%(count)s of %(asked)s approved, by %(people)s") % values


@register.filter
def still_asked(progress: Progress) -> str:
    """Return "moderator and one more person"; empty where nobody is."""
    people = ngettext("%(count)s more person", "%(count)s more people", progress.more) % {
        "count": number(progress.more)
    }
    return listing([*progress.unheard, *([people] if progress.more else [])])


@register.filter
def listed(people: Iterable[object]) -> str:
    return listing(str(each) for each in people)
