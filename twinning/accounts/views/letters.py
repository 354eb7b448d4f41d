"""The inbox: every letter that the programme wrote to somebody, whatever became of the e-mail."""

from typing import NamedTuple

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from twinning.accounts.models import Letter
from twinning.accounts.operations.letters import read_letter
from twinning.core.paging import page_of
from twinning.core.prose import paragraphs
from twinning.core.templatetags.times import moment
from twinning.core.web import find


class Row(NamedTuple):
    """A letter as the list shows it."""

    url: str
    subject: str
    written: str
    is_new: bool


@login_required
def letters(request: HttpRequest) -> HttpResponse:
    columns = ("pk", "subject", "written_at", "read_at")
    page = page_of(Letter.objects.visible_to(request.user).values_list(*columns), request)
    home = reverse("accounts:letters")
    rows = [
        Row(f"{home}{pk}/", subject, moment(written_at), read_at is None)
        for pk, subject, written_at, read_at in page
    ]
    return render(request, "accounts/letters.html", {"page": page, "rows": rows})


@login_required
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Opening a letter is reading it."""
    shown = find(Letter.objects.visible_to(request.user), pk=pk)
    read_letter(shown, by=request.user)
    return render(request, "accounts/letter.html", {"letter": shown, "words": paragraphs(shown.text)})
