"""500 records out and in: every text comes back, and each file is valid for msgfmt and the grammar of XLIFF."""

import datetime as dt
import io
import random

import pytest

from cms.translation_desk.files import archive, formats
from cms.translation_desk.files.formats import Format
from cms.translation_desk.files.units import units_of
from cms.translation_desk.files.values import TranslationFile
from cms.translations.segments import segments_of
from cms.translations.states import find
from cms.translations.values import Origin, Pair
from stocktaking_pages.models import StocktakingProjectPage
from tests.translation_desk.files.validators import problems_of_po, problems_of_xliff
from tests.translations.editors import Editor

NOW = dt.datetime(2026, 11, 28, 20, 30, tzinfo=dt.UTC)
RECORDS = 500
LANGUAGES = ("fr", "ru", "ar", "zh")


def paragraphs(editor):
    return "".join(f"<p>{text}</p>" for text in editor.paragraphs(1, 4))


def original(editor):
    return StocktakingProjectPage(
        title=editor.sentence(),
        summary=editor.paragraph(),
        description=paragraphs(editor),
        goals=paragraphs(editor),
    )


def pairs(rng, segments, editor, translator):
    """Yield what a translation has: for some texts nothing, for some the words for an older one, or a machine's."""
    for segment in segments:
        if rng.random() < 0.8:
            source = editor.changed(segment.text) if rng.random() < 0.3 else segment.text
            origin = Origin.MACHINE if rng.random() < 0.2 else Origin.PERSON
            yield Pair(segment.path, source, translator.paragraph(), origin)


def file(number):
    rng = random.Random(number)
    language = rng.choice(LANGUAGES)
    editor, translator = Editor(rng, "en"), Editor(rng, language)
    segments = segments_of(original(editor))
    held = find(segments, list(pairs(rng, segments, editor, translator)))
    return TranslationFile(f"R-{number}", f"Record {number}", "en", language, tuple(units_of(held)))


@pytest.fixture
def files(repository):
    return [file(number) for number in range(RECORDS)]


def archived(files, kind):
    """Return the names and bytes of what comes out of an archive of these files."""
    stream = io.BytesIO()
    writer = archive.ArchiveWriter(stream, "mixed", kind)
    for each in files:
        writer.add(archive.file_name(each, kind), each, formats.write(each, kind, NOW))
    writer.close()
    return list(archive.ArchiveReader(stream))


@pytest.mark.parametrize("kind", list(Format))
def test_500_records_go_out_and_come_in_without_loss(kind, files, tmp_path):
    assert {unit.state for each in files for unit in each.units} == {"current", "stale", "machine", "missing"}

    found = archived(files, kind)

    assert len(found) == RECORDS
    for each, (name, data) in zip(files, found, strict=True):
        returned = formats.read(name, data)
        assert (returned.record, returned.language, returned.missing) == (each.record, each.language, 0)
        assert [(unit.id, unit.source, unit.target, unit.state, unit.before) for unit in each.units] == [
            (unit.unit, unit.source, unit.target, unit.state, unit.before) for unit in returned.units
        ]
    assert problems(kind, found, tmp_path) == []


def problems(kind, found, folder):
    if kind == Format.XLIFF:
        return [line for _name, data in found for line in problems_of_xliff(data)]
    for name, data in found:
        (folder / name).write_bytes(data)
    return problems_of_po(sorted(folder.iterdir()))
