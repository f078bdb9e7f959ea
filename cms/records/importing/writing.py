"""One batch of lines into the database: looked up, made or changed in one short transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db import transaction

from cms.accounts.models import User
from cms.records.bulk.changes import update_pages
from cms.records.bulk.creation import create_pages
from cms.records.bulk.rows import attname
from cms.records.bulk.values import ChangedPage, NewPage, TargetState
from cms.records.importing.kinds import PageDraft, kind_of
from cms.records.importing.lookups import Lookups
from cms.records.importing.values import Incoming, Key, Rejection
from cms.records.models import RecordPage


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored of a record that an earlier import brought."""

    pk: int
    digest: str
    locked: bool


@dataclass(slots=True)
class Result:
    """What became of a batch, line by line."""

    outcomes: dict[int, Outcome] = field(default_factory=dict)
    rejections: list[Rejection] = field(default_factory=list)

    def reject(self, incoming: Incoming, field: str, error: str) -> None:
        self.outcomes[incoming.line] = Outcome.REJECTED
        self.rejections.append(Rejection(incoming.line, field, error, incoming.key[1]))


@dataclass(frozen=True, slots=True)
class BatchWriter:
    """Writes batches of one import."""

    state: TargetState
    by: User
    lookups: Lookups
    origin: Mapping[str, Any]
    """Person, file and digest, for the log of every page."""

    def write(self, batch: Sequence[Incoming]) -> Result:
        """Write what is new or changed and say what became of every line; nothing is written if nothing is."""
        result, todo = compare(batch)
        if todo:
            with transaction.atomic():
                self._write(todo, result)
        return result

    def _write(self, batch: Sequence[Incoming], result: Result) -> None:
        names = (name for each in batch for name in kind_of(each.kind).names(each.values))
        self.lookups.add_organisations(names)
        drafts = {each.line: kind_of(each.kind).drafts(each, self.lookups) for each in batch}
        for rank in range(max(map(len, drafts.values()))):
            ranked = [
                (each, drafts[each.line][rank])
                for each in batch
                if len(drafts[each.line]) > rank and result.outcomes.get(each.line) is not Outcome.REJECTED
            ]
            for model, group in _by_model(ranked).items():
                self._write_pages(model, group, result)

    def _write_pages(
        self, model: type[RecordPage], group: Sequence[tuple[Incoming, PageDraft]], result: Result
    ) -> None:
        known = find_known(model, [incoming.key for incoming, _draft in group])
        group = _without_locked(group, known, result)
        _follow_links(group)
        fresh = [(incoming, draft) for incoming, draft in group if incoming.key not in known]
        self._create(_without_clashes(model, fresh, result), result)
        self._update(model, [pair for pair in group if pair[0].key in known], known, result)

    def _create(self, group: Sequence[tuple[Incoming, PageDraft]], result: Result) -> None:
        new = []
        for incoming, draft in group:
            draft.page = _new_page(incoming, draft)
            new.append(NewPage(draft.page, draft.parent(), self._log_data(incoming)))
            result.outcomes.setdefault(incoming.line, Outcome.CREATED)
        create_pages(new, state=self.state, by=self.by)

    def _update(
        self,
        model: type[RecordPage],
        group: Sequence[tuple[Incoming, PageDraft]],
        known: Mapping[Key, Known],
        result: Result,
    ) -> None:
        pages = model.objects.select_for_update().in_bulk(
            [known[incoming.key].pk for incoming, _draft in group]
        )
        changes = []
        for incoming, draft in group:
            draft.page = pages[known[incoming.key].pk]
            if known[incoming.key].digest == incoming.digest:
                continue
            values = {**draft.values, "source_digest": incoming.digest}
            changes.append(ChangedPage(draft.page, values, draft.relations, self._log_data(incoming)))
            if result.outcomes.get(incoming.line) is not Outcome.CREATED:
                result.outcomes[incoming.line] = Outcome.UPDATED
        update_pages(changes, state=self.state, by=self.by)

    def _log_data(self, incoming: Incoming) -> dict[str, Any]:
        data = {**self.origin, "line": incoming.line}
        if incoming.notes:
            data["notes"] = [f"{note.field}: {note.text}" for note in incoming.notes]
        return data


