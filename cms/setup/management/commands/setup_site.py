from typing import Any

from django.core.management.base import BaseCommand

from cms.setup.site import setup_site


class Command(BaseCommand):
    help = "Make roles, vocabularies, glossary, locales and the fixed pages where they are missing. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        setup_site()
        self.stdout.write("Roles, vocabularies, glossary, languages and fixed pages are in place.")
