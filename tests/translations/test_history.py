"""10,000 edits of 60 originals and their translations; after each the product's states beside the oracle's."""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace

import pytest

from cms.translations.states import SegmentStatus, segment_states
from cms.translations.values import Pair, Segment, SegmentState
from tests.translations import oracle
from tests.translations.editors import WORDS
from tests.translations.history import History, Record, Translation

# Of each of the five languages that the originals are written in.
EDITS = 2_000
RECORDS = 12
SEED = 5

logger = logging.getLogger(__name__)

Verdict = tuple[SegmentState, tuple[str, ...]]
"""A state and, of what a translation says or said, the texts it was made from."""


@dataclass(frozen=True)
class Case:
    """What the states of one translation are worked out from."""

    now: tuple[Segment, ...]
    published: tuple[Pair, ...] | None
    draft: tuple[Pair, ...]
    handed_in: bool
    trivial: tuple[oracle.TrivialEdit, ...]

    @classmethod
    def of(cls, record: Record, translation: Translation) -> "Case":
        return cls(
            tuple(record.segments),
            translation.published,
            translation.draft,
            translation.handed_in,
            tuple(record.trivial),
        )

    def said(self) -> list[Verdict]:
        answers = segment_states(
            self.now, self.published, self.draft, handed_in=self.handed_in, trivial=self.trivial
        )
        assert [answer.segment for answer in answers] == list(self.now)
        return verdicts(answers)

    def truth(self) -> list[Verdict]:
        return verdicts(self.answers())

    def answers(self) -> list[oracle.Answer]:
        return oracle.states(
            self.now, self.published, self.draft, handed_in=self.handed_in, trivial=self.trivial
        )

    @property
    def size(self) -> int:
        return sum(len(values) for values in (self.now, self.published or (), self.draft, self.trivial))

    def smaller(self) -> Iterator["Case"]:
        """Yield the case without one of its segments, pairs or edits."""
        for field in fields(self):
            values = getattr(self, field.name)
            if isinstance(values, tuple):
                for place in range(len(values)):
                    yield replace(self, **{field.name: values[:place] + values[place + 1 :]})


def verdicts(answers: Iterable[SegmentStatus | oracle.Answer]) -> list[Verdict]:
    said = {SegmentState.CURRENT, SegmentState.MACHINE, SegmentState.STALE}
    return [
        (answer.state, tuple(map(oracle.normal, answer.before)) if answer.state in said else ())
        for answer in answers
    ]


class Tally:
    """How often the product said one state where the oracle said the same, or another."""

    def __init__(self) -> None:
        self.answers: Counter[tuple[SegmentState, SegmentState]] = Counter()
        self.steps: Counter[oracle.Step] = Counter()
        self.wrong: list[tuple[str, Case]] = []

    def compare(self, kind: str, case: Case) -> list[Verdict]:
        """Return what the product says."""
        answers = case.answers()
        said, true = case.said(), verdicts(answers)
        self.answers.update((one[0], other[0]) for one, other in zip(said, true, strict=True))
        self.steps.update(answer.step for answer in answers)
        if said != true:
            self.wrong.append((kind, case))
        return said

    def hits(self, state: SegmentState) -> int:
        return self.answers[state, state]

    def false(self, state: SegmentState) -> int:
        return sum(count for (said, true), count in self.answers.items() if said == state != true)

    def missed(self, state: SegmentState) -> int:
        return sum(count for (said, true), count in self.answers.items() if said != state == true)

    def precision(self, state: SegmentState) -> float:
        return self.hits(state) / (self.hits(state) + self.false(state))

    def recall(self, state: SegmentState) -> float:
        return self.hits(state) / (self.hits(state) + self.missed(state))

    def report(self) -> str:
        total = self.answers.total()
        lines = []
        for state in SegmentState:
            hits, false, missed = self.hits(state), self.false(state), self.missed(state)
            rest = total - hits - false - missed
            lines.append(f"{state.value}: {hits} true, {false} false, {missed} missed, {rest} rightly not")
        return "\n".join(lines)


def smallest(wrong: list[tuple[str, Case]]) -> str:
    """Describe the smallest case, made still smaller as long as the answers differ; "" when there is none."""
    if not wrong:
        return ""
    kind, case = min(wrong, key=lambda one: one[1].size)
    while less := next((one for one in case.smaller() if one.said() != one.truth()), None):
        case = less
    lines = [f"{len(wrong)} translations differ; the smallest after: {kind}"]
    for field in fields(case):
        values = getattr(case, field.name)
        lines += [f"{field.name}: {value}" for value in (values if isinstance(values, tuple) else [values])]
    return "\n".join([*lines, f"product: {case.said()}", f"oracle: {case.truth()}"])


@pytest.mark.parametrize("language", WORDS)
def test_states_agree_with_the_oracle_after_every_edit(language):
    tally = Tally()
    broken_promises = []
    known: dict[int, tuple[Case, list[Verdict]]] = {}

    for edit in History(language, seed=SEED, records=RECORDS).edits(EDITS):
        for translation in edit.translations:
            case = Case.of(edit.record, translation)
            before, said_before = known.get(id(translation), (None, None))
            said = said_before if case == before else tally.compare(edit.kind, case)
            if edit.changes_nothing and before and said != said_before:
                broken_promises.append(edit.kind)
            known[id(translation)] = case, said

    logger.info("%s\n%s\n%s", language, tally.report(), tally.steps)
    assert not tally.wrong, f"{tally.report()}\n{smallest(tally.wrong)}"
    assert tally.precision(SegmentState.STALE) == tally.recall(SegmentState.STALE) == 1.0
    assert broken_promises == []
    assert min(tally.hits(state) for state in SegmentState) > 200, tally.report()
    assert min(tally.steps[step] for step in oracle.Step) > 200, tally.steps
