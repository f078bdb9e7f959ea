"""A language that the site does not have is nobody's, moderators included."""

from __future__ import annotations

import pytest

from cms.moderation.actions import PermissionDenied
from cms.translation_desk.files.merging import merge
from cms.translation_desk.files.values import FileUnusable, ReturnedFile
from cms.translation_desk.queue.actions import claim
from tests.factories import person

KLINGON = "tlh"


def test_a_file_in_it_is_refused_and_said_to_be(original):
    returned = ReturnedFile(original.record_id, KLINGON, ())

    with pytest.raises(FileUnusable, match="into the language “tlh”"):
        merge(name="klingon.po", returned=returned, by=person("moderator"))


def test_nobody_claims_a_translation_into_it(original):
    with pytest.raises(PermissionDenied):
        claim(original=original, language=KLINGON, by=person("moderator"))
