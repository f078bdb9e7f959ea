"""What operators decide about mails and addresses names them, whatever road they came by."""

import pytest
from wagtail.models import ModelLogEntry

from cms.mail import actions
from cms.mail.enums import AddressState, LogAction, State
from cms.mail.models import Address
from tests.factories import person

pytestmark = pytest.mark.usefixtures("repository")


@pytest.mark.parametrize(
    ("act", "action"),
    [(actions.send_again, LogAction.SEND_AGAIN), (actions.take_as_sent, LogAction.TAKE_AS_SENT)],
)
def test_the_log_says_who_decided_about_a_mail_and_once(act, action, tell):
    operator, mail = person("administrator"), tell()
    mail.state = State.PERHAPS_SENT
    mail.save()

    assert [act(mail=mail, by=operator), act(mail=mail, by=operator)] == [True, False]

    [entry] = ModelLogEntry.objects.for_instance(mail)
    assert (entry.action, entry.user, entry.label) == (action, operator, mail.key)
    assert entry.message == action.label


def test_the_history_says_who_cleared_an_address():
    operator = person("administrator")
    address = Address.objects.create(email="a@example.org", state=AddressState.REFUSED)

    actions.clear_address(address=address, by=operator)

    assert address.history.latest().history_user == operator
