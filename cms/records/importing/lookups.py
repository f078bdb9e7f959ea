"""What the lines of one batch name, found in a few queries: organisations, terms, languages."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from wagtail.models import Locale, Page

from cms.accounts.models import User
from cms.organisations.actions import resolve_organisations
from cms.organisations.models import Organisation
from cms.records.importing.languages import detect
from cms.taxonomy.enums import Vocabulary
from cms.taxonomy.models import Term


@dataclass
class Lookups:
    """Built once a run; the organisations of each batch are added before it is written."""

    by: User

    def __post_init__(self) -> None:
        self._organisations: dict[str, Organisation] = {}
        self._places: dict[Hashable, Page] = {}

    @cached_property
    def _terms(self) -> Mapping[tuple[str, str], Term]:
        return {(term.vocabulary, term.code): term for term in Term.objects.all()}

    @cached_property
    def _locales(self) -> Mapping[str, Locale]:
        return {locale.language_code: locale for locale in Locale.objects.all()}

    def add_organisations(self, names: Iterable[str]) -> None:
        """Find or make the organisations of these names; of two spellings the first one met is kept."""
        unknown = dict.fromkeys(name for name in names if name not in self._organisations)
        self._organisations |= resolve_organisations(unknown, by=self.by)

    def organisation(self, name: str | None) -> int | None:
        return self._organisations[name].pk if name in self._organisations else None

    def organisations(self, names: Iterable[str]) -> list[Organisation]:
        return list({each.pk: each for name in names if (each := self._organisations.get(name))}.values())

    def term(self, vocabulary: Vocabulary, code: str | None) -> int | None:
        return self._terms[vocabulary, code].pk if code else None

    def terms(self, vocabulary: Vocabulary, codes: Iterable[object]) -> list[Term]:
        return [self._terms[vocabulary, str(code)] for code in codes]

    def locale(self, language: str) -> Locale:
        """Return where a page of this language lives: an original outside the six in the English tree."""
        return self._locales.get(language) or self._locales[settings.LANGUAGE_CODE]

    def language(self, given: str | None, text: str) -> str:
        """Return the language of the original: as given, else detected, else empty for unknown."""
        return given or detect(text)

    def place(self, key: Hashable, make: Callable[[], Page]) -> Page:
        """Return the parent page of this key, found or made once a run."""
        if key not in self._places:
            self._places[key] = make()
        return self._places[key]
