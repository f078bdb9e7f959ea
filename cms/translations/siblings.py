"""Pages of the site that were written language by language, made translations of the one that was written first.

Migrations use this too, so rows and revisions come as the models of their time; texts are read by today's page type.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db.models import Model

from cms.translations.models import SitePage
from cms.translations.segments import pairs_by_position

FIRST = "en"
"""The language in which the site's own pages are written first."""


def as_translations(pages: Sequence[SitePage]) -> None:
    """Make pages that are not saved yet translations of the first of them, by position."""
    first = pages[0]
    for page in pages[1:]:
        page.translation_key, page.is_translation_page = first.translation_key, True
        page.pairs = [asdict(pair) for pair in pairs_by_position(first, page)]


def translate_siblings(pages: type[Model], page_type: type[SitePage], revisions: type[Model]) -> int:
    """Make the pages beside an English one its translations, by position; return how many there are.

    Their revisions say so too, or restoring one would make an original of it. What was made a translation before stays.
    """
    count = 0
    for original, others in _groups(pages):
        for page in others:
            _translate(page, _words(page_type, vars(original)), page_type, revisions)
            count += 1
    return count


def _groups(pages: type[Model]) -> Iterator[tuple[Any, list[Any]]]:
    beside: dict[UUID, list[Any]] = defaultdict(list)
    for page in pages.objects.filter(is_translation_page=False).select_related("locale").order_by("pk"):  # type: ignore[attr-defined]  # django-stubs knows no managers of models of a time
        beside[page.translation_key].append(page)
    for siblings in beside.values():
        first = [page for page in siblings if page.locale.language_code == FIRST]
        if first:
            yield first[0], [page for page in siblings if page not in first]


def _translate(page: Any, original: SitePage, page_type: type[SitePage], revisions: type[Model]) -> None:
    values = {"is_translation_page": True, "pairs": _pairs(original, page_type, vars(page))}
    type(page).objects.filter(pk=page.pk).update(**values)
    own: Iterable[Any] = revisions.objects.filter(  # type: ignore[attr-defined]  # as above
        object_id=str(page.pk), base_content_type__app_label="wagtailcore", base_content_type__model="page"
    )
    for revision in own:
        pairs = _pairs(original, page_type, revision.content)
        revision.content |= values | {"pairs": pairs}
        revision.save(update_fields=["content"])


def _words(page_type: type[SitePage], values: Mapping[str, Any]) -> SitePage:
    """Return an unsaved page with these words."""
    return page_type(**{name: values.get(name, "") for name in page_type.words})


def _pairs(original: SitePage, page_type: type[SitePage], values: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [asdict(pair) for pair in pairs_by_position(original, _words(page_type, values))]
