"""What the account pages tell people who still need a second factor."""

from django import template

from cms.accounts import second_factor
from cms.accounts.models import User

register = template.Library()


@register.simple_tag
def owes_second_factor(person: User) -> bool:
    return second_factor.owes_second_factor(person)
