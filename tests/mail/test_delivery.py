"""What the worker makes of a mail server's answers."""

from __future__ import annotations

import datetime as dt
from email.utils import parseaddr

import pytest
import time_machine
from django.utils import timezone

from cms.mail import actions
from cms.mail.enums import AddressState, Problem, State
from cms.mail.models import Address, OutgoingMail
from tests.factories import person

pytestmark = pytest.mark.usefixtures("repository")

SUBJECTS = {
    "en": "The translation you asked for is there: Télémédecine",
    "fr": "La traduction que vous avez demandée est disponible : Télémédecine",
    "es": "La traducción que pidió ya está disponible: Télémédecine",
    "ru": "Запрошенный вами перевод готов: Télémédecine",
    "ar": "الترجمة التي طلبتموها متاحة الآن: Télémédecine",
    "zh": "您要求的译文已可阅读：Télémédecine",
}


def state_of(mail: OutgoingMail) -> tuple[str, str, int]:
    mail.refresh_from_db()
    return mail.state, mail.problem, mail.tries


@pytest.mark.parametrize("language", SUBJECTS)
def test_subject_and_text_arrive_in_every_language(language, tell, postbox, work):
    mail = tell(language=language)

    work()

    [message] = postbox.taken
    # A long header begins on its second line, after a blank.
    assert message["Subject"].strip() == SUBJECTS[language]
    assert message["Content-Language"] == language
    assert message.get_content().splitlines() == mail.body.splitlines()
    assert "https://example.org/fr/" in mail.body
    assert state_of(mail) == (State.SENT, "", 1)


def test_the_envelope_names_who_reads_bounces_and_the_mail_says_that_no_person_wrote_it(tell, postbox, work):
    tell()
    work()
    [message] = postbox.taken
    assert postbox.senders == ["bounces@example.org"]
    assert parseaddr(message["From"]) == ("WSIS", "site@example.org")
    assert message["To"] == "reader@example.org"
    assert message["Auto-Submitted"] == "auto-generated"


def test_what_is_sent_is_not_sent_again(tell, postbox, work):
    tell()
    work()
    work()
    assert len(postbox.taken) == 1


def test_a_refusal_for_now_is_tried_again_later_and_later(tell, postbox, work):
    postbox.answers["reader@example.org"] = "450 4.2.1 Greylisted, come again"
    mail = tell()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        pauses = []
        for _try in range(4):
            work()
            work()
            mail.refresh_from_db()
            pauses.append((mail.next_try - timezone.now()).total_seconds())
            clock.move_to(mail.next_try)
        postbox.answers.clear()
        work()

    assert pauses == [60, 120, 240, 480]
    assert state_of(mail) == (State.SENT, "", 5)
    assert len(postbox.taken) == 1
    assert not Address.objects.exists()


def test_a_refusal_for_now_says_so_in_plain_words(tell, postbox, work):
    postbox.answers["reader@example.org"] = "450 4.2.1 Greylisted, come again"
    mail = tell()
    work()
    assert state_of(mail) == (State.FAILED, Problem.LATER, 1)
    assert mail.reply == "450 4.2.1 Greylisted, come again"


def test_after_four_days_it_is_given_up(tell, postbox, work):
    postbox.answers["reader@example.org"] = "451 Busy"
    mail = tell()
    began = mail.created_at
    with time_machine.travel(began, tick=False) as clock:
        while mail.state in (State.WAITING, State.FAILED):
            clock.move_to(mail.next_try)
            work()
            mail.refresh_from_db()
        lasted = timezone.now() - began

    assert (mail.state, mail.problem) == (State.GIVEN_UP, Problem.NO_PATIENCE)
    assert dt.timedelta(days=3) < lasted < dt.timedelta(days=5)


def test_a_refusal_for_good_is_given_up_and_marks_the_address(tell, postbox, work):
    postbox.answers["reader@example.org"] = "550 5.1.1 No such user"
    mail = tell(to="Reader@example.org")
    postbox.answers["Reader@example.org"] = "550 5.1.1 No such user"

    work()

    assert state_of(mail) == (State.GIVEN_UP, Problem.RECIPIENT_REFUSED, 1)
    address = Address.objects.get()
    assert (address.email, address.state) == ("reader@example.org", AddressState.REFUSED)
    assert address.reason == "550 5.1.1 No such user"


def test_no_more_mail_goes_to_a_marked_address_until_it_is_cleared(tell, postbox, work):
    postbox.answers["reader@example.org"] = "550 No such user"
    tell(key="first")
    work()
    postbox.answers.clear()

    second = tell(to="READER@example.org", key="second")
    work()
    assert state_of(second) == (State.GIVEN_UP, Problem.MARKED, 0)
    assert postbox.taken == []

    actions.clear_address(address=Address.objects.get(), by=person("administrator"))
    third = tell(key="third")
    work()
    assert state_of(third) == (State.SENT, "", 1)


def test_a_refusal_of_ourselves_does_not_blame_the_address(tell, postbox, work):
    postbox.answers["reader@example.org"] = "554 5.7.1 Your server is on a list"
    mail = tell()
    work()
    assert state_of(mail) == (State.GIVEN_UP, Problem.RECIPIENT_REFUSED, 1)
    assert not Address.objects.exists()


def test_a_refused_message_does_not_blame_the_address(tell, postbox, work):
    postbox.last_word = "554 Looks like an advertisement"
    mail = tell()
    work()
    assert state_of(mail) == (State.GIVEN_UP, Problem.MESSAGE_REFUSED, 1)
    assert not Address.objects.exists()


def test_a_server_that_cannot_be_reached_is_waited_for(tell, settings, postbox, work, unused_port):
    settings.EMAIL_PORT = unused_port
    mail = tell()
    work()
    assert state_of(mail) == (State.FAILED, Problem.UNREACHABLE, 1)


def test_a_line_that_breaks_after_the_text_leaves_a_mail_to_the_operator(tell, postbox, work):
    postbox.hangs_up = True
    mail = tell()
    work()
    postbox.hangs_up = False
    with time_machine.travel(timezone.now() + dt.timedelta(days=1)):
        work()

    assert state_of(mail) == (State.PERHAPS_SENT, Problem.INTERRUPTED, 1)
    assert len(postbox.taken) == 1


def test_where_no_mail_leaves_the_site_it_counts_as_sent(tell, settings, postbox, work):
    settings.MAIL_STAYS_HERE = True
    mail = tell()
    work()
    assert state_of(mail) == (State.SENT, "", 1)
    assert postbox.taken == []


def test_one_bad_address_does_not_hold_up_the_others(tell, postbox, work):
    postbox.answers["bad@example.org"] = "450 Later"
    tell(to="bad@example.org")
    tell(to="good@example.org")
    work()
    assert [message["To"] for message in postbox.taken] == ["good@example.org"]


def test_after_three_months_words_and_address_are_forgotten_and_the_event_is_not(tell, postbox, work):
    mail = tell(key="translation:1:fr")
    work()
    with time_machine.travel(timezone.now() + dt.timedelta(days=91)):
        work()
        tell(key="translation:1:fr")
        work()

    mail.refresh_from_db()
    assert (mail.to, mail.subject, mail.body, mail.state) == ("", "", "", State.SENT)
    assert len(postbox.taken) == 1
