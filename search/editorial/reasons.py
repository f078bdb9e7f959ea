"""An explanation in plain words, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.core.templatetags.languages import listing, quoted
from cms.core.templatetags.numbers import number
from search.editorial.explanation import LOOKED_AT, Explanation, FilterMet
from search.editorial.found_words import NUMBER, ORGANISATION, TEXT, TITLE, Place, WordFound
from search.labels import Labels, facet_label, language_name
from search.lexicon import Origin
from search.types import Sort

WHERE: Mapping[str, str | Promise] = {
    TITLE: gettext_lazy("in the title"),
    TEXT: gettext_lazy("in the text"),
    ORGANISATION: gettext_lazy("in the name of the organisation"),
    NUMBER: gettext_lazy("as the number of the record"),
}
EQUIVALENT: Mapping[str, str | Promise] = {
    Origin.SYNONYM: gettext_lazy("%(where)s, as the synonym “%(words)s”"),
    Origin.VOCABULARY: gettext_lazy("%(where)s, as “%(words)s” from a vocabulary"),
    Origin.GLOSSARY: gettext_lazy("%(where)s, as “%(words)s” from the glossary"),
    Origin.DICTIONARY: gettext_lazy("%(where)s, as “%(words)s” from a dictionary"),
}


@dataclass(frozen=True, slots=True)
class WordLine:
    words: str
    found: tuple[str, ...]
    """A line for each place; empty when the record has neither the words nor an equivalent."""


@dataclass(frozen=True, slots=True)
class FilterLine:
    label: str
    asked: str
    held: str
    met: bool


def verdict(told: Explanation) -> str:
    """Say where the record stands."""
    if told.place is not None:
        words = ngettext("It is the only result.", "It is number %(place)s of %(count)s results.", told.count)
        return words % {"place": number(told.place), "count": number(told.count)}
    if told.answers and told.count > LOOKED_AT:
        return _("It is among the results, but not among the first %(count)s.") % {"count": number(LOOKED_AT)}
    if not told.count:
        return _("There are no results.")
    words = ngettext(
        "The only result is another record.", "It is not among the %(count)s results.", told.count
    )
    return words % {"count": number(told.count)}


def circumstances(told: Explanation) -> Iterator[str]:
    """Say what was done to the question, and what else put the record where it is."""
    if told.corrected:
        words = _("No record has the words as typed. These are the results for “%(words)s” instead.")
        yield words % {"words": told.request.text}
    if told.relaxed:
        yield _("No record has all of the words. The results have some of them.")
    if told.widened:
        yield _(
            "It has enough of the words: a text in another language rarely has an equivalent for each of them."
        )
    if told.pinned:
        yield _("Editors pinned it to this question, so it comes first whatever its words.")
    if told.request.sort is not Sort.RELEVANCE or not told.request.text:
        yield _("The results are not sorted by relevance, so the words do not move a record up or down.")


def obstacles(told: Explanation, state: str) -> Iterator[str]:
    """Say why the record is not there, or may be other than shown; `state` is that of a record that is not public."""
    if told.document is None:
        yield (
            _("It is not public. Its state: %(state)s.") % {"state": state}
            if state
            else _("It is not public.")
        )
    elif told.place is None:
        yield from _hindrances(told)
    if told.waiting:
        since = date_format(localtime(told.waiting.enqueued_at), "DATETIME_FORMAT")
        yield _("A change to this record has been waiting to be indexed since %(since)s.") % {"since": since}
        if told.waiting.last_error:
            yield _("It could not be indexed: %(reason)s") % {"reason": told.waiting.last_error}


def _hindrances(told: Explanation) -> Iterator[str]:
    if told.missing and not told.pinned:
        yield _("It lacks: %(words)s.") % {"words": listed(told.missing)}
    if told.unwanted:
        yield _("It has words that the question excludes: %(words)s.") % {"words": listed(told.unwanted)}
    for each in told.excluding:
        yield _("The filter “%(filter)s” leaves it out.") % {"filter": filter_label(each)}
    if told.answers and told.count <= LOOKED_AT and not told.waiting:
        yield _(
            "It should be among the results: the index and the database differ. Please tell an administrator."
        )


def listed(words: Iterable[WordFound]) -> str:
    return listing(quoted(word.words) for word in words)


def word_lines(words: Iterable[WordFound]) -> tuple[WordLine, ...]:
    return tuple(WordLine(word.words, tuple(map(place_line, word.places))) for word in words)


def place_line(place: Place) -> str:
    """Return "in the title (English)" or "in the text (French), as “santé” from the glossary"."""
    where = str(WHERE[place.field])
    if place.language:
        where = _("%(where)s (%(language)s)") % {
            "where": where,
            "language": language_name(place.language),
        }
    if not place.words:
        return where
    return EQUIVALENT[place.origin] % {"where": where, "words": place.words}


def filter_lines(filters: Iterable[FilterMet], labels: Labels) -> tuple[FilterLine, ...]:
    return tuple(
        FilterLine(
            filter_label(each), asked_values(each, labels), values(each.name, each.held, labels), each.met
        )
        for each in filters
    )


def filter_label(each: FilterMet) -> str:
    return facet_label("year" if each.name == "years" else each.name)


def asked_values(each: FilterMet, labels: Labels) -> str:
    return "–".join(each.asked) if each.name == "years" else values(each.name, each.asked, labels)


def values(name: str, keys: Iterable[str], labels: Labels) -> str:
    return listing(labels.of(name, key).short for key in keys)
