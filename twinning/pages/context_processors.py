"""What every page may speak of; a page that does not ask pays nothing."""

from functools import cache
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from hubs import settled
from twinning.accounts.models import Letter


def programme(request: HttpRequest) -> dict[str, Any]:
    """The programme, the sentence that its data are samples, and how many letters are unread.

    The two last are functions, which templates call: parts that are kept are known by a text itself, and
    plurals calculate, and need a number that is one.
    """
    current = SimpleLazyObject(settled.programme)

    @cache
    def sample_notice() -> str:
        return current.sample_notice

    @cache
    def unread_letters() -> int:
        return Letter.objects.visible_to(request.user).unread().count()

    return {
        "programme": current,
        "sample_notice": sample_notice,
        "unread_letters": unread_letters,
    }
