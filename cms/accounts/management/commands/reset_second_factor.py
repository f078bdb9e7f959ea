from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.accounts.actions import remove_second_factor
from cms.accounts.models import User


class Command(BaseCommand):
    help = "Remove the second factor of a person who lost it. Make sure first that it is the person who asks."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["email"]).first()
        if user is None:
            raise CommandError(f"Nobody has the address {options['email']}.")
        self.stdout.write(f"{remove_second_factor(user=user)} removed.")
