"""Demo entries in the yearly contest, most of them of projects among the demo records."""

from __future__ import annotations

from collections.abc import Iterator

from cms.demo.draws import Draws
from cms.demo.people import contact_of, organisation_of
from cms.demo.records import ADDRESS, ATTRIBUTION, LICENCE, SEED, SOURCE, keywords, sdgs_of
from cms.demo.stories import Story, story
from cms.demo.themes import THEMES
from cms.demo.words import paragraph, phrases, section_of, sentence, slots_of, summary_of, title_of

FIRST_EDITION, LAST_EDITION = 2012, 2026
EDITIONS = range(FIRST_EDITION, LAST_EDITION + 1)
FIRST_CHAMPIONS = 2016
STATUSES = ("winner", "champion", "nominee", "submitted")
STATUS_STEPS = (22, 45, 80, 100)
UNLINKED = 900_000
"""Numbers from here on are stories that are told in the contest only."""

CATEGORIES = {code: number for number, code in enumerate(THEMES, start=1)}
"""The number of each action line's category; the themes stand in the order of the 18 categories."""


def demo_prize_entries(count: int = 400, seed: int = SEED, records: int = 14000) -> Iterator[dict]:
    """count entries, spread over the editions of 2012 to 2026, one dict per entry.

    Three of four carry `project`, the source_id of one of the first so many demo records, finished or
    running before the edition; the others tell of a project outside the repository and have "". No
    project enters twice. An edition has at most one winner in a category, and champions since 2016.
    Most are in English, as the rules ask; the rest in the project's language.
    """
    used: set[int] = set()
    won: set[tuple[int, str]] = set()
    for position in range(count):
        edition = EDITIONS[position % len(EDITIONS)]
        draws = Draws("entry", seed, position)
        told = _linked(draws, seed, edition, records, used) if draws.chance(0.75) else None
        entered = told or _unlinked(seed, position, edition)
        status = _status(draws, edition, entered.theme.code, won)
        yield _entry(entered, draws, position + 1, edition, status) | {
            "project": told.source_id if told else ""
        }


def _linked(draws: Draws, seed: int, edition: int, records: int, used: set[int]) -> Story | None:
    """A story of the repository that began early enough, or None when thirty tries find none."""
    for _ in range(30):
        number = draws.between(1, records)
        told = story(number, seed)
        if number not in used and _fits(told, edition):
            used.add(number)
            return told
    return None


def _unlinked(seed: int, position: int, edition: int) -> Story:
    number = UNLINKED + 1000 * position
    while not _fits(told := story(number, seed), edition):
        number += 1
    return told


def _fits(told: Story, edition: int) -> bool:
    return not told.sparse and told.status != "planned" and edition - 6 <= told.start.year < edition - 1


def _status(draws: Draws, edition: int, category: str, won: set[tuple[int, str]]) -> str:
    """How far the entry got; remembers each category's winner in won."""
    status = draws.weighted(STATUSES, STATUS_STEPS)
    if status == "winner" and (edition, category) in won:
        status = "champion"
    if status == "winner":
        won.add((edition, category))
    return "nominee" if status == "champion" and edition < FIRST_CHAMPIONS else status


def _entry(told: Story, draws: Draws, number: int, edition: int, status: str) -> dict:
    language = "en" if draws.chance(0.75) else told.language
    source_id = f"demo-prize-{number:04d}"
    return {
        "kind": "prizes",
        "source": SOURCE,
        "source_id": source_id,
        "source_url": f"{ADDRESS}/{source_id}",
        "licence": LICENCE,
        "attribution": ATTRIBUTION,
        "edition": edition,
        "category": told.theme.code,
        "category_no": CATEGORIES[told.theme.code],
        "status": status,
        "language": language,
        **entry_words(told, language),
        "organisation": organisation_of(told),
        "countries": [country.code for country in (told.country, *told.others)],
        "action_lines": [told.theme.code],
        "sdgs": sdgs_of(told),
        "submitted_on": f"{edition - 1}-{draws.between(10, 12)}-{draws.between(10, 28)}",
        "contact_name": contact_of(told),
        "contact_email": f"entry.{number:04d}@example.org",
        "keywords": keywords(told, language),
    }


def entry_words(told: Story, language: str) -> dict[str, str]:
    """Title, summary and the answers to the form's four questions, in the language."""
    slots = slots_of(told, language)
    texts = phrases(language)
    goals = [
        sentence(pattern, slots | {"sdg": str(goal)}, language)
        for goal, pattern in zip(sdgs_of(told), texts["sdg_links"], strict=False)
    ]
    future = sentence(texts["future"][told.subject % len(texts["future"])], slots, language)
    return {
        "title": title_of(told, language),
        "summary": summary_of(told, language),
        "sdg_links": paragraph(goals, language),
        "impact": paragraph(section_of(told, language, slots, "results"), language),
        "partnerships": paragraph(section_of(told, language, slots, "partnerships"), language),
        "challenges": paragraph([*section_of(told, language, slots, "challenges"), future], language),
    }
