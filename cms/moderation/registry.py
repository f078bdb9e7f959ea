"""Which page types are moderated, without naming the packages that bring them."""

from functools import cache

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from cms.moderation.models import ModeratedPage


@cache
def moderated_models() -> tuple[type[ModeratedPage], ...]:
    return tuple(model for model in apps.get_models() if issubclass(model, ModeratedPage))


def moderated_content_type_ids() -> frozenset[int]:
    types = ContentType.objects.get_for_models(*moderated_models()).values()
    return frozenset(content_type.pk for content_type in types)


def is_moderated(page: Page) -> bool:
    """Whether the page's type is moderated, also when it was loaded as a plain Page."""
    return issubclass(page.specific_class or Page, ModeratedPage)
