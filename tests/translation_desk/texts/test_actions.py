"""From a translator's words to what readers get: by a second person of the language, and by no other way."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from cms.core.changes import changes_of
from cms.mail.kinds import Kind
from cms.mail.models import OutgoingMail, Template
from cms.mail.outbox import send
from cms.moderation.exceptions import ContentChanged, InvalidMove, ReasonMissing
from cms.taxonomy.queries import label
from cms.translation_desk.texts.actions import approve_texts, hand_in_texts, save_texts, send_back_text
from cms.translation_desk.texts.models import TextProposal
from cms.translation_desk.texts.registry import SOURCES
from tests.factories import person
from tests.translation_desk.texts.work import (
    BODY,
    MEDIA,
    SUBJECT,
    approve,
    change_mail,
    hand_in,
    label_of,
    rename,
    save,
    standing,
    states,
    typed,
)

pytestmark = pytest.mark.usefixtures("repository")


def public_label(code="c9", language="fr"):
    return label("action_line", code, language)


def mail_subject():
    send(Kind.TRANSLATION_THERE, "reader@example.org", "fr", {"title": "Radio", "link": "https://x.org"}, "k")
    return OutgoingMail.objects.get(key="k").subject


def test_readers_get_the_words_once_they_are_approved(translator, reviewer):
    before = public_label()
    save(MEDIA, "La presse", translator)
    assert public_label() == before
    hand_in(MEDIA, "La presse", translator)
    assert public_label() == before

    approve(MEDIA, reviewer)

    assert public_label() == "La presse"
    assert label_of().own
    [change, *_earlier] = changes_of(label_of().term, ("labels",))
    assert (change.user, change.reason, "La presse" in change.words) == (
        reviewer,
        "Reviewed translation",
        True,
    )


def test_mails_have_the_words_once_they_are_approved(translator, reviewer):
    hand_in(SUBJECT, "Voici : {title}", translator)
    template = Template.objects.get(kind="translation_there", language="fr")
    assert template.subject != "Voici : {title}"

    approve(SUBJECT, reviewer)

    assert mail_subject() == "Voici : Radio"
    template.refresh_from_db()
    assert (template.own, template.history.first().history_user) == (True, reviewer)


def test_words_under_review_are_in_no_mail(translator):
    hand_in(SUBJECT, "Voici : {title}", translator)
    assert not mail_subject().startswith("Voici")


def test_sent_back_with_a_reason_and_handed_in_again(translator, reviewer):
    proposal = hand_in(MEDIA, "La presse", translator)
    with pytest.raises(ReasonMissing):
        send_back_text(pk=proposal.pk, language="fr", note=" ", by=reviewer)
    send_back_text(pk=proposal.pk, language="fr", note="Le mot usuel est « médias ».", by=reviewer)
    assert states() == {MEDIA: "returned"}
    assert standing(MEDIA).proposal.note == "Le mot usuel est « médias »."

    hand_in(MEDIA, "Les médias", translator)
    approve(MEDIA, reviewer)

    assert public_label() == "Les médias"
    decisions = TextProposal.history.filter(id=proposal.pk).order_by("history_id")
    assert [(row.state, row.history_user) for row in decisions] == [
        ("draft", translator),
        ("in_review", translator),
        ("returned", reviewer),
        ("draft", translator),
        ("in_review", translator),
        ("published", reviewer),
    ]


@pytest.mark.parametrize("role", ["reviewer:fr", "moderator", "administrator"])
def test_four_eyes_hold_for_every_role(role, reviewer):
    author = person(role)
    hand_in(MEDIA, "La presse", author)
    with pytest.raises(PermissionDenied, match="another person has to decide"):
        approve(MEDIA, author)
    with pytest.raises(PermissionDenied):
        send_back_text(pk=standing(MEDIA).proposal.pk, language="fr", note="x", by=author)
    approve(MEDIA, reviewer)
    assert public_label() == "La presse"


def test_whoever_wrote_a_part_of_it_does_not_decide(translator, reviewer):
    save(MEDIA, "La presse", reviewer)
    hand_in(MEDIA, "La presse libre", translator)
    with pytest.raises(PermissionDenied):
        approve(MEDIA, reviewer)


@pytest.mark.parametrize(
    "role", ["translator:fr", "reviewer:es", "secretariat", "auditor", "author", "focal-point:FR"]
)
def test_who_does_not_decide_on_french(role, translator):
    hand_in(MEDIA, "La presse", translator)
    with pytest.raises(PermissionDenied):
        approve(MEDIA, person(role))


@pytest.mark.parametrize("role", ["translator:es", "reviewer:es", "secretariat", "auditor", "author"])
def test_who_does_not_write_french(role):
    said = [typed(MEDIA, "La presse")]
    where = {"source": SOURCES["vocabulary"], "group": "action_line", "language": "fr", "by": person(role)}
    with pytest.raises(PermissionDenied):
        save_texts(typed=said, **where)
    with pytest.raises(PermissionDenied):
        hand_in_texts(**where)
    assert not TextProposal.objects.exists()


def test_nobody_translates_into_the_language_of_the_originals(administrator):
    where = {"source": SOURCES["vocabulary"], "group": "action_line", "language": "en", "by": administrator}
    with pytest.raises(PermissionDenied):
        save_texts(typed=[typed(MEDIA, "Press")], **where)


def test_a_mail_that_leads_into_an_account_is_decided_by_administrators(translator, administrator):
    place = ("mail", "new_password", "subject")
    hand_in(place, "Votre mot de passe pour {site}", translator)
    for role in ("reviewer:fr", "moderator"):
        with pytest.raises(PermissionDenied):
            approve(place, person(role))
    approve(place, administrator)
    assert standing(place).text.target == "Votre mot de passe pour {site}"


@pytest.mark.parametrize(
    ("place", "words", "sentence"),
    [
        (SUBJECT, "Voici : {titre}", "This mail has no placeholder {titre}."),
        (BODY, "{title} sans lien", "The text must contain {link}."),
        (BODY, "{title} {link} {", "Braces may only enclose a placeholder."),
        (SUBJECT, "x" * 201, "is too long: 200 letters at most"),
    ],
)
def test_words_that_cannot_be_sent_are_not_handed_in(place, words, sentence, translator):
    save(place, words, translator)
    with pytest.raises(InvalidMove) as refusal:
        hand_in_texts(source=SOURCES["mail"], group=place[1], language="fr", by=translator)
    assert sentence in str(refusal.value)
    assert standing(place).proposal.state == "draft"


def test_a_mail_may_leave_out_what_it_merely_offers(translator, reviewer):
    hand_in(BODY, "{title}\n\n{link}", translator)
    approve(BODY, reviewer)
    assert standing(BODY).text.target == "{title}\n\n{link}"


def test_the_english_changed_while_it_waits(translator, reviewer):
    hand_in(MEDIA, "La presse", translator)
    read = standing(MEDIA)
    rename("Media and journalism")
    with pytest.raises(ContentChanged):
        approve_texts(read={read.proposal.pk: read.digest}, language="fr", by=reviewer)
    assert standing(MEDIA).is_behind

    approve(MEDIA, reviewer)

    assert (public_label(), states()) == ("La presse", {MEDIA: "stale"})


def test_all_that_is_read_is_published_or_nothing(translator, reviewer, administrator):
    hand_in(SUBJECT, "Voici : {title}", translator)
    hand_in(BODY, "{title} {link}", translator)
    first, second = standing(SUBJECT), standing(BODY)
    read = {first.proposal.pk: first.digest, second.proposal.pk: "another"}
    with pytest.raises(ContentChanged):
        approve_texts(read=read, language="fr", by=reviewer)
    assert states() == {SUBJECT: "in_review", BODY: "in_review"}


def test_a_decision_is_taken_once_and_in_its_language(translator, reviewer):
    hand_in(MEDIA, "La presse", translator)
    held = standing(MEDIA)
    with pytest.raises(InvalidMove):
        approve_texts(read={held.proposal.pk: held.digest}, language="es", by=person("reviewer:es"))
    approve(MEDIA, reviewer)
    with pytest.raises(InvalidMove):
        approve_texts(read={held.proposal.pk: held.digest}, language="fr", by=reviewer)
    with pytest.raises(InvalidMove):
        approve_texts(read={0: ""}, language="fr", by=reviewer)


def test_two_translators_at_one_text(translator):
    other = person("translator:fr")
    mine, theirs = typed(MEDIA, "La presse"), typed(MEDIA, "Les journaux")
    where = {"source": SOURCES["vocabulary"], "group": "action_line", "language": "fr"}
    assert save_texts(typed=[theirs], by=other, **where) == []
    assert save_texts(typed=[mine], by=translator, **where) == [mine]
    assert standing(MEDIA).words == "Les journaux"


def test_words_for_an_english_text_that_changed_meanwhile_are_not_kept(translator):
    seen = typed(MEDIA, "La presse")
    rename("Media and journalism")
    where = {"source": SOURCES["vocabulary"], "group": "action_line", "language": "fr"}
    assert save_texts(typed=[seen], by=translator, **where) == [seen]
    assert standing(MEDIA).proposal is None


def test_what_is_in_review_is_not_written_in(translator, reviewer):
    hand_in(MEDIA, "La presse", translator)
    assert save(MEDIA, "Les journaux", translator) != []
    assert standing(MEDIA).words == "La presse"


def test_typing_the_public_words_again_takes_a_draft_away(translator):
    public = public_label()
    save(MEDIA, "La presse", translator)
    save(MEDIA, public, translator)
    assert not TextProposal.objects.exists()
    assert TextProposal.history.filter(history_type="-", history_user=translator).exists()


def test_a_translator_hands_in_only_their_own_drafts(translator):
    save(MEDIA, "La presse", person("translator:fr"))
    with pytest.raises(InvalidMove, match="nothing to hand in"):
        hand_in_texts(source=SOURCES["vocabulary"], group="action_line", language="fr", by=translator)


def test_lines_of_a_mail_stay_lines(translator, reviewer, administrator):
    change_mail(administrator, body="{title}\n{link}\n\nGood bye.")
    hand_in(BODY, "{title}\r\n{link}\r\n\r\nAu revoir.", translator)
    approve(BODY, reviewer)
    assert standing(BODY).text.target == "{title}\n{link}\n\nAu revoir."
