"""Panels of the editor that know originals from translations."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel


class FactPanel(FieldPanel):
    """A field that lives on the original: a translation's editor does not offer it."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return not self.instance.is_translation and super().is_shown()


def word_panels(names: tuple[str, ...]) -> list[Panel]:
    return [FieldPanel(name) for name in names]


def fact_panels(names: tuple[str, ...]) -> list[Panel]:
    return [FactPanel(name) for name in names]


RIGHTS_PANELS: list[Panel] = [
    MultiFieldPanel(fact_panels(("contact_name", "contact_email")), heading=_("Contact, never public")),
    MultiFieldPanel(
        fact_panels(("original_language", "legacy_id", "source_url", "licence", "attribution")),
        heading=_("Source and rights"),
    ),
]
"""The last panels of every record."""
