"""What changed, in one line: told from the revisions alone, so that a list costs one query and no page is loaded."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, Revision

from cms.core.templatetags.languages import listing
from cms.core.templatetags.numbers import number
from cms.desk.comparison import without_keys
from cms.moderation.digests import BOOKKEEPING
from cms.moderation.fields import field_name

SHOWN = 2
"""As many fields are named before the others are counted; three are named where that is all."""


def changes_of(pages: Collection[Page]) -> dict[int, str]:
    """Return for each page what its newest text changes of the public one, in the reader's language."""
    wanted = {pk for page in pages if page.live for pk in (page.latest_revision_id, page.live_revision_id)}
    contents = dict(Revision.objects.filter(pk__in=wanted).values_list("pk", "content"))
    return {page.pk: _change(page, contents) for page in pages}


def _change(page: Page, contents: dict[int, dict[str, Any]]) -> str:
    if page.live:
        public, newest = contents.get(page.live_revision_id), contents.get(page.latest_revision_id)
        return _said(list(changed_fields(page.specific_class, public, newest))) if public and newest else ""
    return _("Public before") if page.first_published_at else _("New")


def _said(names: list[str]) -> str:
    if not names:
        return _("No difference in the fields")
    if len(names) > SHOWN + 1:
        more = len(names) - SHOWN
        names = [*names[:SHOWN], ngettext("%(count)s more", "%(count)s more", more) % {"count": number(more)}]
    return _("Changed: %(fields)s") % {"fields": listing(names)}


def changed_fields(model: type[Page], public: dict[str, Any], newest: dict[str, Any]) -> Iterator[str]:
    """Yield the names, for people, of the fields in which two revisions' contents differ, in the order of the page."""
    for key in newest:
        differs = key not in BOOKKEEPING and _plain(public.get(key)) != _plain(newest[key])
        if differs and (name := field_name(model, key)):
            yield name


def _plain(value: Any) -> Any:
    """Return a value without what tells nothing: how emptiness is written, the keys of rows and of blocks."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items() if key != "pk"}
    if isinstance(value, str):
        return without_keys(value)
    return "" if value is None else value
