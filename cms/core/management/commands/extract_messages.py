from typing import Any

from django.core.management.base import BaseCommand

from cms.core import messages


class Command(BaseCommand):
    help = "Bring locale/*/LC_MESSAGES/django.po to what the sources say, and count what is to translate."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for language in messages.catalogue_languages():
            catalogue = messages.update(language)
            waiting = len(messages.untranslated(catalogue))
            self.stdout.write(f"{language}: {len(catalogue)} messages, {waiting} without translation")
