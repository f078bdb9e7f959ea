"""The labels of the vocabularies."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from cms.taxonomy.actions import translate_label
from cms.taxonomy.enums import Vocabulary
from cms.taxonomy.models import Term, TermLabel
from cms.taxonomy.permissions import can_translate_labels
from cms.translation_desk.texts.sources import TextSource


class VocabularyTexts(TextSource):
    name = "vocabulary"
    label = _("Vocabulary")
    model = TermLabel
    key_columns = ("term__vocabulary", "term__code")
    row = "term"
    order = ("term__vocabulary", "term__sort_order", "term__code")
    fields = ("label", "short_label")

    def groups(self) -> list[tuple[str, str]]:
        return Vocabulary.choices

    def heading(self, key: str) -> str:
        return key.partition("/")[2]

    def may_publish(self, user: User, language: str, group: str) -> bool:
        return can_translate_labels(user, language)

    def publish(self, *, key: str, field: str, language: str, words: str, by: User) -> None:
        vocabulary, _slash, code = key.partition("/")
        term = Term.objects.get(vocabulary=vocabulary, code=code)
        translate_label(term=term, language=language, words={field: words}, by=by)
