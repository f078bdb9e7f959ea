"""Who an import is made by when nobody is named."""

from cms.accounts.models import User

OPERATOR = "operator"


def operator_account(*, save: bool = True) -> User:
    """Return the account of whoever runs commands on the machine, made on first use; nobody can sign in with it.

    Unsaved when it is not there yet and `save` is off.
    """
    found = User.objects.filter(username=OPERATOR).first()
    if found is not None:
        return found
    account = User(username=OPERATOR, email=f"{OPERATOR}@localhost", name="Operator", is_active=False)
    account.set_unusable_password()
    if save:
        account.save()
    return account
