"""Many translations in one zip: a file each and a manifest. Nothing is unpacked to disk."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from cms.translation_desk.files.formats import Format
from cms.translation_desk.files.values import (
    LARGEST,
    LARGEST_UNPACKED,
    MOST_FILES,
    FileUnusable,
    TranslationFile,
)

MANIFEST = "manifest.json"
SUFFIX = ".zip"
OF_THE_SYSTEM = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|\._|Thumbs\.db$)")
"""What file managers add to archives."""
DAMAGED = (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError, zlib.error)
"""What zipfile raises on archives that are broken, encrypted or packed in a way it does not know."""


def file_name(file: TranslationFile, file_format: Format) -> str:
    record = re.sub(r"[^A-Za-z0-9._-]", "_", file.record)
    return f"{record}.{file.language}{file_format.suffix}"


class ArchiveWriter:
    """Adds files one by one; the manifest comes last."""

    def __init__(self, stream: IO[bytes], language: str, file_format: Format) -> None:
        self.archive = ZipFile(stream, "w", ZIP_DEFLATED)
        self.manifest: dict[str, Any] = {"language": language, "format": file_format.value, "files": []}

    def add(self, name: str, file: TranslationFile, data: bytes) -> None:
        self.archive.writestr(name, data)
        line = {"name": name, "record": file.record, "title": file.title, "texts": len(file.units)}
        self.manifest["files"].append(line)

    def close(self) -> None:
        text = json.dumps(self.manifest, ensure_ascii=False, indent=1)
        self.archive.writestr(MANIFEST, f"{text}\n".encode())
        self.archive.close()


class ArchiveReader:
    """Reads files one by one, each with its name. Raises FileUnusable when the archive cannot be read at all."""

    def __init__(self, stream: IO[bytes]) -> None:
        try:
            self.archive = ZipFile(stream)
        except DAMAGED:
            raise FileUnusable(_("The file is no zip archive, or was cut short.")) from None
        self.members = [info for info in self.archive.infolist() if _is_translation(info)]
        if len(self.members) > MOST_FILES:
            raise FileUnusable(_("The archive holds more than %(number)d files.") % {"number": MOST_FILES})
        self.unpacked = 0

    def __len__(self) -> int:
        return len(self.members)

    def __iter__(self) -> Iterator[tuple[str, bytes | FileUnusable]]:
        """Yield the name of each file with its bytes, or with why it cannot be had."""
        for info in self.members:
            try:
                yield info.filename, self._bytes(info)
            except FileUnusable as problem:
                yield info.filename, problem

    def _bytes(self, info: ZipInfo) -> bytes:
        path = PurePosixPath(info.filename)
        if path.is_absolute() or ".." in path.parts or "\\" in info.filename or ":" in info.filename:
            raise FileUnusable(_("The name leads out of the archive."))
        try:
            with self.archive.open(info) as stream:
                # What the archive says of its sizes is not believed.
                data = stream.read(LARGEST + 1)
        except DAMAGED:
            raise FileUnusable(_("The file is damaged or encrypted.")) from None
        self.unpacked += len(data)
        if len(data) > LARGEST or self.unpacked > LARGEST_UNPACKED:
            raise FileUnusable(_("The file is too large once it is unpacked."))
        return data


def _is_translation(info: ZipInfo) -> bool:
    return not info.is_dir() and info.filename != MANIFEST and not OF_THE_SYSTEM.search(info.filename)
