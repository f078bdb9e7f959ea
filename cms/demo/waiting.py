"""Pages that wait: what demo people submitted, questioned, refused, changed and took back."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator

from cms.demo.draws import Draws
from cms.demo.phrases import phrases
from cms.demo.records import SEED, record_of
from cms.demo.stories import LANGUAGES, Story, story
from cms.demo.words import words_of

STATES = {
    "draft": "",
    "in_review": "",
    "changes_requested": "changes_requested",
    "rejected": "rejected",
    "withdrawn": "withdrawn",
    "unpublished": "unpublished",
    "archived": "archived",
    "published_changes_in_draft": "",
    "published_changes_in_review": "",
    "published_changes_requested": "changes_requested",
    "published_change_rejected": "change_rejected",
}
"""The states that occur, and which of the notes in the phrase files goes with each."""

FIRST = 800_000
"""Numbers from here on are stories that wait; no demo record has one."""

FLAWS: tuple[Callable[[dict], dict], ...] = (
    lambda record: {"organisation": "", "organisation_country": None},
    lambda record: {"title": record["title"].upper(), "countries": []},
    lambda record: {
        "description": f'{record["description"]}<p><a href="http://192.168.10.4/">192.168.10.4</a></p>'
    },
)
"""What the automatic checks find in the first pages in review."""


@dataclasses.dataclass(frozen=True, slots=True)
class Waiting:
    """A page to be brought into a state through the public actions."""

    state: str
    """A value of PageState."""
    record: dict
    """In the import format: the words that were first written and, where the state says so, published."""
    changed: dict[str, str]
    """The newer words of a published page with changes, by field; empty for the other states."""
    note: str
    """What the moderator, or the author who withdraws, writes, in the record's language; else empty."""


def demo_waiting(count: int = 60, seed: int = SEED) -> Iterator[Waiting]:
    """count pages, every one of STATES in turn and the six languages in turn within each state."""
    states = list(STATES)
    for position in range(count):
        state, language = states[position % len(states)], LANGUAGES[position // len(states) % len(LANGUAGES)]
        yield _waiting(position, state, _story(position, language, seed))


def _waiting(position: int, state: str, told: Story) -> Waiting:
    source_id = f"demo-waiting-{position + 1:03d}"
    record = record_of(told) | {"source_id": source_id, "contact_email": f"{source_id}@example.org"}
    turn = position // len(STATES)
    if state == "in_review" and turn < len(FLAWS):
        record |= FLAWS[turn](record)
    return Waiting(
        state=state,
        record=record
        | {"source_url": record["source_url"].replace(told.source_id, source_id), "website": ""},
        changed=_changed(told) if state.startswith("published_") else {},
        note=_note(position, state, told.language),
    )


def _story(position: int, language: str, seed: int) -> Story:
    """A full story in the language that has begun."""
    number = FIRST + 1000 * position
    while (told := story(number, seed)).language != language or told.sparse or told.status == "planned":
        number += 1
    return told


def _note(position: int, state: str, language: str) -> str:
    kind = STATES[state]
    return Draws("note", position).one(phrases(language)["notes"][kind]) if kind else ""


def _changed(told: Story) -> dict[str, str]:
    """The words that differ a year later, when more people have been reached."""
    before = words_of(told, told.language)
    figures = told.figures | {"people": told.figures["people"] * 2, "trained": told.figures["trained"] + 100}
    sentences = told.sentences | {
        "summary_scale": (1,),
        "results": (0, 2, 6),
        "goals": (0, *told.sentences["goals"][1:]),
    }
    after = words_of(dataclasses.replace(told, figures=figures, sentences=sentences), told.language)
    return {field: text for field, text in after.items() if text != before[field]}
