"""What authors are told of decisions: one mail for a sitting, in their language, after a pause for second thoughts."""

import datetime as dt
import re

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.users.models import UserProfile

from cms.mail.collecting import collect
from cms.mail.models import OutgoingMail
from cms.moderation import actions
from cms.moderation.comments.actions import ask_author, reply, resolve
from cms.moderation.digests import content_digest
from cms.moderation.enums import Move, News
from cms.moderation.models import Notice, Reason
from cms.moderation.notices.mails import GRACE, LONGEST_WAIT, tell_authors
from cms.moderation.reasons.shipped import shipped_reasons
from cms.moderation.undoing import last_entry, review_standing_of, undo
from tests.factories import ProjectFactory, approved, fresh, person, published, translation

pytestmark = pytest.mark.usefixtures("repository")


@pytest.fixture
def author():
    return person("author", name="Ana Silva")


def submitted(owner, **values):
    page = ProjectFactory(owner=owner, **values)
    actions.submit(page=page, by=owner)
    return fresh(page)


def later(minutes=11):
    return timezone.now() + dt.timedelta(minutes=minutes)


def mails(**conditions):
    return list(OutgoingMail.objects.filter(kind="decisions", **conditions).order_by("pk"))


def test_decisions_of_a_sitting_come_in_one_mail(author, moderator):
    approved(submitted(author, title="Doctors by radio"), by=moderator)
    actions.request_changes(page=submitted(author, title="Nurses"), by=moderator, note="Which year?")
    reason = Reason.objects.get(code="duplicate")
    actions.reject(
        page=submitted(author, title="Again"), by=moderator, reason="See number 12.", chosen=reason
    )

    assert tell_authors(now=later()) == 1

    [mail] = mails()
    assert mail.to == author.email
    assert mail.subject == "Decided: “Doctors by radio” and 2 more"
    for words in (
        "Hello Ana Silva,",
        "“Doctors by radio” is published.\n  http",
        "“Nurses” needs changes from you.\n  Which year?\n  http",
        f"“Again” is rejected.\n  {shipped_reasons()['duplicate']['en']}\n  See number 12.",
    ):
        assert words in mail.body


def test_nothing_is_told_before_the_pause_is_over_and_nothing_twice(author, moderator):
    approved(submitted(author), by=moderator)

    assert tell_authors(now=later(9)) == 0
    approved(submitted(author), by=moderator)
    Notice.objects.filter(pk=Notice.objects.first().pk).update(at=timezone.now() - 2 * GRACE)
    assert tell_authors(now=later(9)) == 0
    assert tell_authors(now=later(11)) == 1
    assert tell_authors(now=later(11)) == 0
    assert len(mails()) == 1


def test_each_author_gets_a_mail_of_their_own(moderator):
    people = [person("author") for _each in range(3)]
    for someone in people:
        for _each in range(2):
            approved(submitted(someone), by=moderator)

    assert collect(now=later()) == 3
    assert [mail.to for mail in mails()] == [someone.email for someone in people]


@pytest.mark.parametrize("language", ["fr", "es", "ru", "ar", "zh"])
def test_the_reason_is_told_in_the_authors_language(language, author, moderator):
    profile = UserProfile.get_for_user(author)
    profile.preferred_language = language
    profile.save()
    page = submitted(author)
    actions.reject(page=page, by=moderator, reason="", chosen=Reason.objects.get(code="rights"))

    tell_authors(now=later())

    [mail] = mails(language=language)
    assert shipped_reasons()["rights"][language] in mail.body


def test_an_author_who_chose_no_language_is_told_in_that_of_the_text(moderator):
    original = published(ProjectFactory())
    french = translation(original, "fr", title="Médecins")
    actions.submit(page=french, by=french.owner)
    Notice.objects.all().delete()
    actions.request_changes(page=fresh(french), by=moderator, note="Le résumé ?")

    tell_authors(now=later())

    assert [mail.language for mail in mails()] == ["fr"]


def test_who_handed_in_is_told_and_not_the_owner(author, moderator):
    colleague = person("moderator")
    page = ProjectFactory(owner=author)
    actions.submit(page=page, by=colleague)
    approved(page, by=moderator)

    tell_authors(now=later())

    assert [mail.to for mail in mails()] == [colleague.email]


