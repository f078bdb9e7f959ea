"""Comments on the page on which one decides: what each reader is shown, what the forms do, what is sent along."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.desk.models import RunDecision
from cms.desk.runs.actions import carry_out
from cms.moderation import actions
from cms.moderation.comments.actions import ask_author, note, reply, resolve
from cms.moderation.comments.queries import messages_for, notes_for
from cms.moderation.digests import content_digest
from cms.moderation.models import Notice
from cms.moderation.states import state_of
from tests.factories import fresh, person, write

pytestmark = pytest.mark.usefixtures("repository")


@pytest.fixture
def moderator(staff):
    return staff("moderator")


@pytest.fixture
def client(moderator, signed_in):
    return signed_in(moderator)


def desk(page):
    return reverse("desk_page", args=[page.pk])


def begin(client, page, **data):
    return client.post(reverse("desk_comment", args=[page.pk]), data)


def go_on(client, comment, **data):
    address = reverse("desk_thread", args=[comment.page_id, comment.audience, comment.pk])
    return client.post(address, data)


def test_what_nobody_chose_is_a_staff_note(client, waiting, moderator):
    html = client.get(desk(waiting)).content.decode()

    checked = re.findall(r'<input type="radio"[^>]*value="(\w+)"[^>]* checked', html)
    assert set(checked) == {"note"}
    begin(client, waiting, field="title", text="Odd.")
    assert [each.text for each in notes_for(moderator, [waiting])] == ["Odd."]
    assert not messages_for(moderator, [waiting]).exists()


def test_a_message_comes_back_to_its_field(client, waiting, moderator):
    response = begin(client, waiting, field="title", audience="message", text="Which clinic?")

    (message,) = messages_for(moderator, [waiting])
    assert response.headers["Location"] == f"{desk(waiting)}#message-{message.pk}"
    assert f'id="message-{message.pk}"' in client.get(desk(waiting)).content.decode()


def test_an_audience_that_is_none_says_nothing_to_anybody(client, waiting, moderator):
    response = begin(client, waiting, field="title", audience="public", text="Odd.")

    assert response.status_code == 409
    assert "Odd." in response.content.decode()
    assert not notes_for(moderator, [waiting]).exists()


def test_a_field_that_says_nothing_can_be_asked_about(client, waiting):
    html = client.get(desk(waiting)).content.decode()
    assert re.search(r'<option value="results">\s*Results and impact', html)

    begin(client, waiting, any="1", field="results", audience="message", text="What came of it?")

    fields = {each.row.name: each for each in client.get(desk(waiting)).context["comments"].fields}
    assert [row.thread.first.text for row in fields["results"].threads] == ["What came of it?"]


def test_the_author_sees_messages_alone_and_answers(client, waiting, moderator, signed_in):
    question = ask_author(page=waiting, field="title", text="Which clinic?", by=moderator)
    note(page=waiting, field="title", text="Ask Geneva.", by=moderator)
    author = signed_in(waiting.owner)

    html = author.get(desk(waiting)).content.decode()
    assert ("Which clinic?" in html, "Geneva" in html, "Staff note" in html) == (True, False, False)
    assert f'action="{reverse("desk_comment", args=[waiting.pk])}"' not in html
    assert 'value="resolve"' not in html
    go_on(author, question, text="The blue one.", do="reply")

    assert "The blue one." in client.get(desk(waiting)).content.decode()


@pytest.mark.parametrize("do", ["reply", "resolve", "reopen"])
def test_a_note_is_not_there_for_the_author(do, waiting, moderator, signed_in):
    remark = note(page=waiting, field="title", text="Ask Geneva.", by=moderator)

    assert go_on(signed_in(waiting.owner), remark, text="What?", do=do).status_code == 404


def test_a_number_of_the_other_audience_opens_nothing(client, waiting, moderator):
    question = ask_author(page=waiting, field="title", text="Which clinic?", by=moderator)

    for audience in ("note", "public"):
        address = reverse("desk_thread", args=[waiting.pk, audience, question.pk])
        assert client.post(address, {"text": "Hm.", "do": "reply"}).status_code == 404


def test_what_was_typed_stands_there_again_after_a_refusal(client, waiting, moderator):
    question = ask_author(page=waiting, field="title", text="Which clinic?", by=moderator)
    go_on(client, question, text="", do="resolve")

    response = go_on(client, question, text="And the red one?", do="reply")

    assert response.status_code == 409
    assert "And the red one?" not in [each.text for each in messages_for(moderator, [waiting])]


LONG = "Why?\r\n" * 1_000


@pytest.mark.parametrize("audience", ["note", "message"])
def test_a_comment_is_not_longer_than_can_be_read_and_stands_there_again(
    audience, client, waiting, moderator
):
    assert 'maxlength="5000"' in client.get(desk(waiting)).content.decode()
    begin(client, waiting, field="title", audience=audience, text=LONG)
    (first,) = [*notes_for(moderator, [waiting]), *messages_for(moderator, [waiting])]

    for response in (
        begin(client, waiting, field="title", audience=audience, text=f"{LONG}End."),
        go_on(client, first, text=f"{LONG}End.", do="reply"),
    ):
        assert response.status_code == 409
        html = response.content.decode()
        assert "At most 5,000 letters can be said at once; these are 5,004." in html
        assert "End." in html
    assert len([*notes_for(moderator, [waiting]), *messages_for(moderator, [waiting])]) == 1


def test_resolving_keeps_what_was_typed_with_it(client, waiting, moderator):
    question = ask_author(page=waiting, field="title", text="Which clinic?", by=moderator)

    go_on(client, question, text="It says so below.", do="resolve")

    (row,) = client.get(desk(waiting)).context["comments"].fields[0].threads
    assert [each.text or each.act for each in row.thread.comments][1:] == ["It says so below.", "resolved"]
    assert not row.thread.is_open
    go_on(client, question, do="reopen")
    (row,) = client.get(desk(waiting)).context["comments"].open
    assert row.thread.is_open


def test_an_answer_by_mail_is_entered_for_the_author(client, waiting, moderator):
    question = ask_author(page=waiting, field="title", text="Which clinic?", by=moderator)

    go_on(client, question, text="The blue one.", for_author="on", do="reply")

    html = client.get(desk(waiting)).content.decode()
    assert f"{waiting.owner}, entered by {moderator}" in html


def test_open_messages_are_offered_and_sent_along(client, waiting, moderator):
    question = ask_author(page=waiting, field="title", text="Which clinic?", by=moderator)
    answered = ask_author(page=waiting, field="summary", text="Who?", by=moderator)
    reply(to=answered, text="Nurses.", by=waiting.owner)
    html = client.get(desk(waiting)).content.decode()
    assert re.findall(r'name="request_changes-questions" value="(\d+)"[^>]*checked', html) == [
        str(question.pk)
    ]

    digest = content_digest(fresh(waiting).latest_revision)
    sent = {"request_changes-questions": [question.pk], "request_changes-digest": digest}
    client.post(desk(waiting), {"move": "request_changes", **sent})

    assert state_of(fresh(waiting)) == "changes_requested"
    assert list(Notice.objects.get().questions.all()) == [question]


def approval(client, page, **data):
    html = client.get(desk(page)).content.decode()
    digest = re.search(r'name="approve-digest" value="(\w+)"', html)[1]
    return {"approve-digest": digest, **data}


@pytest.mark.parametrize("button", ["move", "hold"])
def test_open_comments_are_named_and_asked_about_before_the_text_is_published(
    button, client, waiting, moderator
):
    ask_author(page=waiting, field="title", text="Which clinic?", by=moderator)
    remark = note(page=waiting, field="summary", text="Ask Geneva.", by=moderator)
    sent = approval(client, waiting, **{button: "approve"})

    refused = client.post(desk(waiting), sent)

    assert (refused.status_code, state_of(fresh(waiting))) == (400, "in_review")
    html = re.sub(r"\s+", " ", refused.content.decode()).partition('id="decide"')[2]
    assert "2 comments are open. I approve all the same." in html
    assert "Tick this, or resolve the comments first." in html
    assert f'href="#note-{remark.pk}"' in html
    assert f'value="{sent["approve-digest"]}"' in html
    assert client.post(desk(waiting), sent | {"approve-despite": "on"}).status_code == 302
    assert state_of(fresh(waiting)) == ("published" if button == "move" else "in_review")


def test_a_text_without_open_comments_is_published_with_one_button(client, waiting, moderator):
    resolve(thread=note(page=waiting, field="title", text="Odd.", by=moderator), by=moderator)
    sent = approval(client, waiting, move="approve")

    assert b"approve-despite" not in client.get(desk(waiting)).content
    assert client.post(desk(waiting), sent).status_code == 302


def test_a_change_is_told_to_who_ticks_later_too(client, waiting, moderator, staff):
    """The tick was asked for while the text changed."""
    note(page=waiting, field="title", text="Odd.", by=moderator)
    sent = approval(client, waiting, move="approve")
    write(waiting, by=waiting.owner, title="A clinic on rails")

    html = client.post(desk(waiting), sent).content.decode()
    digest = re.search(r'name="approve-digest" value="(\w+)"', html)[1]

    again = sent | {"approve-digest": digest, "approve-despite": "on"}
    assert client.post(desk(waiting), again).status_code == 409


def test_a_held_decision_sends_them_when_it_is_released(client, waiting, moderator):
    question = ask_author(page=waiting, field="title", text="Which clinic?", by=moderator)
    digest = re.search(
        r'name="request_changes-digest" value="(\w+)"', client.get(desk(waiting)).content.decode()
    )[1]

    client.post(
        desk(waiting),
        {
            "hold": "request_changes",
            "request_changes-questions": [question.pk],
            "request_changes-digest": digest,
        },
    )
    run = RunDecision.objects.get().run
    assert "1 message goes along." in client.get(reverse("desk_run", args=[run.pk])).content.decode()
    carry_out(run=run, by=moderator)

    assert list(Notice.objects.get().questions.all()) == [question]


def test_the_page_asks_as_often_with_many_comments_as_with_one(client, waiting, moderator):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get(desk(waiting))
        return len(asked)

    for do in (note, ask_author):
        do(page=waiting, field="title", text="Odd.", by=moderator)
    queries()
    one = queries()
    for do in (note, ask_author):
        for _each in range(3):
            reply(to=do(page=waiting, field="summary", text="Odd.", by=moderator), text="Yes.", by=moderator)

    assert queries() == one


def test_the_time_line_tells_each_what_is_for_them(waiting, moderator, signed_in):
    question = ask_author(page=waiting, field="title", text="Which clinic?", by=moderator)
    note(page=waiting, field="title", text="Ask Geneva.", by=moderator)
    reply(to=question, text="The blue one.", by=waiting.owner)

    def told(user):
        events = signed_in(user).get(reverse("history", args=[waiting.pk])).context["events"]
        return [(event.sentence, event.reason) for event in events if event.kind in ("note", "message")]

    asked = ("Message to the author: Title", "Which clinic?")
    answered = ("Answer of the author: Title", "The blue one.")
    assert told(waiting.owner) == [answered, asked]
    assert sorted(told(moderator)) == sorted([answered, ("Staff note: Title", "Ask Geneva."), asked])
    assert told(person("auditor")) == []


@pytest.mark.parametrize(
    ("author", "state", "said"),
    [
        ({}, "review", "“Ask the author” sends it by mail."),
        ({}, "draft", "is mailed to the author in a few minutes."),
        ({"email": ""}, "draft", "there is no address to mail it to."),
        ({"is_active": False}, "review", "there is no address to mail it to."),
    ],
)
def test_the_moderator_is_told_what_becomes_of_a_message(author, state, said, client, waiting):
    if state == "draft":
        actions.withdraw(page=waiting, by=waiting.owner)
        actions.restore(page=waiting, by=waiting.owner)
    type(waiting.owner).objects.filter(pk=waiting.owner_id).update(**author)

    begin(client, waiting, field="title", audience="message", text="Which clinic?")

    assert said in client.get(desk(waiting)).content.decode()


def test_wagtails_own_comments_are_not_in_the_form(client, waiting):
    html = client.get(reverse("wagtailadmin_pages:edit", args=[waiting.pk])).content.decode()

    assert 'name="title"' in html
    assert "comments-TOTAL_FORMS" not in html
