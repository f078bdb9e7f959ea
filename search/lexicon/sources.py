"""Where concepts come from: the vocabularies, the glossary, the synonyms. Read whole, seldom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from django.apps import apps
from django.db.models import Model, QuerySet
from django.forms.models import model_to_dict

from cms.taxonomy import queries
from cms.taxonomy.enums import Vocabulary
from search.lexicon.compiling import LANGUAGES, Concept, concept
from search.lexicon.origins import Origin
from search.lexicon.wording import alternatives, joined

_REMEMBERED = 20_000
"""Meanings a process remembers, several times as many as there are: about 2 MB beside the lexicon that holds them."""


def rows(name: str) -> QuerySet[Model]:
    """Return the rows of a model, found by name: the models themselves check their words with this package."""
    return apps.get_model("search", name)._default_manager.order_by("pk")


def of_vocabularies() -> Iterator[Concept]:
    """Yield every term of every vocabulary: its short label before its long one."""
    for vocabulary in Vocabulary.values:
        texts = {language: queries.labels(vocabulary, language) for language in LANGUAGES}
        for code in texts["en"]:
            lines = {
                language: joined((held[code].short, held[code].label)) for language, held in texts.items()
            }
            yield _concept(tuple(lines.items()), Origin.VOCABULARY)


def of_glossary(but: int | None = None) -> Iterator[Concept]:
    """Yield the terms that are in use, leaving one out."""
    return map(_of_term, rows("GlossaryTerm").filter(in_use=True).exclude(pk=but).values(*LANGUAGES))


def of_synonyms(but: int | None = None) -> Iterator[Concept]:
    """Yield the groups that are in use, leaving one out."""
    return map(
        _of_group, rows("SynonymGroup").filter(in_use=True).exclude(pk=but).values("language", "words")
    )


def with_change(row: Model) -> Iterator[Concept]:
    """Yield every concept as it would be with a term or group saved as it is."""
    yield from of_vocabularies()
    kind, changed = row._meta.object_name, model_to_dict(row)
    yield from of_glossary(but=row.pk if kind == "GlossaryTerm" else None)
    yield from of_synonyms(but=row.pk if kind == "SynonymGroup" else None)
    if changed["in_use"]:
        yield _of_term(changed) if kind == "GlossaryTerm" else _of_group(changed)


def _of_term(words: Mapping[str, str]) -> Concept:
    return _concept(tuple((language, words[language]) for language in LANGUAGES), Origin.GLOSSARY)


def _of_group(group: Mapping[str, str]) -> Concept:
    return _concept(((group["language"], group["words"]),), Origin.SYNONYM)


@lru_cache(_REMEMBERED)
def _concept(lines: tuple[tuple[str, str], ...], origin: Origin) -> Concept:
    """Return the meaning of these alternatives. Finding stems takes long, and an edit changes one in thousands."""
    return concept({language: alternatives(line) for language, line in lines}, origin)
