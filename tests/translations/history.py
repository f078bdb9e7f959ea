"""A history of originals and their translations as plain values: the same seed tells the same story."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from cms.translations.values import Origin, Pair, Segment
from tests.translations import oracle
from tests.translations.editors import PLAIN, Content, Editor

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")


@dataclass
class Translation:
    language: str
    published: tuple[Pair, ...] | None = None
    draft: tuple[Pair, ...] = ()
    handed_in: bool = False


@dataclass
class Record:
    """An original with its drafts, its versions and what was decided about its edits."""

    live: Content
    draft: Content
    versions: list[Content]
    translations: list[Translation]
    trivial: list[oracle.TrivialEdit] = field(default_factory=list)

    @property
    def segments(self) -> list[Segment]:
        return segments(self.live)


@dataclass
class Edit:
    """What happened, to which translations, and whether it may change the state of a segment."""

    kind: str
    record: Record
    translations: list[Translation]
    changes_nothing: bool = False


def segments(content: Content) -> list[Segment]:
    return [
        Segment(path, text, is_block=path not in PLAIN)
        for path, texts in content.items()
        for text in texts
        if oracle.words(text)
    ]


class History:
    """Some records written in one language, each with translations into the five others."""

    def __init__(self, language: str, *, seed: int, records: int) -> None:
        self.language = language
        self.rng = random.Random(f"{language} {seed}")
        self.editor = Editor(self.rng, language)
        self.targets = 0
        self.records = [self.record() for _number in range(records)]

    def record(self) -> Record:
        content = self.editor.content()
        others = [Translation(language) for language in LANGUAGES if language != self.language]
        record = Record(live=content, draft=content, versions=[content], translations=others)
        for translation in others[1:]:
            self.second_round(record, translation)
        return record

    def edits(self, count: int) -> Iterator[Edit]:
        """Make so many edits, one after the other; yield each when it is made."""
        while count:
            record = self.rng.choice(self.records)
            make = self.edit_original if self.rng.random() < 0.55 else self.edit_translation
            edit = make(record)
            if edit is not None:
                count -= 1
                yield edit

    # The original.

    def edit_original(self, record: Record) -> Edit | None:
        if self.rng.random() < 0.65:
            return self.edit_texts(record)
        acts = {
            self.publish: 2,
            self.republish: 1,
            self.revert: 2,
            self.discard: 1,
            self.move_page: 1,
            self.retype: 2,
            self.correct: 3,
            self.declare: 4,
            self.take_back: 1,
        }
        return self.rng.choices(list(acts), list(acts.values()))[0](record)

    def edit_texts(self, record: Record) -> Edit | None:
        """Change the draft; seven times of ten publish it, with what waited in it."""
        kind, changed = self.editor.change(record.draft)
        if changed is None:
            return None
        record.draft = changed
        if self.rng.random() < 0.3:
            return Edit(f"{kind}, saved as draft", record, record.translations, changes_nothing=True)
        return self.publish(record, kind)

    def publish(self, record: Record, kind: str = "published") -> Edit:
        before, record.live = record.segments, record.draft
        record.trivial += oracle.same_words_edits(before, record.segments, record.trivial)
        record.versions.append(record.live)
        return Edit(kind, record, record.translations)

    def republish(self, record: Record) -> Edit:
        record.draft = record.live
        self.publish(record)
        return Edit("republished", record, record.translations, changes_nothing=True)

    def revert(self, record: Record) -> Edit:
        record.draft = self.rng.choice(record.versions[-4:])
        return self.publish(record, "reverted")

    def discard(self, record: Record) -> Edit:
        record.draft = record.live
        return Edit("draft discarded", record, record.translations, changes_nothing=True)

    def move_page(self, record: Record) -> Edit:
        return Edit("page moved", record, record.translations, changes_nothing=True)

    def retype(self, record: Record) -> Edit:
        """Type all words again, with other white space and letters in parts."""
        record.draft = self.editor.retyped(record.live)
        self.publish(record)
        return Edit("retyped", record, record.translations, changes_nothing=True)

    def correct(self, record: Record) -> Edit | None:
        """Publish a typing error corrected, declared trivial in the same go."""
        corrected = self.editor.corrected(record.live)
        if corrected is None:
            return None
        record.draft, edit = corrected
        record.trivial.append(edit)
        return self.publish(record, "typing error")

    def declare(self, record: Record) -> Edit | None:
        """Declare trivial what was rewritten since one of the last versions or since a translation."""
        since = self.rng.choice(record.versions[-4:])
        pairs: tuple[Pair, ...] = tuple(Pair(segment.path, segment.text, "") for segment in segments(since))
        pairs = self.rng.choice([pairs, *(one.draft for one in record.translations)])
        rewritten = [
            (segment.path, made_from[0].source, segment.text)
            for segment, (step, made_from) in self.sources(record, pairs)
            if step is oracle.Step.REWRITTEN
        ]
        if not rewritten:
            return None
        path, before, after = self.rng.choice(rewritten)
        record.trivial.append(self.rng.choice([(path, before, after), (path, after, before)]))
        return Edit("declared trivial", record, record.translations)

    def take_back(self, record: Record) -> Edit | None:
        if not record.trivial:
            return None
        record.trivial.remove(self.rng.choice(record.trivial))
        return Edit("trivial taken back", record, record.translations)

    def sources(self, record: Record, pairs: tuple[Pair, ...]) -> list[tuple[Segment, oracle.Found]]:
        now = record.segments
        return list(zip(now, oracle.sources(now, pairs, record.trivial), strict=True))

    # The translations.

    def edit_translation(self, record: Record) -> Edit:
        translation = self.rng.choice(record.translations)
        acts: dict[str, tuple[Callable[[Record, Translation], None], float]] = {
            "translated": (partial(self.translate, share=1.0), 3),
            "half translated": (partial(self.translate, share=0.5), 4),
            "machine draft": (partial(self.translate, share=1.0, origin=Origin.MACHINE), 3),
            "machine draft confirmed": (self.confirm, 2),
            "handed in": (self.hand_in, 4),
            "approved": (self.approve, 4),
            "second round": (self.second_round, 8),
            "rejected": (self.reject, 1),
            "translation imported": (self.import_translation, 1),
            "translation withdrawn": (self.withdraw, 0.4),
        }
        weights = [weight for _act, weight in acts.values()]
        kind = self.rng.choices(list(acts), weights)[0]
        acts[kind][0](record, translation)
        return Edit(kind, record, [translation])

    def translate(
        self, record: Record, translation: Translation, *, share: float, origin: str = Origin.PERSON
    ) -> None:
        """Draft this share of what the draft does not keep; the rest stays as it was made, or empty, or out."""
        draft: list[Pair] = []
        for segment, (step, made_from) in self.sources(record, translation.draft):
            if step not in oracle.KEPT and self.rng.random() < share:
                draft.append(Pair(segment.path, segment.text, self.target(translation), origin))
            elif made_from:
                draft += [pair for pair in made_from if not any(pair is other for other in draft)]
            elif self.rng.random() < 0.5:
                draft.append(Pair(segment.path, segment.text, self.rng.choice(["", " ", "<b></b>", "—"])))
        dropped = [pair for pair in translation.draft if not any(pair is other for other in draft)]
        translation.draft = tuple(draft + [pair for pair in dropped if self.rng.random() < 0.2])

    def target(self, translation: Translation) -> str:
        self.targets += 1
        return f"{translation.language} {self.targets}"

    def confirm(self, record: Record, translation: Translation) -> None:
        translation.draft = tuple(
            Pair(pair.path, pair.source, pair.target, Origin.PERSON) if self.rng.random() < 0.5 else pair
            for pair in translation.draft
        )

    def hand_in(self, record: Record, translation: Translation) -> None:
        translation.handed_in = True

    def approve(self, record: Record, translation: Translation) -> None:
        translation.published, translation.handed_in = translation.draft, False

    def reject(self, record: Record, translation: Translation) -> None:
        translation.handed_in = False

    def second_round(self, record: Record, translation: Translation) -> None:
        self.translate(record, translation, share=1.0)
        self.approve(record, translation)

    def import_translation(self, record: Record, translation: Translation) -> None:
        """Take what a file brings that was made from one of the last versions, in the file's own order."""
        old = segments(self.rng.choice(record.versions[-6:]))
        self.rng.shuffle(old)
        translation.draft = tuple(
            Pair(segment.path, segment.text, self.target(translation)) for segment in old
        )

    def withdraw(self, record: Record, translation: Translation) -> None:
        translation.published = None
