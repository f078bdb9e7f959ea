"""The whole history of a record as a file, for who may see it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.accounts.models import User
from cms.desk.queries import desk_pages
from cms.history.contents import contents_of
from cms.history.events import events_of
from cms.history.values import Event
from cms.history.versions import versions_of
from search.exports.cells import harmless

BYTE_ORDER_MARK = "\ufeff"
"""Tells a spreadsheet that what follows is UTF-8."""


def as_csv(page: Page, reader: User) -> tuple[str, str]:
    """Return a line for each event, newest first, and the type of the file."""
    out = io.StringIO(BYTE_ORDER_MARK)
    out.seek(0, io.SEEK_END)
    writer = csv.writer(out)
    writer.writerow(
        [_("Time"), _("Kind"), _("Language"), _("What happened"), _("Person"), _("Why"), _("Version")]
    )
    for event in events_of(page, reader):
        cells = (event.kind.label, event.language, event.sentence, event.person, event.reason, event.version)
        writer.writerow([event.at.isoformat(), *(harmless(str(cell)) for cell in cells)])
    return out.getvalue(), "text/csv; charset=utf-8"


def as_json(page: Page, reader: User) -> tuple[str, str]:
    """Return the events and, of each page that the person sees, every version with all its fields."""
    pages = page.get_translations(inclusive=True).select_related("locale")
    seen = pages.filter(pk__in=desk_pages(reader).values("pk")).specific()
    history = {
        "title": page.get_admin_display_title(),
        "record_id": getattr(getattr(page, "original", page), "record_id", ""),
        "events": [_event(event) for event in events_of(page, reader)],
        "pages": [_page(each) for each in seen],
    }
    return json.dumps(history, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1), "application/json"


def _page(page: Page) -> Mapping[str, Any]:
    contents = contents_of(page)
    return {
        "page": page.pk,
        "language": page.locale.language_code,
        "versions": [
            {"version": each.key, "at": each.at, "person": each.by, "fields": contents[each.key]}
            for each in versions_of(page)
        ],
    }


def _event(event: Event) -> Mapping[str, Any]:
    return {
        "at": event.at,
        "kind": event.kind.value,
        "page": event.page_id,
        "language": event.language,
        "event": event.sentence,
        "person": event.person,
        "reason": event.reason,
        "version": event.version,
    }


FORMATS: Mapping[str, Callable[[Page, User], tuple[str, str]]] = {"csv": as_csv, "json": as_json}
