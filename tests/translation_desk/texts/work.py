"""Steps of work on texts, each by the public function for it."""

from __future__ import annotations

from cms.accounts.models import User
from cms.mail.actions import change_template
from cms.mail.models import Template
from cms.mail.shipped import Words
from cms.taxonomy.models import TermLabel
from cms.translation_desk.texts.actions import TypedText, approve_texts, hand_in_texts, save_texts
from cms.translation_desk.texts.models import TextProposal
from cms.translation_desk.texts.queries import TextStanding, standings
from cms.translation_desk.texts.registry import SOURCES

MEDIA = ("vocabulary", "action_line/c9", "label")
SUBJECT = ("mail", "translation_there", "subject")
BODY = ("mail", "translation_there", "body")


def label_of(code: str = "c9", language: str = "fr") -> TermLabel:
    return TermLabel.objects.get(term__code=code, language=language)


def rename(words: str, language: str = "en", code: str = "c9") -> None:
    """Change a label as the admin's form does."""
    label = label_of(code, language)
    label.label = words
    label.save()


def change_mail(by: User, language: str = "en", **words: str) -> None:
    template = Template.objects.get(kind="translation_there", language=language)
    now = {"subject": template.subject, "body": template.body} | words
    change_template(template=template, words=Words(**now), by=by)


def standing(place: tuple[str, str, str], language: str = "fr") -> TextStanding:
    return next(each for each in standings(language, SOURCES[place[0]]) if each.text.place == place)


def states(language: str = "fr") -> dict[tuple[str, str, str], str]:
    """Return the state of every text that is not current."""
    return {each.text.place: each.state for each in standings(language) if each.state != "current"}


def typed(
    place: tuple[str, str, str], words: str, language: str = "fr", *, confirmed: bool = False
) -> TypedText:
    """Return what the browser of somebody who sees the text now would send."""
    held = standing(place, language)
    return TypedText(place[1], place[2], held.text.original, held.words, words, confirmed)


def save(
    place: tuple[str, str, str], words: str, by: User, language: str = "fr", *, confirmed: bool = False
) -> list[TypedText]:
    said = [typed(place, words, language, confirmed=confirmed)]
    group = standing(place, language).text.group
    return save_texts(source=SOURCES[place[0]], group=group, language=language, typed=said, by=by)


def hand_in(place: tuple[str, str, str], words: str, by: User, language: str = "fr") -> TextProposal:
    """Save words and hand them in; words as they stand are confirmed."""
    save(place, words, by, language, confirmed=True)
    group = standing(place, language).text.group
    hand_in_texts(source=SOURCES[place[0]], group=group, language=language, by=by)
    proposal = standing(place, language).proposal
    assert proposal is not None
    return proposal


def approve(place: tuple[str, str, str], by: User, language: str = "fr") -> None:
    held = standing(place, language)
    assert held.proposal is not None
    approve_texts(read={held.proposal.pk: held.digest}, language=language, by=by)
