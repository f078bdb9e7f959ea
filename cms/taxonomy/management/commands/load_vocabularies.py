from typing import Any

from django.core.management.base import BaseCommand

from cms.taxonomy.actions import load_vocabularies


class Command(BaseCommand):
    help = "Bring the vocabularies to the state of the data files. Repeatable; keeps what editors changed."

    def handle(self, **options: Any) -> None:
        self.stdout.write(str(load_vocabularies()))
