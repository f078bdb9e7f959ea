"""Gettext's PO: one entry a segment, its markup as text, what a stale one was made from as its previous msgid."""

from __future__ import annotations

import codecs
import datetime as dt
import re
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _
from polib import POEntry, POFile, pofile

from cms.translation_desk.files.values import (
    FileUnusable,
    Returned,
    ReturnedFile,
    TranslationFile,
    Unit,
    mark_of,
)
from cms.translations.values import SegmentState

SUFFIX = ".po"
RECORD, SOURCE_LANGUAGE, TEXTS = "X-Record", "X-Source-Language", "X-Texts"
STATE, MARK = "state", "words"
"""What the extracted comments of an entry say."""
TO_CONFIRM = frozenset({SegmentState.STALE, SegmentState.MACHINE})
LINE = re.compile(
    r'\s*+(?:#.*+|(?:(?P<word>msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s++)?"[^"\\]*+(?:\\.[^"\\]*+)*+"\s*+)?',
    flags=re.DOTALL,
)
"""Possessive, so a line of megabytes costs nothing."""
CHARSET = re.compile(rb'"Content-Type:[^"\n]*charset=([\w.:-]+)')
NO_FILES = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})
"""Codecs of Python's for other things than files; the first two take hours for what a file may hold."""


def write(file: TranslationFile, made_at: dt.datetime) -> bytes:
    """Return the file's bytes, UTF-8."""
    catalogue = POFile(wrapwidth=0)
    catalogue.header = f"{file.record}: {file.title}"
    catalogue.metadata = {
        "Project-Id-Version": file.record,
        "PO-Revision-Date": f"{made_at:%Y-%m-%d %H:%M%z}",
        "Last-Translator": "",
        "Language-Team": "",
        "Language": file.language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        RECORD: file.record,
        SOURCE_LANGUAGE: file.source_language,
        TEXTS: str(len(file.units)),
    }
    catalogue.extend(_entry(unit) for unit in file.units)
    return f"{catalogue}\n".encode()


def _entry(unit: Unit) -> POEntry:
    return POEntry(
        msgctxt=unit.id,
        msgid=unit.source,
        msgstr=unit.target,
        previous_msgid=unit.before or None,
        comment=f"{STATE}: {unit.state}\n{MARK}: {mark_of(unit.target)}",
        flags=["fuzzy"] if unit.state in TO_CONFIRM else [],
    )


def read(data: bytes) -> ReturnedFile:
    """Return what the file says. Raises FileUnusable with the line that cannot be read."""
    text = _decoded(data)
    _require_whole_lines(text)
    catalogue = _parsed(text)
    for name in (RECORD, "Language"):
        if not catalogue.metadata.get(name):
            raise FileUnusable(
                _("The header of the file has no “%(field)s”.") % {"field": name}, line=1, field=name
            )
    entries = [entry for entry in catalogue if entry.msgid]
    if not entries:
        raise FileUnusable(_("The file holds no text."))
    texts = catalogue.metadata.get(TEXTS, "")
    missing = int(texts) - len(entries) if re.fullmatch("[0-9]{1,6}", texts) else 0
    return ReturnedFile(
        record=catalogue.metadata[RECORD],
        language=catalogue.metadata["Language"],
        units=tuple(_returned(entry) for entry in entries),
        missing=max(missing, 0),
    )


def _decoded(data: bytes) -> str:
    declared = CHARSET.search(data)
    charset = declared[1].decode("ascii") if declared else "utf-8"
    try:
        if codecs.lookup(charset).name in NO_FILES:
            raise LookupError
        return data.removeprefix(codecs.BOM_UTF8).decode(charset)
    except LookupError:
        raise FileUnusable(
            _("The encoding “%(name)s” is not known; save the file as UTF-8.") % {"name": charset}
        ) from None
    except UnicodeError as error:
        line = data.count(b"\n", 0, getattr(error, "start", 0)) + 1
        raise FileUnusable(
            _("The file is not %(name)s, as it has to be.") % {"name": charset.upper()}, line=line
        ) from None


def _require_whole_lines(text: str) -> None:
    """The library takes what has lost its closing quotation mark for a text that is one letter shorter.

    And an entry that has lost its translation for one without.
    """
    opened = 0
    for number, line in enumerate(text.split("\n"), start=1):
        found = LINE.fullmatch(line)
        if found is None:
            raise FileUnusable(_("This line is no line of a PO file, or was cut short."), line=number)
        if found["word"]:
            opened = 0 if found["word"].startswith("msgstr") else number
    if opened:
        raise FileUnusable(_("The file ends within this text; it was cut short."), line=opened)


def _parsed(text: str) -> POFile:
    """The library gets a file: it would open one whose name an upload holds, and break lines at U+2028."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "read.po"
        path.write_text(text, encoding="utf-8")
        try:
            return pofile(str(path), encoding="utf-8")
        except OSError as error:
            line = re.search(r"line (\d+)", str(error))
            raise FileUnusable(
                _("The file cannot be read from here on."), line=int(line[1]) if line else 0
            ) from None


def _returned(entry: POEntry) -> Returned:
    comments = dict(re.findall(rf"^({STATE}|{MARK}): (\w*)$", entry.comment, flags=re.MULTILINE))
    trouble = ""
    if entry.obsolete:
        trouble = _("The entry is marked as obsolete.")
    elif entry.msgid_plural:
        trouble = _("The entry has a plural; texts of records have none.")
    return Returned(
        line=entry.linenum,
        unit=entry.msgctxt or "",
        source=entry.msgid,
        target=entry.msgstr,
        confirmed=not entry.fuzzy,
        doubtful=entry.fuzzy,
        state=comments.get(STATE, ""),
        mark=comments.get(MARK, ""),
        before=entry.previous_msgid or "",
        trouble=trouble,
    )