def compare(batch: Sequence[Incoming]) -> tuple[Result, list[Incoming]]:
    """Return which lines are stored as they are, and the others."""
    known = _known_records(batch)
    result, todo = Result(), []
    for each in batch:
        if each.key in known and known[each.key].digest == each.digest:
            result.outcomes[each.line] = Outcome.UNCHANGED
        else:
            todo.append(each)
    return result, todo


def preview(batch: Sequence[Incoming]) -> Result:
    """Say what write would do, and do nothing."""
    result, todo = compare(batch)
    known = _known_records(todo)
    for each in todo:
        result.outcomes[each.line] = Outcome.UPDATED if each.key in known else Outcome.CREATED
    return result


def _known_records(batch: Sequence[Incoming]) -> dict[Key, Known]:
    known: dict[Key, Known] = {}
    for model in {kind_of(each.kind).model for each in batch}:
        known |= find_known(model, [each.key for each in batch])
    return known


def find_known(model: type[RecordPage], keys: Sequence[Key]) -> dict[Key, Known]:
    """Return what is stored under these keys, by one query for each source."""
    ids: dict[str, list[str]] = defaultdict(list)
    for source, source_id in keys:
        ids[source].append(source_id)
    found = {}
    for source, source_ids in ids.items():
        rows = model.objects.filter(source=source, source_id__in=source_ids)
        for source_id, *stored in rows.values_list("source_id", "pk", "source_digest", "locked"):
            found[source, source_id] = Known(*stored)
    return found


def _by_model(
    pairs: Iterable[tuple[Incoming, PageDraft]],
) -> dict[type[RecordPage], list[tuple[Incoming, PageDraft]]]:
    groups: dict[type[RecordPage], list[tuple[Incoming, PageDraft]]] = defaultdict(list)
    for incoming, draft in pairs:
        groups[draft.model].append((incoming, draft))
    return groups


def _new_page(incoming: Incoming, draft: PageDraft) -> RecordPage:
    source, source_id = incoming.key
    attributes = {attname(draft.model, name): value for name, value in draft.values.items()}
    page = draft.model(**attributes, source=source, source_id=source_id, source_digest=incoming.digest)
    for name, others in draft.relations.items():
        if others:
            setattr(page, name, others)
    return page


def _follow_links(group: Iterable[tuple[Incoming, PageDraft]]) -> None:
    for _incoming, draft in group:
        for name, target in draft.links.items():
            draft.values[name] = target.page.pk if target.page else None


def _without_locked(
    group: Sequence[tuple[Incoming, PageDraft]], known: Mapping[Key, Known], result: Result
) -> list[tuple[Incoming, PageDraft]]:
    """Leave out pages that a colleague has locked: what they are writing would be lost."""
    free = []
    for incoming, draft in group:
        if incoming.key in known and known[incoming.key].locked:
            result.reject(
                incoming, "source_id", "The record is locked by an editor; import it again when it is not."
            )
        else:
            free.append((incoming, draft))
    return free


def _without_clashes(
    model: type[RecordPage], group: Sequence[tuple[Incoming, PageDraft]], result: Result
) -> list[tuple[Incoming, PageDraft]]:
    """Leave out new records whose old id another record has: it is their public id."""
    wanted = [id for _incoming, draft in group if (id := draft.values.get("legacy_id"))]
    taken = (
        set(model.objects.filter(record_id__in=wanted).values_list("record_id", flat=True))
        if wanted
        else set()
    )
    free = []
    for incoming, draft in group:
        legacy_id = draft.values.get("legacy_id")
        if legacy_id in taken:
            result.reject(incoming, "legacy_id", f"The old id {legacy_id} belongs to another record.")
            continue
        if legacy_id:
            taken.add(legacy_id)
        free.append((incoming, draft))
    return free
