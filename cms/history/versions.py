"""The versions of one page: each text that was written and each that was public."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from cms.records.history import PUBLISHED, history_model
from cms.records.models import RecordPage
from cms.records.past import give_public_values


@dataclass(frozen=True, slots=True)
class Version:
    """A revision, or a row of the publication history."""

    key: str
    """ "r12" for a revision, "p3" for a publication."""
    at: dt.datetime
    by: str

    @property
    def number(self) -> int:
        return int(self.key[1:])

    @property
    def is_public(self) -> bool:
        return self.key.startswith("p")

    def __str__(self) -> str:
        words = _("Published %(date)s, %(person)s") if self.is_public else _("Written %(date)s, %(person)s")
        date = formats.date_format(timezone.localtime(self.at), "DATETIME_FORMAT")
        return words % {"date": date, "person": self.by}


def versions_of(page: Page) -> list[Version]:
    """Return all versions of a page, newest first; of one moment the publication before the text it made public."""
    written = [
        Version(f"r{pk}", at, _name(*person))
        for pk, at, *person in page.revisions.values_list("pk", "created_at", "user__name", "user__username")
    ]
    return sorted([*_publications(page), *written], key=lambda each: (each.at, each.number), reverse=True)


def _publications(page: Page) -> list[Version]:
    if not isinstance(page, RecordPage):
        return []
    rows = (
        history_model(type(page))
        .objects.filter(id=page.pk, history_type=PUBLISHED)
        .values_list("history_id", "history_date", "history_user__name", "history_user__username")
    )
    return [Version(f"p{pk}", at, _name(*person)) for pk, at, *person in rows]


def _name(name: str | None, username: str | None) -> str:
    return name or username or str(_("the system"))


def text_of(page: Page, version: Version) -> Page:
    """Return the page as a version has it, never to be saved as it is.

    A publication is read from the publication history; what that does not hold (images, attachments, the contact) is
    taken from the revision that was published or, where that is gone, from the latest.
    """
    if not version.is_public:
        return page.revisions.get(pk=version.number).as_object()
    row: Any = history_model(type(page)).objects.get(history_id=version.number)
    revision = Revision.objects.filter(pk=row.live_revision_id).first() or page.latest_revision
    text = revision.as_object() if revision else page
    give_public_values([text], [row])
    return text


def find(versions: Sequence[Version], key: str) -> Version | None:
    return next((version for version in versions if version.key == key), None)


def before(versions: Sequence[Version], version: Version) -> Version:
    """Return the version before this one of the same sort, or any before it, or itself where it is the first."""
    earlier = versions[versions.index(version) + 1 :]
    same = (each for each in earlier if each.is_public == version.is_public)
    return next(same, None) or next(iter(earlier), version)