@pytest.mark.parametrize("values", [{"is_active": False}, {"email": ""}])
def test_who_is_gone_or_has_no_address_gets_nothing(values, author, moderator):
    page = submitted(author)
    for name, value in values.items():
        setattr(author, name, value)
    author.save()

    actions.reject(page=page, by=moderator, reason="Not a project.")

    assert not Notice.objects.exists()


def test_a_title_writes_no_header_and_stays_in_its_line(author, moderator):
    page = submitted(author, title="Doctors\r\nBcc: everybody@example.org")
    actions.reject(page=page, by=moderator, reason="Not a project.")

    tell_authors(now=later())

    [mail] = mails()
    assert mail.subject == "Decided: “Doctors Bcc: everybody@example.org”"
    assert "\nBcc" not in mail.body


def test_what_a_mail_has_no_room_for_is_told_by_the_next(author, moderator, monkeypatch):
    monkeypatch.setattr("cms.moderation.notices.mails.LINES", 2)
    for number in range(3):
        page = submitted(author, title=f"Number {number}")
        actions.reject(page=page, by=moderator, reason=f"Because of {number}.")

    assert [tell_authors(now=later()) for _look in range(3)] == [1, 1, 0]

    first, second = mails()
    assert [first.body.count("Because of"), second.body.count("Because of")] == [2, 1]
    assert "1 more follows in another mail." in first.body
    assert "Because of 2." in second.body
    assert "another mail" not in second.body


def test_only_the_last_decision_on_a_text_is_told(author, moderator):
    page = submitted(author)
    actions.request_changes(page=page, by=moderator, note="Which year?")
    actions.resubmit(page=fresh(page), by=author)
    approved(fresh(page), by=moderator)

    assert [tell_authors(now=later()) for _look in range(2)] == [1, 0]

    [mail] = mails()
    assert "is published" in mail.body
    assert "needs changes" not in mail.body
    assert "Which year?" not in mail.body


def test_what_still_waits_for_an_answer_is_told_with_the_last_decision(author, moderator):
    page = submitted(author)
    asked, answered, resolved = (
        ask_author(page=page, field="summary", text=text, by=moderator) for text in ("Who?", "When?", "Why?")
    )
    actions.request_changes(page=page, by=moderator, note="", questions=[asked, answered, resolved])
    reply(to=answered, text="2019.", by=author)
    resolve(thread=resolved, by=moderator)
    actions.resubmit(page=fresh(page), by=author)
    actions.request_changes(page=fresh(page), by=moderator, note="A year is missing.")

    tell_authors(now=later())

    [mail] = mails()
    assert mail.body.count("needs changes from you") == 1
    assert "A year is missing.\n  Summary: Who?\n  http" in mail.body
    assert [words in mail.body for words in ("When?", "Why?")] == [False, False]


def test_changes_that_were_handed_in_meanwhile_are_not_asked_for(author, moderator):
    page = submitted(author)
    answered = ask_author(page=page, field="summary", text="Who?", by=moderator)
    actions.request_changes(page=page, by=moderator, note="Which year?", questions=[answered])
    reply(to=answered, text="Nurses.", by=author)
    actions.resubmit(page=fresh(page), by=author)

    assert [tell_authors(now=later()) for _look in range(2)] == [0, 0]
    assert not Notice.objects.filter(told_at=None).exists()

    actions.reject(page=submitted(author, title="Again"), by=moderator, reason="Twice.")
    tell_authors(now=later())
    [mail] = mails()
    assert "needs changes" not in mail.body


def test_messages_that_nobody_answered_are_told_although_the_text_was_handed_in(author, moderator):
    page = submitted(author)
    question = ask_author(page=page, field="summary", text="Who?", by=moderator)
    actions.request_changes(page=page, by=moderator, note="", questions=[question])
    actions.resubmit(page=fresh(page), by=author)

    tell_authors(now=later())

    [mail] = mails()
    assert "Summary: Who?" in mail.body


