"""The inbox: every letter that the programme wrote to somebody, whatever became of the e-mail."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from twinning.accounts.models import Letter
from twinning.accounts.operations.letters import read_letter
from twinning.core.paging import page_of
from twinning.core.prose import paragraphs
from twinning.core.web import find


@login_required
def letters(request: HttpRequest) -> HttpResponse:
    columns = ("pk", "subject", "written_at", "read_at")
    rows = Letter.objects.visible_to(request.user).values_list(*columns)
    return render(request, "accounts/letters.html", {"page": page_of(rows, request)})


@login_required
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Opening a letter is reading it."""
    shown = find(Letter.objects.visible_to(request.user), pk=pk)
    read_letter(shown, by=request.user)
    return render(request, "accounts/letter.html", {"letter": shown, "words": paragraphs(shown.text)})
