"""Consequences in plain words, one sentence each, in the language that is active."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.core.templatetags.numbers import number
from cms.undo.values import Consequences

NAMED = 20
"""As many are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What happens, and to whom: the names that fit."""

    text: str
    names: tuple[str, ...] = ()
    more: int = 0


def sentences(told: Consequences) -> list[Sentence]:
    """Return a sentence for each consequence, the gravest first; one that says so where nothing hangs on it."""
    found = [*_below(told), *_addresses(told), *_others(told)]
    return found or [Sentence(_("Nothing else hangs on it."))]


def on_staying(reasons: Sequence[str]) -> list[Sentence]:
    """Return the sentence on ticked pages that are not deleted, each with its reason; none when there are none."""
    text = ngettext(
        "%(count)s of the ticked pages is not deleted.",
        "%(count)s of the ticked pages are not deleted.",
        len(reasons),
    )
    return [_named(text, reasons)] if reasons else []


def _below(told: Consequences) -> Iterator[Sentence]:
    if told.pages:
        text = ngettext(
            "%(count)s page below it goes along.", "%(count)s pages below it go along.", len(told.pages)
        )
        yield _named(text, told.pages)
    if told.translations:
        names = dict(settings.LANGUAGES)
        text = ngettext(
            "Its translation goes along.", "Its %(count)s translations go along.", len(told.translations)
        )
        yield _named(text, [str(names.get(code, code)) for code in told.translations])


def _addresses(told: Consequences) -> Iterator[Sentence]:
    if not told.addresses:
        return
    count = len(told.addresses)
    if told.into:
        text = ngettext(
            "%(count)s address leads to “%(title)s” then, for good.",
            "%(count)s addresses lead to “%(title)s” then, for good.",
            count,
        )
        yield _named(text.replace("%(title)s", told.into.replace("%", "%%")), told.addresses)
        return
    if told.answer == 301:
        text = ngettext(
            "%(count)s public address changes; the old one leads on to the new one.",
            "%(count)s public addresses change; the old ones lead on to the new ones.",
            count,
        )
    elif told.answer == 410:
        text = ngettext(
            "%(count)s address answers “410 Gone” then, with the title, your reason and the date.",
            "%(count)s addresses answer “410 Gone” then, with the title, your reason and the date.",
            count,
        )
    else:
        text = ngettext(
            "%(count)s public address answers “404 Not found” then.",
            "%(count)s public addresses answer “404 Not found” then.",
            count,
        )
    yield _named(text, told.addresses)


def _others(told: Consequences) -> Iterator[Sentence]:
    if told.redirects:
        text = ngettext(
            "%(count)s redirect to it goes; its address leads nowhere then.",
            "%(count)s redirects to it go; their addresses lead nowhere then.",
            len(told.redirects),
        )
        yield _named(text, told.redirects)
    if told.relinked:
        text = ngettext(
            "%(count)s record that names it names the other one then:",
            "%(count)s records that name it name the other one then:",
            len(told.relinked),
        )
        yield _named(text, told.relinked)
    if told.links and told.into:
        text = ngettext(
            "%(count)s link to it leads on to the other one then, from:",
            "%(count)s links to it lead on to the other one then, from:",
            len(told.links),
        )
        yield _named(text, told.links)
    elif told.links:
        text = ngettext(
            "%(count)s link to it leads nowhere then, from:",
            "%(count)s links to it lead nowhere then, from:",
            len(told.links),
        )
        yield _named(text, told.links)
    if told.found:
        text = ngettext(
            "%(count)s record is not found by search any more.",
            "%(count)s records are not found by search any more.",
            len(told.found),
        )
        yield _named(text, told.found)
    yield from _people(told)


def _people(told: Consequences) -> Iterator[Sentence]:
    if told.reviews:
        text = ngettext("%(count)s open review ends.", "%(count)s open reviews end.", told.reviews)
        yield Sentence(text % {"count": number(told.reviews)})
    if told.mails:
        text = ngettext(
            "%(count)s mail that waits to be sent leads to it.",
            "%(count)s mails that wait to be sent lead to it.",
            told.mails,
        )
        yield Sentence(text % {"count": number(told.mails)})
    if told.people:
        text = ngettext(
            "%(count)s person loses what the group allows.",
            "%(count)s people lose what the group allows.",
            len(told.people),
        )
        yield _named(text, told.people)
    yield from _steps(told)
    if names := list(_parts(told)):
        yield Sentence(_("These go along:"), tuple(names))
    if told.files:
        text = ngettext(
            "%(count)s file is not handed out any more.",
            "%(count)s files are not handed out any more.",
            len(told.files),
        )
        yield _named(text, told.files)


def _steps(told: Consequences) -> Iterator[Sentence]:
    if told.asking:
        text = ngettext(
            "%(count)s step of a review asks for an approval of this group, and does so no more.",
            "%(count)s steps of reviews ask for an approval of this group, and do so no more.",
            len(told.asking),
        )
        yield _named(text, told.asking)
    if told.open_steps:
        text = ngettext(
            "%(count)s step asks no group then: whoever decides on such pages approves there.",
            "%(count)s steps ask no group then: whoever decides on such pages approves there.",
            len(told.open_steps),
        )
        yield _named(text, told.open_steps)
    if told.stuck_steps:
        text = ngettext(
            "%(count)s step of a workflow has no group left: only superusers approve there.",
            "%(count)s steps of workflows have no group left: only superusers approve there.",
            len(told.stuck_steps),
        )
        yield _named(text, told.stuck_steps)
    if told.waiting:
        text = ngettext("%(count)s page waits there now.", "%(count)s pages wait there now.", told.waiting)
        yield Sentence(text % {"count": number(told.waiting)})


def _parts(told: Consequences) -> Iterator[str]:
    for label, count in told.parts.items():
        name = capfirst(apps.get_model(label)._meta.verbose_name_plural)
        yield _("%(field)s: %(words)s") % {"field": name, "words": number(count)}


def _named(text: str, names: Sequence[str]) -> Sentence:
    return Sentence(
        text % {"count": number(len(names))}, tuple(names[:NAMED]), more=max(len(names) - NAMED, 0)
    )
