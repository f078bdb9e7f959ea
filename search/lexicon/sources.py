"""Where concepts come from: the vocabularies, the glossary, the synonyms. Read whole, seldom."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model, QuerySet

from cms.taxonomy import queries
from cms.taxonomy.enums import Vocabulary
from search.lexicon.compiling import LANGUAGES, Concept, concept
from search.lexicon.origins import Origin
from search.lexicon.wording import alternatives


def rows(name: str) -> QuerySet[Model]:
    """Return the rows of a model, found by name: the models themselves check their words with this package."""
    return apps.get_model("search", name)._default_manager.order_by("pk")


def of_vocabularies() -> Iterator[Concept]:
    """Yield every term of every vocabulary: its short label before its long one."""
    for vocabulary in Vocabulary.values:
        texts = {language: queries.labels(vocabulary, language) for language in LANGUAGES}
        for code in texts["en"]:
            words = {language: (held[code].short, held[code].label) for language, held in texts.items()}
            yield concept(
                {language: tuple(dict.fromkeys(both)) for language, both in words.items()}, Origin.VOCABULARY
            )


def of_glossary() -> Iterator[Concept]:
    for words in rows("GlossaryTerm").filter(in_use=True).values(*LANGUAGES):
        yield glossary_concept(words)


def glossary_concept(words: dict[str, str]) -> Concept:
    return concept({language: alternatives(words[language]) for language in LANGUAGES}, Origin.GLOSSARY)


def of_synonyms() -> Iterator[Concept]:
    for language, words in rows("SynonymGroup").filter(in_use=True).values_list("language", "words"):
        yield synonym_concept(language, words)


def synonym_concept(language: str, words: str) -> Concept:
    return concept({language: alternatives(words)}, Origin.SYNONYM)
