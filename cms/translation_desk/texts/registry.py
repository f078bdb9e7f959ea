"""Every kind of text that is translated on the desk beside the pages. Another one is a line here."""

from __future__ import annotations

from cms.translation_desk.texts.mails import MailTexts
from cms.translation_desk.texts.reasons import ReasonTexts
from cms.translation_desk.texts.sources import TextSource
from cms.translation_desk.texts.vocabulary import VocabularyTexts

SOURCES: dict[str, TextSource] = {each.name: each for each in (VocabularyTexts(), MailTexts(), ReasonTexts())}
