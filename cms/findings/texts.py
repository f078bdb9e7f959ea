"""From the content of a revision to what the rules read; no page is loaded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import URLField
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField
from wagtail.rich_text.rewriters import FIND_EMBED_TAG, extract_attrs

from cms.findings.values import Text
from cms.translations.models import TranslatedPage


def text_of(model: type[TranslatedPage], content: Mapping[str, Any], languages: Mapping[int, str]) -> Text:
    """Return the text of a page of this type; languages are the codes of locales by key.

    A translation has words only: its facts are the original's.
    """
    rich = tuple(name for name in model.words if isinstance(model._meta.get_field(name), RichTextField))
    own = languages.get(content["locale"], "")
    words = Text(
        values=content,
        language=own,
        plain=tuple(name for name in model.words if name not in rich),
        rich=rich,
        alternatives=dict(_in_words(content, rich)),
    )
    if content.get("is_translation_page"):
        return words
    return Text(
        values=content,
        language=content.get("original_language", own) or "",
        plain=words.plain,
        rich=rich,
        addresses=tuple(field.name for field in model._meta.fields if isinstance(field, URLField)),
        expected=model.expected,
        alternatives={**words.alternatives, **dict(_in_rows(model, content))},
    )


def _in_words(content: Mapping[str, Any], rich: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name in rich:
        embeds = [extract_attrs(match[1]) for match in FIND_EMBED_TAG.finditer(content.get(name) or "")]
        yield name, tuple(each.get("alt", "") for each in embeds if each.get("embedtype") == "image")


def _in_rows(
    model: type[TranslatedPage], content: Mapping[str, Any]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        rows = [row for row in content.get(name, ()) if row.get("image")]
        yield name, tuple(row.get("alt") or "" for row in rows)
