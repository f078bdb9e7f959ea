"""What became of each file that was read: shown on its page, kept as JSON, downloaded as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from cms.records.importing.text import printable
from search.exports.cells import harmless


@dataclass(frozen=True, slots=True)
class Refused:
    """Words that could not be used. They stand here, so they are not lost."""

    line: int
    field: str
    unit: str
    source: str
    target: str
    reason: str


@dataclass(slots=True)
class FileReport:
    """One file: how many of its texts were used, and which were not."""

    name: str
    record: str = ""
    title: str = ""
    language: str = ""
    page: int = 0
    """The translation's page."""
    used: int = 0
    unchanged: int = 0
    stale: int = 0
    """Of those used: words for a text that has changed meanwhile; they wait beside the new one."""
    missing: int = 0
    refused: list[Refused] = field(default_factory=list)
    error: str = ""
    """Why nothing of the file was read."""
    error_line: int = 0
    error_field: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return it as the database can keep it, and a page show it: the file's own characters are not trusted."""
        return asdict(self, dict_factory=_storable)


def _storable(items: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {name: printable(value) if isinstance(value, str) else value for name, value in items}


def table(reports: Iterable[dict[str, Any]]) -> Iterator[list[str | int]]:
    """Yield the lines of a table of everything that could not be used, its header first."""
    yield [_("file"), _("line"), _("field"), _("reason"), _("original"), _("translation")]
    for report in reports:
        if report["error"]:
            cells = (report["error_line"] or "", report["error_field"], report["error"], "", "")
            yield [harmless(cell) for cell in (report["name"], *cells)]
        for refused in report["refused"]:
            names = ("field", "reason", "source", "target")
            yield [harmless(report["name"]), refused["line"], *(harmless(refused[name]) for name in names)]
