"""From an edition to its PDF: laid out, put into the template, printed."""

from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portfolios.models import Edition
from portfolios.pages import lay_out
from twinning.core.letters import link
from twinning.core.pdf import pdf_of
from twinning.core.prose import paragraphs


def printed(edition: Edition) -> bytes:
    """The PDF, the same to the byte whenever the same edition is printed."""
    return pdf_of(markup(edition), identifier=f"{edition.digest}-{edition.number}")


def markup(edition: Edition) -> str:
    """The edition in its own language, whatever the worker's; dates on the programme's clock."""
    page = lay_out(edition.content, language=edition.language)
    zone = ZoneInfo(edition.content["programme"]["time_zone"])
    with translation.override(edition.language), timezone.override(zone):
        context = {
            "title": _("%(hub)s: service portfolio") % {"hub": page.name},
            "sample_notice": _("sample programme, real services") if page.shows_samples else "",
            "page": page,
            "intro": paragraphs(page.intro),
            "edition": edition,
            "published_on": timezone.localdate(edition.published_at),
            "address": link(edition.get_absolute_url()),
        }
        return render_to_string("print/portfolio.html", context)
