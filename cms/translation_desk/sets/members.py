"""The languages of a record that wait together."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from cms.desk.comments.rows import CommentedField
from cms.desk.comparison import field_rows
from cms.moderation.digests import content_digest
from cms.moderation.enums import PageState
from cms.moderation.states import state_of
from cms.translation_desk.sets.permissions import reads_for_publication
from cms.translations.models import TranslatedPage


@dataclass(frozen=True, slots=True)
class Member:
    """One language of a record, and what of it waits."""

    page: TranslatedPage
    text: TranslatedPage
    state: PageState
    digest: str
    can_be_published: bool
    """By this person, once the original is public."""
    fields: list[CommentedField]
    """What it says; comments stand on its own page."""


def members_of(original: TranslatedPage, request: HttpRequest) -> list[Member]:
    """Return the original and its translations, each as its latest revision has it."""
    translations = original.get_translations().select_related("locale", "latest_revision")
    pages = [original, *sorted(translations, key=lambda page: page.locale.language_code)]
    return [_member(page, request) for page in pages if page.latest_revision]


def _member(page: TranslatedPage, request: HttpRequest) -> Member:
    text = page.get_latest_revision_as_object()
    return Member(
        page=page,
        text=text,
        state=state_of(page),
        digest=content_digest(page.latest_revision),
        can_be_published=reads_for_publication(request.user, page),
        fields=[
            CommentedField(row, threads=(), form=None)
            for row in field_rows(text, page if page.live else None, request)
            if not row.is_empty
        ],
    )
