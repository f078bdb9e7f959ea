"""States of a mail and of an address, and why a mail did not arrive."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    """What became of a mail."""

    WAITING = "waiting", pgettext_lazy("mail", "Waiting")
    SENDING = "sending", pgettext_lazy("mail", "Being sent")
    SENT = "sent", pgettext_lazy("mail", "Sent")
    FAILED = "failed", pgettext_lazy("mail", "Failed, will be tried again")
    PERHAPS_SENT = "perhaps_sent", pgettext_lazy("mail", "Perhaps sent")
    GIVEN_UP = "given_up", pgettext_lazy("mail", "Given up")
    RETURNED = "returned", pgettext_lazy("mail", "Came back")


DUE = frozenset({State.WAITING, State.FAILED})
"""The worker sends it when its time has come."""
UNSETTLED = frozenset({State.SENDING, State.PERHAPS_SENT})
"""A worker may have to say more about it."""
OPERATORS = frozenset({State.PERHAPS_SENT, State.GIVEN_UP, State.RETURNED})
"""Nothing more happens by itself; an operator may send it again."""
FINAL = frozenset({State.SENT}) | OPERATORS


class Problem(TextChoices):
    """Why a mail is not, or perhaps not, where it should be."""

    UNREACHABLE = "unreachable", _("The mail server could not be reached.")
    NOT_LET_IN = "not_let_in", _("The mail server did not accept our name and password.")
    SENDER_REFUSED = "sender_refused", _("The mail server did not accept our sender address.")
    LATER = "later", _("The mail server asked us to try again later.")
    NO_PATIENCE = "no_patience", _("It was tried for four days in vain.")
    RECIPIENT_REFUSED = "recipient_refused", _("The mail server says that the address does not take mail.")
    MESSAGE_REFUSED = "message_refused", _("The mail server did not accept the message.")
    INTERRUPTED = "interrupted", _("The line broke while it was being sent: it may have arrived or not.")
    BOUNCED = "bounced", _("It was taken at first, then reported as not delivered.")
    MARKED = "marked", _("Earlier mail did not reach the address, so no more is sent to it.")
    UNWRITABLE = "unwritable", _("The address is not one that mail can be sent to.")


class AddressState(TextChoices):
    REFUSED = "refused", pgettext_lazy("mail address", "Refused")
    RETURNED = "returned", pgettext_lazy("mail address", "Mail came back")
    CLEARED = "cleared", pgettext_lazy("mail address", "Mail is sent again")


class LogAction(TextChoices):
    """What the log names of an operator's decisions on mails."""

    SEND_AGAIN = "mail.send_again", _("Send again")
    TAKE_AS_SENT = "mail.take_as_sent", _("It was sent")
