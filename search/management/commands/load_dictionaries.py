from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.lexicon.dictionaries import loading, store

NONE = "No dictionary is loaded."


class Command(BaseCommand):
    help = (
        "Load open dictionaries that were downloaded (dictd: FreeDict, Mueller; CC-CEDICT) in the place of those "
        "loaded before, so that searches find across languages what the glossary does not know. Without a path: say "
        "what is loaded."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="*", type=Path, metavar="PATH", help="a file, or a folder with them"
        )
        parser.add_argument("--clear", action="store_true", help="forget all dictionaries")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["clear"]:
            store.clear()
            self.stdout.write(NONE)
        elif options["paths"]:
            self._load(options["paths"])
        else:
            self._list()

    def _load(self, paths: list[Path]) -> None:
        missing = [str(path) for path in paths if not path.exists()]
        if missing:
            raise CommandError(f"There is no {', '.join(missing)}.")
        loaded = loading.load(paths, self.stdout.write)
        if not loaded:
            raise CommandError("No dictionary was found; what was loaded before is still there.")
        pairs = sum(each.taken for each in loaded)
        self.stdout.write(
            f"Loaded {len(loaded)} dictionaries with {pairs} pairs of words: searches use them from now on."
        )

    def _list(self) -> None:
        loaded = store.sources()
        for each in loaded:
            self.stdout.write(f"{each.name}: {each.taken} pairs ({each.title}; {each.licence})")
        if not loaded:
            self.stdout.write(NONE)
