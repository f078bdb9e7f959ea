"""Why two records are probably the same, in the language that is active."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from cms.core.templatetags.numbers import number
from cms.duplicates.values import Kind, Reason


def sentence_of(reason: Reason) -> str:
    return SENTENCES[reason.kind](reason.values)


def _alike(values: Mapping[str, Any]) -> str:
    return _("About %(percent)s %% of the wording is the same") % {"percent": number(values["percent"])}


def _translated(values: Mapping[str, Any]) -> str:
    return _("Translated: about %(count)s of 10 terms agree") % {"count": number(values["tenths"])}


def _alias(values: Mapping[str, Any]) -> str:
    return _("Its organisation “%(other)s” is probably “%(mine)s” under another name") % values


SENTENCES: Mapping[Kind, Callable[[Mapping[str, Any]], str]] = {
    Kind.SAME_TEXT: lambda values: _("The same text"),
    Kind.ALIKE_TEXT: _alike,
    Kind.TRANSLATED: _translated,
    Kind.SAME_TITLE: lambda values: _("The same title"),
    Kind.REORDERED_TITLE: lambda values: _("The same title, its words in another order"),
    Kind.ALIKE_TITLE: lambda values: _("A title with most of the same words"),
    Kind.SAME_ORGANISATION: lambda values: _("The same organisation"),
    Kind.ALIAS: _alias,
    Kind.SAME_WEBSITE: lambda values: _("The same website"),
}
