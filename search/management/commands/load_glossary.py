from typing import Any

from django.core.management.base import BaseCommand

from search.lexicon.loading import load_glossary


class Command(BaseCommand):
    help = "Write the glossary that the product ships; what people changed stays. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(str(load_glossary()))
