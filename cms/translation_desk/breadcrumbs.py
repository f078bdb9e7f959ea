"""The way from the translators' desk to one of its pages."""

from django.urls import reverse
from django.utils.translation import gettext as _


def trail_to(title: str) -> list[dict[str, str]]:
    """Return the last breadcrumbs: the desk, and the page that is open."""
    return [{"url": reverse("translation_queue"), "label": _("Translations")}, {"url": "", "label": title}]
