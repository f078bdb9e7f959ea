from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from django.conf import settings
from django.core.management.base import BaseCommand

from cms.core import messages


class Command(BaseCommand):
    help = "Compile locale/*/LC_MESSAGES/django.po into DATA_DIR/locale, where the site reads them."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for language in messages.catalogue_languages():
            compile_catalogue(language, settings.DATA_DIR / "locale")


def compile_catalogue(language: str, folder: Path) -> None:
    """Write the compiled catalogue in one step: a server that starts meanwhile reads the old one or the new one."""
    path = folder / language / "LC_MESSAGES" / "django.mo"
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".new")
    with unfinished.open("wb") as file:
        write_mo(file, messages.read_catalogue(language))
    unfinished.replace(path)
