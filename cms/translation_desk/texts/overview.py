"""How the groups of texts stand in a language, in numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise

from cms.accounts.models import User
from cms.translation_desk.texts.enums import TextState
from cms.translation_desk.texts.permissions import can_propose
from cms.translation_desk.texts.queries import counts
from cms.translation_desk.texts.registry import SOURCES


@dataclass(frozen=True, slots=True)
class Line:
    """One vocabulary or one kind of mail."""

    source: str | Promise
    label: str | Promise
    address: str
    missing: int
    stale: int
    returned: int
    in_review: int
    current: int

    @property
    def to_do(self) -> int:
        return self.missing + self.stale + self.returned + self.in_review

    @property
    def total(self) -> int:
        return self.to_do + self.current


def text_languages(user: User) -> list[str]:
    """Return the languages into which the person translates texts, in the order of the site's."""
    return [code for code, _name in settings.LANGUAGES if can_propose(user, code)]


def lines(language: str) -> list[Line]:
    """Return how each group stands, in the order of the sources and their groups; five queries at most."""
    return [line for line in _lines(language) if line.total]


def _lines(language: str) -> Iterator[Line]:
    counted = counts(language)
    for source in SOURCES.values():
        for group, label in source.groups():
            yield Line(
                source=source.label,
                label=label,
                address=reverse("translation_text_group", args=[language, source.name, group]),
                **{state.value: counted[source.name, group, state] for state in TextState},
            )
