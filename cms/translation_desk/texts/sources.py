"""What a kind of text is: where its words are kept, what is wrong with some, who may publish them and how."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Model, QuerySet, TextField
from django.utils.functional import Promise
from django.utils.text import capfirst

from cms.accounts.models import User
from cms.translation_desk.assistance.checks import Problem, problems
from cms.translation_desk.texts.values import Text, Version, as_html

Histories = Mapping[tuple[str, str, str], Sequence[Version]]
"""(key, field, language) -> what it said, the oldest first."""


class TextSource(ABC):
    """Words in a table with a row for each language, the original's among them, and simple-history.

    A source names the table and its columns, and says how words get there. The words of a proposal stay in
    TextProposal until `publish`.
    """

    name: ClassVar[str]
    label: ClassVar[str | Promise]
    model: ClassVar[type[Model]]
    key_columns: ClassVar[tuple[str, ...]]
    """Lookups that name a row within its language; the first one is its group."""
    row: ClassVar[str]
    """The column that has the same value in all languages of a row."""
    order: ClassVar[tuple[str, ...]]
    fields: ClassVar[tuple[str, ...]]

    @abstractmethod
    def groups(self) -> Sequence[tuple[str, str | Promise]]:
        """Return the groups and their names: each is translated on a page of its own."""

    @abstractmethod
    def may_publish(self, user: User, language: str, group: str) -> bool:
        """Whether the person's roles let them decide on words of others."""

    @abstractmethod
    def publish(self, *, key: str, field: str, language: str, words: str, by: User) -> None:
        """Give readers these words, as an editor's save does. Raises PermissionDenied or ValidationError."""

    def problems(self, text: Text, words: str, language: str) -> list[Problem]:
        """Return what is wrong or suspicious with words for a text; what blocks is not handed in."""
        return problems(as_html(text.original), as_html(words), settings.LANGUAGE_CODE, language)

    def heading(self, key: str) -> str:
        """Return what names a row besides its words, such as a code."""
        return ""

    def hints(self, group: str) -> Mapping[str, str]:
        """Return what may stand in the words of a group, each with what it means."""
        return {}

    def field_label(self, field: str) -> str:
        return str(capfirst(self.model._meta.get_field(field).verbose_name))

    def longest(self, field: str) -> int | None:
        length: int | None = self.model._meta.get_field(field).max_length
        return length

    def is_optional(self, field: str) -> bool:
        return bool(self.model._meta.get_field(field).blank)

    def has_lines(self, field: str) -> bool:
        return isinstance(self.model._meta.get_field(field), TextField)

    def texts(self, language: str, group: str = "") -> list[Text]:
        """Return the texts of a group, or all, that have words in the original: by one query, in their order."""
        held: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
        for key, row_language, *words in self._values(self._rows(group).order_by(*self.order), language):
            held[key][row_language] = tuple(words)
        nothing = ("",) * len(self.fields)
        return [
            Text(self.name, key, field, original, target, self.is_optional(field))
            for key, rows in held.items()
            for field, original, target in zip(
                self.fields,
                rows.get(settings.LANGUAGE_CODE, nothing),
                rows.get(language, nothing),
                strict=True,
            )
            if original.strip()
        ]

    def histories(self, language: str, group: str = "") -> Histories:
        """Return what the texts said whose original was ever changed, and their translations, by one query."""
        versions: dict[tuple[str, str, str], list[Version]] = defaultdict(list)
        history = self.model.history  # type: ignore[attr-defined]  # simple-history's manager
        changed = history.filter(language=settings.LANGUAGE_CODE, history_type="~").values(self.row)
        rows = self._rows(group, history).filter(**{f"{self.row}__in": changed})
        rows = rows.order_by("history_date", "history_id")
        for key, row_language, *words, at in self._values(rows, language, "history_date"):
            for field, each in zip(self.fields, words, strict=True):
                versions[key, field, row_language].append(Version(at, each))
        return versions

    def _rows(self, group: str, manager: Any = None) -> QuerySet[Any]:
        narrowed = {self.key_columns[0]: group} if group else {}
        return (manager or self.model._default_manager).filter(**narrowed)

    def _values(self, rows: QuerySet[Any], language: str, *more: str) -> Iterator[tuple[Any, ...]]:
        wanted = rows.filter(language__in=(settings.LANGUAGE_CODE, language))
        columns = len(self.key_columns)
        for row in wanted.values_list(*self.key_columns, "language", *self.fields, *more):
            yield "/".join(row[:columns]), *row[columns:]
