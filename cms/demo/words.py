"""A story told in one language: the fields of a record that hold words."""

from __future__ import annotations

from functools import cache
from html import escape

from cms.demo.phrases import phrases, themes
from cms.demo.places import Country
from cms.demo.stories import Story

TOLD = ("goals", "results", "challenges", "partnerships", "replicability", "added_value", "sustainability")
"""Sections that are a plain run of sentences; summary and description have their own make-up."""
WORDS = ("title", "subtitle", "summary", "description", *TOLD)
"""The fields of a record that a translation holds."""


def words_of(story: Story, language: str) -> dict[str, str]:
    """All of WORDS in the language; a sparse story leaves most of them empty."""
    slots = slots_of(story, language)
    told = {"title": _title(story, language, slots), "summary": _summary(story, language, slots)}
    if story.sparse:
        return dict.fromkeys(WORDS, "") | told
    told["subtitle"] = _subtitle(story, language, slots)
    told["description"] = _description(story, language, slots)
    for section in TOLD:
        told[section] = paragraph(section_of(story, language, slots, section), language)
    return {field: told[field] for field in WORDS}


def title_of(story: Story, language: str) -> str:
    return _title(story, language, slots_of(story, language))


def keywords_of(story: Story, language: str) -> list[str]:
    """Three of the theme's keywords, the same ones in every language."""
    words = themes(language)[story.theme.code]["keywords"]
    return [words[(story.subject + step) % len(words)] for step in range(3)]


def slots_of(story: Story, language: str) -> dict[str, str]:
    """What a pattern may name, each in the one grammatical form the patterns are written for."""
    texts = phrases(language)
    subject = themes(language)[story.theme.code]["subjects"][story.subject][0]
    brand = texts["brands"][story.brand]
    slots = {
        "brand": brand,
        "subject": subject,
        "subject_low": lower_first(subject),
        "Project": texts["branded"].format(brand=brand) if story.brand % 2 else texts["project"],
        "for_group": texts["groups"][story.group],
        "area": texts["areas"][story.area],
        "city": story.city[language],
        "org": texts["orgs"][story.entity],
        "partners": join_names([texts["partners"][number] for number in story.partners], language),
        "start": str(story.start.year),
        "end": str(story.end.year) if story.end else "",
    }
    slots["city_in"] = texts["city_in"].format_map(slots)
    return slots | _places(story, language, slots) | _numbers(story, language)


def _places(story: Story, language: str, slots: dict[str, str]) -> dict[str, str]:
    texts = phrases(language)
    name, inside, of = story.country.names[language]
    if not story.others:
        places = {"country": name, "country_in": inside, "country_of": of}
        return places | {"where": texts["where"].format_map(slots | places)}
    listed = _several((story.country, *story.others), language)
    return {"country": name, "country_in": listed, "country_of": of, "where": listed}


def _several(countries: tuple[Country, ...], language: str) -> str:
    """ "in Kenya, Uganda and Tanzania": a preposition that all share is said once."""
    names = [country.names[language][1] for country in countries]
    inside = phrases(language)["inside"]
    if all(name.startswith(inside) for name in names):
        names[1:] = [name.removeprefix(inside) for name in names[1:]]
    return join_names(names, language)


def _numbers(story: Story, language: str) -> dict[str, str]:
    numbers = {name: grouped(figure, language) for name, figure in story.figures.items()}
    kind = phrases(language)["sites"][story.site]
    return numbers | {"sites": phrases(language)["counted"].format(number=numbers["sites"], noun=kind)}


def grouped(number: int, language: str) -> str:
    """The number with the language's mark between thousands."""
    return f"{number:,}".replace(",", phrases(language)["thousands"])


def join_names(names: list[str], language: str) -> str:
    """The names as a list in running text: "a, b and c"."""
    texts = phrases(language)
    if len(names) < 2:
        return "".join(names)
    return texts["list_comma"].join(names[:-1]) + texts["list_and"] + names[-1]


def lower_first(text: str) -> str:
    """With a small initial, unless the first word is an abbreviation or stands in a script without case."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _title(story: Story, language: str, slots: dict[str, str]) -> str:
    return sentence(phrases(language)["titles"][story.title], slots, language)


def summary_of(story: Story, language: str) -> str:
    """What is done, for whom and how much of it: about 45 words; only the first for a sparse story."""
    return _summary(story, language, slots_of(story, language))


def _summary(story: Story, language: str, slots: dict[str, str]) -> str:
    done = themes(language)[story.theme.code]["subjects"][story.subject][1]
    if story.sparse:
        return done
    sentences = [done]
    for section in ("summary_who", "summary_scale"):
        sentences += section_of(story, language, slots, section)
    return _join(sentences, language)


def _subtitle(story: Story, language: str, slots: dict[str, str]) -> str:
    if story.subtitle is None:
        return ""
    return sentence(phrases(language)["subtitles"][story.subtitle], slots, language)


def _description(story: Story, language: str, slots: dict[str, str]) -> str:
    needs = [themes(language)[story.theme.code]["needs"][number] for number in story.need]
    steps = section_of(story, language, slots, "description")
    if not story.listed:
        return "".join(paragraph(part, language) for part in (needs, steps) if part)
    items = "".join(f"<li>{escape(step, quote=False)}</li>" for step in steps)
    return paragraph([*needs, phrases(language)["how_it_works"]], language) + f"<ul>{items}</ul>"


def section_of(story: Story, language: str, slots: dict[str, str], section: str) -> list[str]:
    """The sentences of one section, filled in."""
    planned = story.status == "planned"
    texts = phrases(language)
    pool = texts[f"{section}_planned"] if planned and f"{section}_planned" in texts else texts[section]
    sentences = [sentence(pool[number], slots, language) for number in story.sentences[section]]
    if section == "results" and not planned:
        outcomes = themes(language)[story.theme.code]["outcomes"]
        sentences[:0] = [sentence(outcomes[number], slots, language) for number in story.outcome]
    return sentences


def sentence(pattern: str, slots: dict[str, str], language: str) -> str:
    """The pattern filled in, contracted where the language contracts, with a capital initial."""
    text = pattern.format_map(slots)
    for long, short in contractions(language):
        text = text.replace(long, short)
    return text[:1].upper() + text[1:]


@cache
def contractions(language: str) -> tuple[tuple[str, str], ...]:
    return tuple((long, short) for long, short in phrases(language).get("contractions", ()))


def _join(sentences: list[str], language: str) -> str:
    return ("" if language == "zh" else " ").join(sentences)


def paragraph(sentences: list[str], language: str) -> str:
    """The sentences as one paragraph of HTML, escaped."""
    return f"<p>{escape(_join(sentences, language), quote=False)}</p>"
