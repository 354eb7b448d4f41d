"""The receipt of a submission as a PDF: every word that was handed in, and the digest that proves it."""

from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hubs.application.reading import read_content
from hubs.models import Programme, Submission
from twinning.core.letters import link
from twinning.core.pdf import pdf_of


def printed(submission: Submission) -> bytes:
    """The PDF, the same to the byte whenever the same submission is printed."""
    return pdf_of(markup(submission), identifier=f"{submission.digest}-{submission.number}")


def markup(submission: Submission) -> str:
    """In the language of whoever submitted; times on the call's clock."""
    call = submission.expression.call
    with translation.override(submission.language), timezone.override(ZoneInfo(call.time_zone)):
        application = read_content(submission.content, call, private=True)
        programme = Programme.current()
        context = {
            "title": _("Receipt: %(hub)s") % {"hub": application.title},
            "sample_notice": _("sample programme: this application is a sample")
            if programme.shows_samples
            else "",
            "programme": programme.name,
            "application": application,
            "files": submission.content.get("files", []),
            "submission": submission,
            "call": call,
            "by": str(submission.by) if submission.by else "",
            "address": link(submission.get_absolute_url()),
        }
        return render_to_string("print/submission.html", context)
