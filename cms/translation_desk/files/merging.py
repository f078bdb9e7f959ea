"""A file that came back, merged into the draft of its translation segment by segment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from django.core.exceptions import FieldDoesNotExist, PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail_localize.strings import StringValue

from cms.accounts.models import User
from cms.moderation.exceptions import InvalidMove
from cms.records.translating import (
    Written,
    can_translate,
    segments_to_translate,
    start_translation,
    write_translation,
)
from cms.translation_desk.files.inline import canonical, require_usable
from cms.translation_desk.files.originals import original_named
from cms.translation_desk.files.reports import FileReport, Refused
from cms.translation_desk.files.units import translation_of
from cms.translation_desk.files.values import (
    FileUnusable,
    Returned,
    ReturnedFile,
    digest,
    mark_of,
    parse_unit_id,
)
from cms.translation_desk.page.rows import state_of_draft
from cms.translations.models import TranslatedPage
from cms.translations.segments import field_of
from cms.translations.states import Found
from cms.translations.values import SegmentState, normal, typed


@transaction.atomic
def merge(*, name: str, returned: ReturnedFile, by: User) -> FileReport:
    """Write what came back into the draft of its translation, or a new one; say what was not used.

    No public word changes. Raises FileUnusable when the record, the language or the person is the wrong one.
    """
    original = _original_of(returned, by)
    report = FileReport(name, returned.record, original.title, returned.language, missing=returned.missing)
    page = translation_of(original, returned.language)
    if page is not None:
        _merge_into(page, returned, report, by)
        return report
    with transaction.atomic():
        try:
            page = start_translation(original=original, language=returned.language, by=by, words={})
        except (PermissionDenied, InvalidMove) as refusal:
            raise FileUnusable(str(refusal)) from None
        _merge_into(page, returned, report, by)
        if not report.used:
            report.page = 0
            transaction.set_rollback(True)
    return report


def _merge_into(page: TranslatedPage, returned: ReturnedFile, report: FileReport, by: User) -> None:
    page = type(page).objects.select_for_update().get(pk=page.pk)
    report.page = page.pk
    merging = _Merging(page, report, by)
    for unit in returned.units:
        merging.take(unit)
    try:
        merging.write()
    except (PermissionDenied, InvalidMove, ValidationError) as refusal:
        merging.refuse_all(_reason(refusal))


def _original_of(returned: ReturnedFile, by: User) -> TranslatedPage:
    if not can_translate(by, returned.language):
        raise FileUnusable(
            _("You do not translate into the language “%(language)s”.") % {"language": returned.language},
            field=_("language"),
        )
    original = original_named(returned.record)
    if original is None or not original.live:
        raise FileUnusable(
            _("There is no public record “%(record)s”.") % {"record": returned.record}, field=_("record")
        )
    if original.locale.language_code == returned.language:
        raise FileUnusable(
            _("“%(title)s” is written in this language.") % {"title": original.title}, field=_("language")
        )
    return original


def _reason(refusal: Exception) -> str:
    return " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)


class _Lost(Exception):
    """Words for a text that the original has lost found no segment that it was rewritten to."""

    def __init__(self, units: Sequence[Returned]) -> None:
        self.units = units


class _Merging:
    """Sorts what came back by what the draft has now, then writes it at once."""

    def __init__(self, page: TranslatedPage, report: FileReport, by: User) -> None:
        self.page, self.report, self.by = page, report, by
        self.held = segments_to_translate(page)
        self.places: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place, found in enumerate(self.held):
            self.places[found.segment.path, normal(found.segment.text)].append(place)
        self.pairs = {
            (pair.path, normal(pair.source)): pair
            for pair in page.get_latest_revision_as_object().translated_pairs()
        }
        self.is_own_draft = page.latest_revision is None or page.latest_revision.user_id == by.pk
        self.seen: set[str] = set()
        self.here: dict[int, Returned] = {}
        self.late: list[Returned] = []

    def take(self, unit: Returned) -> None:
        """Decide what becomes of one segment."""
        if unit.trouble or not self._is_ours(unit):
            self.refuse(unit, unit.trouble or _("The file names this text in a way that is not ours."))
        elif unit.unit in self.seen:
            self.refuse(unit, _("The text stands in the file twice; the first one was read."))
        else:
            self.seen.add(unit.unit)
            self._take_known(unit)

    def _is_ours(self, unit: Returned) -> bool:
        found = parse_unit_id(unit.unit)
        return found is not None and field_of(found.path) in self.page.words

    def _take_known(self, unit: Returned) -> None:
        unit_id = parse_unit_id(unit.unit)
        assert unit_id is not None
        if not unit.says_something:
            self.report.unchanged += 1
        elif unit_id.digest != digest(unit.source):
            self.refuse(unit, _("The original's text was changed in the file."))
        elif problem := self._problem(unit_id.path, unit):
            self.refuse(unit, problem)
        else:
            places = self.places.get((unit_id.path, normal(unit.source)), [])
            usable = replace(unit, target=canonical(unit.target))
            if not places:
                self._take_late(unit_id.path, usable)
            elif unit_id.occurrence <= len(places):
                self._take_here(places[unit_id.occurrence - 1], usable)
            else:
                self.refuse(unit, _("The original does not have this text as often any more."))

    def _problem(self, path: str, unit: Returned) -> str:
        try:
            require_usable(unit.source, unit.target)
            longest = self.page._meta.get_field(field_of(path)).max_length
        except (ValueError, FieldDoesNotExist) as error:
            return str(error)
        length = len(StringValue(canonical(unit.target)).render_text())
        if longest and length > longest:
            return _("The text has %(length)d characters; %(longest)d are possible.") % {
                "length": length,
                "longest": longest,
            }
        return ""

    def _take_here(self, place: int, unit: Returned) -> None:
        found = self.held[place]
        is_same = typed(unit.target) == typed(canonical(found.target))
        is_done = state_of_draft(found) == SegmentState.CURRENT or not unit.confirmed
        if is_same and is_done:
            self.report.unchanged += 1
        elif not is_same and self._is_contradicted(unit, found):
            self.refuse(unit, _("Somebody else wrote here meanwhile: %(words)s") % {"words": found.target})
        elif unit.doubtful:
            self._take_doubtful(unit, found)
        else:
            self.here[place] = unit

    def _is_contradicted(self, unit: Returned, found: Found) -> bool:
        """Whether another person has changed the words since the file was made."""
        return bool(unit.mark) and unit.mark != mark_of(canonical(found.target)) and not self.is_own_draft

    def _take_doubtful(self, unit: Returned, found: Found) -> None:
        """Words that are not right yet stay those of the older text, so the segment stays out of date."""
        if len(found.pairs) == 1 and normal(found.pairs[0].source) == normal(unit.before):
            self.late.append(replace(unit, source=found.pairs[0].source))
        else:
            self.refuse(unit, _("The text is marked as fuzzy; take the mark away when its words are right."))

    def _take_late(self, path: str, unit: Returned) -> None:
        pair = self.pairs.get((path, normal(unit.source)))
        if pair is not None and typed(canonical(pair.target)) == typed(unit.target):
            self.report.unchanged += 1
        elif unit.doubtful and unit.before:
            self.refuse(unit, _("The text is marked as fuzzy, and its original has changed again."))
        else:
            self.late.append(replace(unit, source=pair.source if pair else normal(unit.source)))

    def write(self) -> None:
        """Write what was taken. Words for older texts that no segment was made from are refused."""
        if not self.here and not self.late:
            return
        late = self.late
        try:
            with transaction.atomic():
                self._write(late)
        except _Lost as lost:
            for unit in lost.units:
                self.refuse(
                    unit, _("The original has lost this text, and nothing in it waits for these words.")
                )
            late = [unit for unit in late if unit not in lost.units]
            if self.here or late:
                self._write(late)
        self.report.used, self.report.stale = len(self.here) + len(late), len(late)

    def _write(self, late: Sequence[Returned]) -> None:
        """Raises _Lost."""
        written = [self._written(place, unit) for place, unit in self.here.items()]
        written += [Written(_path(unit), unit.source, unit.target) for unit in late]
        write_translation(translation=self.page, written=written, by=self.by)
        page = type(self.page).objects.get(pk=self.page.pk)
        placed = {(pair.path, pair.source) for found in segments_to_translate(page) for pair in found.pairs}
        if lost := [unit for unit in late if (_path(unit), unit.source) not in placed]:
            raise _Lost(lost)

    def _written(self, place: int, unit: Returned) -> Written:
        segment = self.held[place].segment
        occurrence = self.places[segment.path, normal(segment.text)].index(place) + 1
        return Written(segment.path, segment.text, unit.target, confirmed=True, occurrence=occurrence)

    def refuse(self, unit: Returned, reason: str) -> None:
        name = _path(unit)
        self.report.refused.append(Refused(unit.line, name, unit.unit, unit.source, unit.target, reason))

    def refuse_all(self, reason: str) -> None:
        for unit in [*self.here.values(), *self.late]:
            self.refuse(unit, reason)
        self.report.used = self.report.stale = 0


def _path(unit: Returned) -> str:
    found = parse_unit_id(unit.unit)
    return found.path if found else ""
