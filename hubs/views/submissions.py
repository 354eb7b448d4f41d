"""What was handed in: the receipt, its PDF, the preview of it, and the files that belong to it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from hubs.application.contents import content_of
from hubs.application.reading import blind_name, read_content
from hubs.blind.files import Unreadable, without_metadata
from hubs.models import Attachment, Expression, Hub, Submission
from hubs.states import AttachmentStatus, ExpressionStatus, SubmissionStatus
from twinning.core.files import give
from twinning.core.web import find, permit, permitted

COME_BACK = 5  # seconds; a receipt is printed in one or two


@login_required
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """The receipt: what was handed in, when, by whom, and the digest that proves it."""
    this = _visible(request, pk)
    expression = this.expression
    context = {
        "submission": this,
        "expression": expression,
        "call": expression.call,
        "application": read_content(this.content, expression.call, private=True),
        "counts": expression.submission_id == this.pk and expression.status != ExpressionStatus.WITHDRAWN,
        "failed": this.status == SubmissionStatus.FAILED,
        "may_reopen": permitted(request.user, "hubs.reopen_expression", expression),
    }
    return render(request, "hubs/submission.html", context)


@login_required
def submission_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The receipt on paper, or a page that says that it is being printed and when to come back."""
    this = _visible(request, pk)
    if this.is_cleared:
        raise Http404(_("This receipt was removed after the period that the call names."))
    if this.is_printed:
        try:
            name = f"receipt-{this.expression.call.slug}-{this.number}.pdf"
            version = f"{this.digest}-{this.number}"
            return give(request, this.file, name=name, media_type="application/pdf", version=version)
        except FileNotFoundError:
            pass  # lost from the storage: the page holds the same words
    answer = render(request, "hubs/receipt_waits.html", {"submission": this}, status=503)
    answer["Retry-After"] = COME_BACK
    return answer


def _visible(request: HttpRequest, pk: int) -> Submission:
    """For the hub's own people and the office: to reviewers the application itself is shown."""
    visible = Submission.objects.visible_to(request.user).select_related(
        "expression__call", "expression__hub", "by"
    )
    this = find(visible, pk=pk)
    permit(request.user, "hubs.see_receipt", this.expression)
    return this


@login_required
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The application as it stands now, as reviewers will see it."""
    visible = Expression.objects.visible_to(request.user).select_related("hub__region", "call")
    this = find(visible, pk=pk)
    permit(request.user, "hubs.answer_expression", this)
    application = read_content(content_of(this), this.call, blind=this.call.blind_hubs)
    context = {"expression": this, "application": application, "blind": this.call.blind_hubs}
    return render(request, "hubs/preview.html", context)


@login_required
def attachment(request: HttpRequest, pk: int) -> HttpResponse:
    """The file, to be kept and never shown in the browser; nothing before it was checked."""
    visible = Attachment.objects.visible_to(request.user).select_related(
        "expression__call", "expression__hub"
    )
    this = find(visible, pk=pk)
    if not this.may_be_read:
        waits = this.status == AttachmentStatus.WAITING
        context = {"attachment": this, "expression": this.expression, "waits": waits}
        return render(request, "hubs/attachment_kept_back.html", context, status=503 if waits else 403)
    with this.file.open("rb") as stored:
        content = stored.read()
    if blind := _is_blind(request, this):
        content = _bare(content, this)
    name = blind_name(this.pk, this.name) if blind else this.name
    answer = HttpResponse(content, content_type=this.content_type)
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _bare(content: bytes, this: Attachment) -> bytes:
    """What a document tells of its makers does not reach readers who are not to know the hub."""
    try:
        return without_metadata(content, this.content_type)
    except Unreadable as unreadable:
        sentence = _("This file cannot be given out without the hub's name. Ask the programme's office.")
        raise PermissionDenied(sentence) from unreadable


def _is_blind(request: HttpRequest, this: Attachment) -> bool:
    """A name may tell whose file it is: where hubs are hidden, only the hub and the office read it."""
    is_theirs = Hub.objects.with_member(request.user).filter(pk=this.expression.hub_id).exists()
    user: Any = request.user
    return not is_theirs and not user.works_in_office and this.expression.call.blind_hubs
