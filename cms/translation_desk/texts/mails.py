"""The words of mails."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from cms.mail.actions import translate_template
from cms.mail.kinds import CONTENTS, TEMPLATED, Kind
from cms.mail.models import Template
from cms.mail.permissions import can_translate_mail
from cms.mail.wording import faults
from cms.translation_desk.assistance import problem
from cms.translation_desk.assistance.checks import Problem, Severity
from cms.translation_desk.assistance.terms import term_problems, terms_in
from cms.translation_desk.texts.sources import TextSource
from cms.translation_desk.texts.values import Text, as_html


class MailTexts(TextSource):
    name = "mail"
    label = _("Mails")
    model = Template
    key_columns = ("kind",)
    row = "kind"
    order = ("kind",)
    fields = ("subject", "body")

    def groups(self) -> list[tuple[str, str]]:
        return TEMPLATED

    def hints(self, group: str) -> Mapping[str, str]:
        return {f"{{{name}}}": sample for name, sample in CONTENTS[Kind(group)].samples.items()}

    def problems(self, text: Text, words: str, language: str) -> list[Problem]:
        """Of placeholders ask the mail's own rule: a translation may leave out what it offers, and say it twice."""
        others = [
            each for each in super().problems(text, words, language) if each.kind != problem.Kind.PLACEHOLDERS
        ]
        terms = terms_in(as_html(text.original), settings.LANGUAGE_CODE, language, as_html(words))
        return [*self._faults(text, words), *others, *term_problems(terms)]

    def _faults(self, text: Text, words: str) -> list[Problem]:
        alone = {field: words if field == text.field else "" for field in self.fields}
        found = faults(Kind(text.key), **alone).get(text.field, [])
        return [Problem(problem.Kind.PLACEHOLDERS, Severity.BLOCKS, each) for each in found]

    def may_publish(self, user: User, language: str, group: str) -> bool:
        return can_translate_mail(user, language, Kind(group))

    def publish(self, *, key: str, field: str, language: str, words: str, by: User) -> None:
        template = Template.objects.get(kind=key, language=language)
        translate_template(template=template, words={field: words}, by=by)
