"""The words for the values of facets, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cms.core.reader import reader_locale
from cms.organisations.models import Organisation
from cms.taxonomy import queries
from cms.taxonomy.enums import Vocabulary
from cms.taxonomy.snapshot import TermText
from search.schema import FIELDS
from search.types import UNDETERMINED

WORDS: Mapping[str, Mapping[str, str | Promise]] = {
    "status": {
        "planned": pgettext_lazy("project status", "Planned"),
        "ongoing": pgettext_lazy("project status", "Ongoing"),
        "completed": pgettext_lazy("project status", "Completed"),
        "ended": pgettext_lazy("project status", "Ended"),
    },
    "prize": {
        "winner": gettext_lazy("Winner"),
        "champion": gettext_lazy("Champion"),
        "nominee": gettext_lazy("Nominee"),
    },
    "kind": {"project": gettext_lazy("Project"), "entry": gettext_lazy("Prize entry")},
}
FACET_LABELS: Mapping[str, str | Promise] = {
    "year": gettext_lazy("Year"),
    "action_line": gettext_lazy("Action Line"),
    "place": gettext_lazy("Region and country"),
    "region": gettext_lazy("Region"),
    "country": gettext_lazy("Country"),
    "sdg": gettext_lazy("Goal (SDG)"),
    "stakeholder": gettext_lazy("Stakeholder"),
    "organisation": gettext_lazy("Organisation"),
    "status": gettext_lazy("Status"),
    "language": gettext_lazy("Language of the record"),
    "prize": gettext_lazy("Prize"),
    "kind": gettext_lazy("Kind of record"),
}


@dataclass(frozen=True, slots=True)
class Label:
    text: str
    short: str
    """For filters, chips and tables."""
    chip: str = ""
    """The code in the monospaced face, "C7" or "SDG 3"."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of one language, looked up without a query."""

    terms: Mapping[str, Mapping[str, TermText]] = field(default_factory=dict)
    """By field, then key."""
    organisations: Mapping[str, str] = field(default_factory=dict)
    """Name by slug."""
    region_of: Callable[[str], str] = queries.region_of
    """The region of a country."""

    def of(self, name: str, key: str) -> Label:
        """Return the words for a value; the value itself where there are none."""
        if term := self.terms.get(name, {}).get(key):
            return Label(term.label, term.short, chip(name, key))
        text = self.organisations.get(key, key) if name == "organisation" else word(name, key)
        return Label(text, text, chip(name, key))


def load(language: str, organisations: Iterable[str] = ()) -> Labels:
    """Gather the words of a language: vocabularies from memory, the names of these organisations in one query."""
    return Labels(
        terms={
            field.name: queries.labels(Vocabulary(field.vocabulary), language)
            for field in FIELDS
            if field.vocabulary
        },
        organisations=organisation_names(organisations),
    )


def organisation_names(slugs: Iterable[str]) -> dict[str, str]:
    wanted = list(slugs)
    return dict(Organisation.objects.filter(slug__in=wanted).values_list("slug", "name")) if wanted else {}


def word(name: str, key: str) -> str:
    """Return the word for a value that belongs to no vocabulary."""
    return language_name(key) if name == "language" else str(WORDS.get(name, {}).get(key, key))


def language_name(key: str) -> str:
    """Return a language's name in the active language, with a capital where it begins a line."""
    if key == UNDETERMINED:
        return _("Another language")
    name = reader_locale().languages.get(key, key)
    return name[:1].upper() + name[1:]


def chip(name: str, key: str) -> str:
    """Return the code that is shown before a value's words: "C7" for every line of C7."""
    if name == "action_line":
        return key.split("-", 1)[0].upper()
    if name == "sdg":
        return f"SDG {key}"
    return ""


def facet_label(name: str) -> str:
    return str(FACET_LABELS[name])
