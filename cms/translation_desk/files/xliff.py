"""XLIFF 2.0, its core only: one unit a segment, inline tags as codes whose HTML stands in the original data."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, tostring

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from cms.translation_desk.files.codes import Codes, append_text, html_of, without_controls
from cms.translation_desk.files.values import (
    FileUnusable,
    Returned,
    ReturnedFile,
    TranslationFile,
    Unit,
    mark_of,
)
from cms.translation_desk.files.xml_trees import Tree, read_tree
from cms.translations.values import SegmentState

SUFFIX = ".xlf"
NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
PRESERVE = {"xml:space": "preserve"}
STATE, MARK, BEFORE, TEXTS, TITLE = "state", "words", "made-from", "texts", "title"
"""Categories of notes."""
INITIAL = "initial"
DONE = frozenset({"translated", "reviewed", "final"})


def write(file: TranslationFile, made_at: dt.datetime) -> bytes:
    """Return the file's bytes, UTF-8."""
    root = Element(
        "xliff", xmlns=NAMESPACE, version="2.0", srcLang=file.source_language, trgLang=file.language
    )
    directions = {"srcDir": _direction(file.source_language), "trgDir": _direction(file.language)}
    inside = SubElement(root, "file", {"id": "record", "original": file.record, **directions, **PRESERVE})
    _add_notes(inside, {TITLE: file.title, TEXTS: str(len(file.units))})
    for unit in file.units:
        _add_unit(inside, unit)
    for element in (root, inside, *inside, *(part for unit in inside for part in unit)):
        _break_lines(element)
    return tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _direction(language: str) -> str:
    try:
        return "rtl" if get_language_info(language)["bidi"] else "ltr"
    except KeyError:
        return "auto"


def _add_unit(parent: Element, unit: Unit) -> None:
    element = SubElement(parent, "unit", id=unit.id, name=unit.path)
    notes = {STATE: unit.state, MARK: mark_of(unit.target), BEFORE: unit.before}
    _add_notes(element, {category: text for category, text in notes.items() if text})
    codes = Codes()
    segment = Element("segment", state="translated" if unit.state == SegmentState.CURRENT else INITIAL)
    codes.add(SubElement(segment, "source"), unit.source)
    if unit.target:
        codes.add(SubElement(segment, "target"), unit.target)
    if codes.data:
        original = SubElement(element, "originalData")
        for written, name in codes.data.items():
            append_text(SubElement(original, "data", id=name), written)
    element.append(segment)


def _add_notes(parent: Element, notes: dict[str, str]) -> None:
    inside = SubElement(parent, "notes")
    for category, text in notes.items():
        SubElement(inside, "note", category=category).text = without_controls(text)


def _break_lines(element: Element) -> None:
    """Begin each child on a line of its own; never called on what holds words."""
    if len(element) and element.tag not in ("source", "target", "note", "data"):
        element.text = "\n"
        for child in element:
            child.tail = "\n"


def read(data: bytes) -> ReturnedFile:
    """Return what the file says. Raises FileUnusable with the line that cannot be read."""
    tree = read_tree(data, NAMESPACE)
    root = tree.root
    if root.tag != "xliff" or not root.get("version", "").startswith("2."):
        raise FileUnusable(_("The file is not XLIFF 2."), line=tree.lines[root], field="version")
    language = root.get("trgLang")
    if not language:
        raise FileUnusable(_("The file names no language."), line=tree.lines[root], field="trgLang")
    files = root.findall("file")
    if len(files) != 1:
        line = tree.lines[files[1]] if files else tree.lines[root]
        raise FileUnusable(_("The file has to hold one <file>."), line=line, field="file")
    record = files[0].get("original")
    if not record:
        raise FileUnusable(_("The file names no record."), line=tree.lines[files[0]], field="original")
    units = tuple(_returned(unit, tree) for unit in files[0].iter("unit"))
    texts = _notes(files[0]).get(TEXTS, "")
    missing = int(texts) - len(units) if re.fullmatch("[0-9]{1,6}", texts) else 0
    return ReturnedFile(record, language, units, max(missing, 0))


def _returned(unit: Element, tree: Tree) -> Returned:
    notes, line = _notes(unit), tree.lines[unit]
    states = [segment.get("state", INITIAL) for segment in unit.findall("segment")]
    source = target = trouble = ""
    try:
        source, target = _texts(unit)
    except ValueError as error:
        trouble = str(error)
        source, target = _plain(unit, "source"), _plain(unit, "target")
    return Returned(
        line=line,
        unit=unit.get("id", ""),
        source=source,
        target=target,
        confirmed=bool(states) and DONE.issuperset(states),
        state=notes.get(STATE, ""),
        mark=notes.get(MARK, ""),
        before=notes.get(BEFORE, ""),
        trouble=trouble,
    )


def _texts(unit: Element) -> tuple[str, str]:
    """Return the source and the target, put together again if a tool has cut them into several segments."""
    data = {element.get("id", ""): html_of(element, {}, raw=True) for element in unit.iter("data")}
    sources, targets, empty = [], [], 0
    for element in _segments(unit):
        source, target = element.find("source"), element.find("target")
        if source is None:
            raise ValueError(_("A segment has no source."))
        sources.append(html_of(source, data))
        if target is not None:
            targets.append(html_of(target, data))
        elif element.tag == "ignorable":
            targets.append(sources[-1])
        else:
            empty += 1
            targets.append("")
    if empty and any(target.strip() for target in targets):
        raise ValueError(_("Only a part of the text is translated."))
    return "".join(sources), "".join(targets)


def _segments(unit: Element) -> Iterator[Element]:
    return (element for element in unit if element.tag in ("segment", "ignorable"))


def _plain(unit: Element, tag: str) -> str:
    return " ".join("".join(element.itertext()) for element in unit.iter(tag))


def _notes(element: Element) -> dict[str, str]:
    return {note.get("category", ""): note.text or "" for note in element.iterfind("notes/note")}
