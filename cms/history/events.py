"""The time line of a record: what became of it, in every language, out of the three histories."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry, Revision

from cms.accounts.models import User
from cms.desk.logs import entries_for
from cms.desk.queries import desk_pages
from cms.history.comments import comment_events
from cms.history.enums import Kind
from cms.history.sentences import OWN, REPEATED, SILENT, kind_of, reason_of, sentence_of
from cms.history.values import Event
from cms.moderation.enums import BROUGHT_BACK
from cms.moderation.permissions import WRITING_ACTIONS
from cms.records.history import PUBLISHED, history_model, was_brought_back
from cms.records.models import RecordPage


def events_of(page: Page, reader: User) -> list[Event]:
    """Return what the person may know of the record a page belongs to, newest first.

    Of pages that they do not see on the desk they are told what was public and when; without a staff role, only what
    concerns an author; of comments, those whose door lets them in. The number of queries does not grow with the number
    of events.
    """
    pages = page.get_translations(inclusive=True).select_related("locale")
    languages = {each.pk: each.locale.language_code for each in pages}
    seen = set(desk_pages(reader).filter(pk__in=languages).values_list("pk", flat=True))
    events = [
        *_logged(_entries(page, seen, reader), languages),
        *_written_without_entry(seen, languages),
        *_publications(page, seen, languages),
        *comment_events([each.specific for each in pages if each.pk in seen], languages, reader),
    ]
    # What was written, decided and published in one moment reads in that order from below.
    order = list(Kind)
    return sorted(events, key=lambda event: (event.at, order.index(event.kind)), reverse=True)


def _entries(page: Page, seen: Collection[int], reader: User) -> Iterator[PageLogEntry]:
    """Yield the entries of these pages; of what a person saved over and over only the last."""
    entries = entries_for(reader, seen).exclude(action__in=SILENT)
    if isinstance(page, RecordPage):
        entries = entries.exclude(action__in=REPEATED)
    known: set[tuple[int, int | None]] = set()
    for entry in entries.order_by("-timestamp", "-pk"):
        sitting = (entry.revision_id, entry.user_id)
        if entry.action == "wagtail.edit" and entry.revision_id:
            if sitting in known:
                continue
            known.add(sitting)
        yield entry


def _logged(entries: Iterable[PageLogEntry], languages: Mapping[int, str]) -> Iterator[Event]:
    for entry in entries:
        kind = kind_of(entry)
        written = kind == Kind.WORDS and entry.revision_id
        yield Event(
            at=entry.timestamp,
            kind=kind,
            page_id=entry.page_id,
            language=languages[entry.page_id],
            sentence=sentence_of(entry),
            person=entry.user_display_name,
            reason=reason_of(entry),
            version=f"r{entry.revision_id}" if written else "",
        )


def _written_without_entry(seen: Collection[int], languages: Mapping[int, str]) -> Iterator[Event]:
    """Yield the versions that no entry of the log names."""
    named = PageLogEntry.objects.filter(page_id__in=seen, action__in=WRITING_ACTIONS, revision__isnull=False)
    revisions = Revision.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id__in=[str(pk) for pk in seen]
    ).exclude(pk__in=named.values("revision_id"))
    for pk, page_id, at, *person in revisions.values_list(
        "pk", "object_id", "created_at", "user__name", "user__username"
    ):
        yield Event(
            at=at,
            kind=Kind.WORDS,
            page_id=int(page_id),
            language=languages[int(page_id)],
            sentence=str(OWN["wagtail.edit"]),
            person=_name(*person),
            version=f"r{pk}",
        )


def _publications(page: Page, seen: Collection[int], languages: Mapping[int, str]) -> Iterator[Event]:
    """Yield when each page became public, changed in public or stopped being so."""
    if not isinstance(page, RecordPage):
        return
    rows = history_model(type(page)).objects.filter(id__in=languages).order_by("history_date", "history_id")
    public: set[int] = set()
    for row in rows.values(*ROW):
        is_publication = row["history_type"] == PUBLISHED
        readable = is_publication and row["id"] in seen
        yield Event(
            at=row["history_date"],
            kind=Kind.PUBLICATION,
            page_id=row["id"],
            language=languages[row["id"]],
            sentence=_publication_sentence(row, row["id"] in public),
            person=_name(row["history_user__name"], row["history_user__username"]),
            reason=str(BROUGHT_BACK[1]) if was_brought_back(row) else row["history_change_reason"] or "",
            version=f"p{row['history_id']}" if readable else "",
        )
        (public.add if is_publication else public.discard)(row["id"])


ROW = (
    "history_id",
    "id",
    "history_type",
    "history_date",
    "history_change_reason",
    "history_user__name",
    "history_user__username",
)


def _publication_sentence(row: Mapping[str, Any], was_public: bool) -> str:
    if row["history_type"] != PUBLISHED:
        return _("Not public any more")
    return _("Public in a new version") if was_public else _("Public")


def _name(name: str | None, username: str | None) -> str:
    return name or username or _("the system")
