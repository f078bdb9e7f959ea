"""No public word of a live translation changes before somebody else has read it, through whatever door it comes.

Those of wagtail-localize are in tests/moderation/.
"""

from __future__ import annotations

import random

from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import querydict_from_html

from cms.moderation import actions
from cms.records.translating import Written, segments_to_translate, write_translation
from cms.translation_desk.files import formats
from cms.translation_desk.files.formats import Format
from cms.translation_desk.files.merging import merge
from cms.translation_desk.files.units import file_of
from cms.translation_desk.machine.actions import draft_by_machine
from cms.translation_desk.page.actions import hand_in
from cms.translations.actions import call_trivial
from cms.translations.values import normal
from tests.factories import fresh, person
from tests.translation_desk.conftest import GOALS

SEED = 11
ROUNDS = 4
DUMMY = {"CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"}


def public_words(page):
    page = fresh(page)
    return {name: getattr(page, name) for name in page.words} | {"slug": page.slug, "pairs": page.pairs}


class Doors:
    """Each way in which words of a translation, or what they depend on, are written."""

    def __init__(self, french, client, translator, rewrite, rng):
        self.french, self.client, self.by, self.rewrite, self.rng = french, client, translator, rewrite, rng
        self.page_url = reverse("translation_page", args=[french.pk])

    def words(self):
        return f"Mots {self.rng.randrange(10**6)}"

    def segment(self):
        return self.rng.choice(segments_to_translate(fresh(self.french)))

    def typed_on_the_page(self):
        data = querydict_from_html(self.client.get(self.page_url).content.decode(), form_id="translation")
        data[f"form-{self.rng.randrange(int(data['form-TOTAL_FORMS']))}-target"] = self.words()
        self.client.post(self.page_url, data)

    def saved_while_typing(self):
        found = self.segment()
        self.client.post(
            reverse("translation_segment", args=[self.french.pk]),
            {
                "path": found.segment.path,
                "source": found.segment.text,
                "seen": normal(found.target),
                "target": self.words(),
                "confirmed": "on",
            },
        )

    def wagtails_editor(self):
        url = reverse("wagtailadmin_pages:edit", args=[self.french.pk])
        body = self.client.get(url, follow=True).content.decode()
        if 'id="page-edit-form"' in body:
            data = querydict_from_html(body, form_id="page-edit-form")
            self.client.post(url, data | {"title": self.words(), "action-publish": "1"})

    def file_of(self, kind):
        sent = formats.write(file_of(fresh(self.french.original), "fr"), kind, timezone.now()).decode()
        old = normal(self.segment().target)
        back = sent.replace(old, self.words()) if old else sent
        merge(name="file", returned=formats.read(f"file{kind.suffix}", back.encode()), by=self.by)

    def po_file(self):
        self.file_of(Format.PO)

    def xliff_file(self):
        self.file_of(Format.XLIFF)

    def machine(self):
        found = self.segment()
        write_translation(
            translation=fresh(self.french),
            written=[Written(found.segment.path, found.segment.text, "", confirmed=True)],
            by=self.by,
        )
        draft_by_machine(translation=fresh(self.french), by=self.by)

    def handed_in_and_sent_back(self):
        hand_in(translation=fresh(self.french), by=self.by)
        actions.request_changes(page=fresh(self.french), by=person("reviewer:fr"), note="Encore.")

    def handed_in_and_rejected(self):
        hand_in(translation=fresh(self.french), by=self.by)
        actions.reject(page=fresh(self.french), by=person("reviewer:fr"), reason="Non.")

    def original_published(self):
        self.rewrite(self.french.original, goals=f"{GOALS}<p>New {self.rng.randrange(10**6)}.</p>")

    def edit_called_trivial(self):
        found = self.segment().segment
        original = fresh(self.french.original)
        edit = (found.path, f"{found.text} before", found.text)
        call_trivial(original=original, edit=edit, reason="The same.", by=person("moderator"))

    def jobs(self):
        call_command("refresh_translations", verbosity=0)
        call_command("refresh_memory", verbosity=0)


DOORS = [name for name, door in vars(Doors).items() if callable(door) and not name.startswith("_")]
HELPS = {"words", "segment", "file_of"}


def test_no_public_word_changes_through_any_door(french, translator, signed_in, rewrite, settings):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = DUMMY
    doors = Doors(french, signed_in(translator), translator, rewrite, random.Random(SEED))
    before = public_words(french)
    names = sorted(set(DOORS) - HELPS) * ROUNDS
    doors.rng.shuffle(names)
    taken = []
    for name in names:
        try:
            getattr(doors, name)()
        except (actions.InvalidMove, actions.PermissionDenied):
            continue  # refused at the door: it is in another state, say
        taken.append(name)
        assert public_words(french) == before, taken
    assert set(taken) == set(names)