def test_the_rejection_of_a_change_says_that_the_public_text_stays(author, moderator):
    page = approved(submitted(author, title="Nurses"), by=moderator)
    Notice.objects.all().delete()
    page.title = "Nurses and doctors"
    page.save_revision(user=author)
    actions.submit(page=fresh(page), by=author)
    actions.reject(page=fresh(page), by=moderator, reason="Not so.")

    tell_authors(now=later())

    [mail] = mails()
    assert "doctors” is rejected. What is public stays as it is." in mail.body


def test_what_is_offline_by_then_is_not_called_public(author, moderator):
    page = approved(submitted(author, title="Nurses"), by=moderator)
    actions.archive(page=page, by=moderator, reason="It is over.")

    tell_authors(now=later())

    [mail] = mails()
    assert "“Nurses” was published, and is not public any more." in mail.body
    assert "is published" not in mail.body


def test_an_undone_decision_that_had_no_room_lets_the_one_before_it_stand(author, moderator, monkeypatch):
    monkeypatch.setattr("cms.moderation.notices.mails.LINES", 1)
    page, other = submitted(author), submitted(author, title="Nurses")
    actions.request_changes(page=page, by=moderator, note="Which year?")
    actions.reject(page=other, by=moderator, reason="Twice.")
    page = fresh(page)
    before, digest = review_standing_of(page), content_digest(page.latest_revision)
    actions.reject(page=page, by=moderator, reason="Not a project.")

    tell_authors(now=later())
    undo(page=page, move=Move.REJECT, before=before, digest=digest, since=last_entry(page), by=moderator)
    tell_authors(now=later())

    first, second = mails()
    assert "Twice." in first.body
    assert "Which year?" in second.body


def test_the_undo_of_a_decision_that_was_told_to_nobody_corrects_no_other(author, moderator):
    page = submitted(author)
    actions.request_changes(page=page, by=moderator, note="Which year?")
    tell_authors(now=later())
    actions.resubmit(page=fresh(page), by=person("moderator", email=""))
    page = fresh(page)
    before, digest = review_standing_of(page), content_digest(page.latest_revision)
    actions.reject(page=page, by=moderator, reason="Twice.")

    undo(page=page, move=Move.REJECT, before=before, digest=digest, since=last_entry(page), by=moderator)

    assert [notice.news for notice in Notice.objects.all()] == [News.CHANGES]


def test_messages_of_two_at_once_go_into_one_notice(author, moderator):
    """Whoever comes second does not see the notice of the first, and is kept from writing another."""
    page = ProjectFactory(owner=author)
    ask_author(page=page, field="summary", text="Who?", by=moderator)
    ask_author(page=page, field="summary", text="When?", by=person("moderator"))

    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(page=page, person=author, news=News.QUESTIONS)
    Notice.objects.update(told_at=timezone.now())
    ask_author(page=fresh(page), field="summary", text="Where?", by=moderator)

    assert [notice.questions.count() for notice in Notice.objects.all()] == [2, 1]


def test_nobody_waits_longer_than_an_hour_although_more_comes(author, moderator):
    approved(submitted(author), by=moderator)
    Notice.objects.update(at=timezone.now() - LONGEST_WAIT + dt.timedelta(minutes=1))
    approved(submitted(author), by=moderator)

    assert tell_authors(now=later(0)) == 0
    assert tell_authors(now=later(2)) == 1


@pytest.mark.parametrize("base", ["http://127.0.0.1:8200", "https://repository.example.org"])
def test_every_link_begins_with_the_address_of_the_site(base, author, moderator, settings):
    settings.WAGTAILADMIN_BASE_URL = base
    public = approved(submitted(author), by=moderator)
    actions.request_changes(page=submitted(author), by=moderator, note="Which year?")

    tell_authors(now=later())

    [mail] = mails()
    assert f"{base}{public.url}" in mail.body
    assert re.findall(r"https?://[^/\s]+", mail.body) == [base] * 2


def test_an_author_without_the_admin_gets_no_address_of_the_admin(moderator):
    outsider = person()
    page = submitted(outsider)
    actions.request_changes(page=page, by=moderator, note="Which year?")

    tell_authors(now=later())

    [mail] = mails()
    assert "/admin/" not in mail.body
