"""Comments on a field: two audiences that never meet, threads that say who did what, and what the author is mailed."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.users.models import UserProfile

from cms.mail.models import OutgoingMail
from cms.moderation import actions
from cms.moderation.comments.actions import answer_for_author, ask_author, note, reopen, reply, resolve
from cms.moderation.comments.enums import Act
from cms.moderation.comments.queries import messages_for, notes_for, open_questions, threads_of
from cms.moderation.digests import content_digest
from cms.moderation.enums import Move
from cms.moderation.exceptions import InvalidMove, ReasonMissing
from cms.moderation.notices.mails import tell_authors
from cms.moderation.undoing import last_entry, review_standing_of, undo
from tests.factories import PrizeEntryFactory, fresh, person, translation

pytestmark = pytest.mark.usefixtures("repository")

SEES = {
    # role: (staff notes, messages)
    "moderator": (True, True),
    "administrator": (True, True),
    "author": (False, False),
    "translator:fr": (False, False),
    "reviewer:fr": (False, False),
    "focal-point:KE": (False, False),
    "auditor": (False, False),
    "secretariat": (False, False),
}


@pytest.fixture
def question(waiting, moderator):
    return ask_author(page=waiting, field="summary", text="Which year?", by=moderator)


@pytest.fixture
def remark(waiting, moderator):
    return note(page=waiting, field="summary", text="Ask Geneva first.", by=moderator)


def thread(reader, comment):
    """Return the thread of a comment as this person gets it through its door."""
    door = messages_for if comment.audience == "message" else notes_for
    (found,) = threads_of(door(reader, [comment.page.specific]))
    return found


@pytest.mark.parametrize("role", SEES)
def test_who_reads_what(role, waiting, question, remark):
    someone = person(role)

    read = (notes_for(someone, [waiting]).exists(), messages_for(someone, [waiting]).exists())

    assert read == SEES[role]


def test_the_author_reads_messages_and_no_note_whatever_their_role(waiting, question, remark):
    for author in (waiting.owner, waiting.current_workflow_state.requested_by):
        assert messages_for(author, [waiting]).exists()
        assert not notes_for(author, [waiting]).exists()
    waiting.owner.is_superuser = True
    waiting.owner.save()
    assert not notes_for(fresh(waiting).owner, [fresh(waiting)]).exists()


def test_who_handed_in_reads_no_note_as_a_moderator_either(draft, moderator):
    colleague = person("moderator")
    actions.submit(page=draft, by=colleague)
    page = fresh(draft)
    note(page=page, field="", text="Odd.", by=moderator)

    assert not notes_for(colleague, [page]).exists()
    with pytest.raises(PermissionDenied):
        note(page=page, field="", text="Mine.", by=colleague)


def test_a_reviewer_reads_the_notes_on_translations_into_their_language_alone(public, moderator):
    french, spanish = (translation(public, code, title="Une clinique") for code in ("fr", "es"))
    for page in (public, french, spanish):
        note(page=page, field="title", text="Odd.", by=moderator)

    notes = notes_for(person("reviewer:fr"), [public, french, spanish])

    assert [each.page_id for each in notes] == [french.pk]


def test_the_secretariat_comments_on_entries():
    page = PrizeEntryFactory()
    secretariat = person("secretariat")

    note(page=page, field="title", text="Odd.", by=secretariat)

    assert notes_for(secretariat, [page]).count() == 1


def test_who_is_not_active_any_more_reads_nothing(waiting, moderator, question, remark):
    moderator.is_active = waiting.owner.is_active = False

    assert not messages_for(moderator, [waiting]).exists()
    assert not messages_for(waiting.owner, [waiting]).exists()


@pytest.mark.parametrize("do", [note, ask_author])
@pytest.mark.parametrize("role", ["author", "translator:fr", "focal-point:KE", "auditor"])
def test_only_moderators_begin_a_thread(do, role, waiting):
    with pytest.raises(PermissionDenied):
        do(page=waiting, field="summary", text="Hm.", by=person(role))


@pytest.mark.parametrize(("field", "text"), [("no_such", "Hm."), ("owner", "Hm."), ("summary", " \n")])
def test_a_comment_is_about_a_field_and_says_something(field, text, waiting, moderator):
    with pytest.raises(InvalidMove):
        ask_author(page=waiting, field=field, text=text, by=moderator)


def test_a_thread_keeps_who_said_and_did_what(waiting, moderator, question):
    author, colleague = waiting.owner, person("moderator")
    reply(to=question, text="2019.", by=author)
    resolve(thread=question, by=colleague)
    reopen(thread=question, by=moderator)
    reply(to=question, text="Begun or ended?", by=moderator)

    found = thread(moderator, question)

    assert [(each.act, each.text, each.by, each.is_answer) for each in found.comments] == [
        (Act.SAID, "Which year?", moderator, False),
        (Act.SAID, "2019.", author, True),
        (Act.RESOLVED, "", colleague, False),
        (Act.REOPENED, "", moderator, False),
        (Act.SAID, "Begun or ended?", moderator, False),
    ]
    assert [each.text for each in open_questions(moderator, waiting)] == ["Begun or ended?"]


def test_a_reply_stays_with_the_audience_of_its_thread(waiting, moderator, question, remark):
    reply(to=remark, text="They say no.", by=person("moderator"))

    assert [each.text for each in notes_for(moderator, [waiting])] == ["Ask Geneva first.", "They say no."]
    assert [each.text for each in messages_for(waiting.owner, [waiting])] == ["Which year?"]
    with pytest.raises(PermissionDenied):
        reply(to=remark, text="What?", by=waiting.owner)


def test_the_author_neither_resolves_nor_goes_on_with_what_is_resolved(waiting, moderator, question):
    with pytest.raises(PermissionDenied):
        resolve(thread=question, by=waiting.owner)
    resolve(thread=question, by=moderator)
    with pytest.raises(InvalidMove):
        reply(to=question, text="2019.", by=waiting.owner)
    with pytest.raises(InvalidMove):
        resolve(thread=question, by=moderator)


def test_an_answer_that_came_by_mail_names_both(waiting, moderator, question):
    colleague = person("moderator", name="Mo Derator")

    answer = answer_for_author(to=question, text="2019.", by=colleague)

    assert (answer.by, answer.entered_by, answer.is_answer) == (waiting.owner, colleague, True)
    assert answer.speaker == f"{waiting.owner}, entered by Mo Derator"
    assert not open_questions(moderator, waiting).exists()
    with pytest.raises(PermissionDenied):
        answer_for_author(to=question, text="2020.", by=waiting.owner)


def test_a_comment_makes_nobody_an_author_and_ends_no_reading(waiting, moderator, question, remark):
    actions.approve(page=waiting, by=moderator, digest=content_digest(waiting.latest_revision))

    assert fresh(waiting).live


# Sent along with a decision


def sent_back(page, moderator, **values):
    actions.request_changes(
        page=page, by=moderator, **{"note": "", "questions": open_questions(moderator, page), **values}
    )


def the_mail(kind="decisions"):
    tell_authors(now=timezone.now() + dt.timedelta(minutes=11))
    (mail,) = OutgoingMail.objects.filter(kind=kind)
    return mail


def test_messages_are_mailed_by_field_and_lead_to_where_they_are_answered(
    waiting, moderator, question, remark
):
    ask_author(page=waiting, field="images", text="Whose are they?\n\nMay we show them?", by=moderator)
    ask_author(page=waiting, field="summary", text="And where?", by=moderator)

    sent_back(waiting, moderator)

    body = the_mail().body
    assert (
        "needs changes from you.\n  Summary: Which year?\n  Summary: And where?\n"
        "  Images: Whose are they?\n  May we show them?\n  http"
    ) in body
    assert f"/admin/desk/{waiting.pk}/" in body
    assert "Geneva" not in body


@pytest.mark.parametrize(
    ("language", "summary"),
    [("fr", "Résumé"), ("es", "Resumen"), ("ru", "Краткое"), ("ar", "الملخص"), ("zh", "摘要")],
)
def test_the_field_is_named_in_the_authors_language(language, summary, waiting, moderator, question):
    profile = UserProfile.get_for_user(waiting.owner)
    profile.preferred_language = language
    profile.save()

    sent_back(waiting, moderator)

    mail = the_mail()
    assert (mail.language, summary in mail.body) == (language, True), mail.body


def test_an_author_without_the_admin_is_mailed_the_questions_and_no_address_of_it(draft, moderator):
    draft.owner = outsider = person()
    draft.save(update_fields=["owner"])
    actions.submit(page=draft, by=outsider)
    page = fresh(draft)
    ask_author(page=page, field="summary", text="Which year?", by=moderator)

    sent_back(page, moderator)

    mail = the_mail()
    assert mail.to == outsider.email
    assert "Which year?" in mail.body
    assert "/admin/" not in mail.body


def test_messages_are_words_enough_and_those_of_other_pages_are_none(waiting, moderator, question):
    other = PrizeEntryFactory()
    elsewhere = ask_author(page=other, field="title", text="Which one?", by=moderator)

    with pytest.raises(ReasonMissing):
        actions.request_changes(page=waiting, by=moderator, note="", questions=[elsewhere])
    sent_back(waiting, moderator)

    assert "Which one?" not in the_mail().body


def test_what_was_answered_or_resolved_is_not_offered_again(waiting, moderator, question):
    other = ask_author(page=waiting, field="title", text="Is it new?", by=moderator)
    reply(to=question, text="2019.", by=waiting.owner)
    resolve(thread=other, by=moderator)

    assert not open_questions(moderator, waiting).exists()


def test_an_undone_decision_sends_nothing_and_the_message_is_offered_again(waiting, moderator, question):
    before, digest = review_standing_of(waiting), content_digest(waiting.latest_revision)
    sent_back(waiting, moderator)

    undo(
        page=waiting,
        move=Move.REQUEST_CHANGES,
        before=before,
        digest=digest,
        since=last_entry(waiting),
        by=moderator,
    )

    assert tell_authors(now=timezone.now() + dt.timedelta(minutes=11)) == 0
    assert list(open_questions(moderator, fresh(waiting))) == [question]


# Mailed by themselves, where no decision is to be taken


def test_messages_on_a_draft_are_mailed_together_after_a_pause(draft, moderator):
    draft.owner = outsider = person(name="Ana Silva")
    draft.save(update_fields=["owner"])
    question = ask_author(page=draft, field="summary", text="Which year?", by=moderator)
    reply(to=question, text="And where?", by=moderator)
    note(page=draft, field="summary", text="Ask Geneva first.", by=moderator)

    assert tell_authors(now=timezone.now() + dt.timedelta(minutes=9)) == 0
    mail = the_mail("questions")

    assert (mail.to, mail.subject) == (outsider.email, "Questions about “A clinic on wheels”")
    assert (
        "- Moderators ask you about “A clinic on wheels”.\n  Summary: Which year?\n  Summary: And where?"
        in mail.body
    )
    assert "/admin/" not in mail.body
    assert "Geneva" not in mail.body
    assert tell_authors(now=timezone.now() + dt.timedelta(minutes=30)) == 0


def test_what_waits_for_a_decision_is_not_mailed_by_itself(waiting, moderator, question):
    assert tell_authors(now=timezone.now() + dt.timedelta(minutes=11)) == 0


def test_what_is_resolved_before_it_was_mailed_is_not_mailed(draft, moderator):
    first, second = (
        ask_author(page=draft, field="summary", text=text, by=moderator) for text in ("Who?", "When?")
    )
    resolve(thread=first, by=moderator)
    assert "Who?" not in (body := the_mail("questions").body)
    assert "When?" in body

    resolve(thread=ask_author(page=draft, field="title", text="Why?", by=moderator), by=moderator)
    assert tell_authors(now=timezone.now() + dt.timedelta(minutes=11)) == 0


def test_messages_beside_a_decision_come_in_its_mail(waiting, moderator, question):
    sent_back(waiting, moderator)
    ask_author(page=fresh(waiting), field="title", text="One more thing?", by=moderator)

    body = the_mail().body

    assert "needs changes from you.\n  Summary: Which year?" in body
    assert "ask you about “A clinic on wheels”.\n  Title: One more thing?" in body


def test_an_answer_is_mailed_to_nobody(draft, moderator):
    question = ask_author(page=draft, field="summary", text="Which year?", by=moderator)
    the_mail("questions")

    reply(to=question, text="2019.", by=draft.owner)
    answer_for_author(to=question, text="Or 2020.", by=moderator)

    assert tell_authors(now=timezone.now() + dt.timedelta(minutes=30)) == 0
