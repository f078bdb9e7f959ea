"""What a finding says in the language that is active: what it is, and what to do about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.core.direction import isolated
from cms.core.templatetags.dates import long_date
from cms.core.templatetags.numbers import number
from cms.findings.enums import Kind, Level
from cms.findings.values import Finding
from search.labels import language_name

LEVELS = {Level.WRONG: _("Wrong"), Level.LOOK: _("Have a look")}

SENTENCES: Mapping[Kind, Any] = {
    Kind.MISSING: _("This is empty, and readers look for it. Ask the author for it."),
    Kind.SHORT: _("Words: %(count)s, where at least %(least)s are asked for. Ask the author to say more."),
    Kind.CAPITALS: _("Almost everything is in capitals. It should be written in small letters."),
    Kind.LANGUAGE: _(
        "The text reads like %(language)s, but its language is given as %(said)s. Correct one of them."
    ),
    Kind.LINK_SCHEME: _(
        "“%(link)s” is no link that opens: it has to begin with https:// or http://. Ask for the whole address."
    ),
    Kind.LINK_HOST: _("“%(link)s” names no website. Ask for the whole address."),
    Kind.LINK_BLANK: _("“%(link)s” is no link that opens: there is a space in it. Take the space out."),
    Kind.LINK_PRIVATE: _(
        "“%(link)s” lies in a private network, which readers cannot reach. Ask for a public address."
    ),
    Kind.LINK_GONE: _("“%(link)s” was tried: its website has no such page. Ask for another address."),
    Kind.LINK_SILENT: _("“%(link)s” was tried, and no page came. Try it yourself before you ask the author."),
    Kind.PICTURE: _(
        "Image %(number)s has no alternative text, so some readers learn nothing of it. Ask what it shows."
    ),
    Kind.DATES: _("The end, %(day)s, lies before the start, %(start)s. Ask which of them is right."),
    Kind.DATE_FAR: _("Is %(day)s right? The year is unlikely."),
}


def sentence_of(finding: Finding) -> str:
    return SENTENCES[finding.kind] % {name: _written(name, value) for name, value in finding.values.items()}


def _written(name: str, value: Any) -> str:
    if name in {"day", "start"}:
        return long_date(dt.date.fromisoformat(value))
    if name in {"language", "said"}:
        return language_name(value)
    # A link keeps its own direction within a sentence from right to left.
    return number(value) if isinstance(value, int) else isolated(value)
