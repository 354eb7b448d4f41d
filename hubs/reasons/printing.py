"""The reasons of a pairing on paper."""

from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hubs.models import Paper, Programme
from hubs.reasons.sheet import sheet_of_scenario, sheets_of_pairing
from hubs.reasons.values import Sheet
from twinning.core.digest import digest_of
from twinning.core.pdf import pdf_of


def printed(paper: Paper) -> bytes:
    """The PDF, in the paper's language, on the call's clock."""
    with translation.override(paper.language), timezone.override(ZoneInfo(paper.call.time_zone)):
        markup = _markup(paper, sheets_of(paper))
    return pdf_of(markup, identifier=digest_of([paper.pk, markup]))


def sheets_of(paper: Paper) -> list[Sheet]:
    if paper.pairing is not None:
        return sheets_of_pairing(paper.pairing)
    if paper.scenario is None:
        raise LookupError(paper.pk)
    return [sheet_of_scenario(paper.scenario, [one for one in (paper.expression, paper.other) if one])]


def _markup(paper: Paper, sheets: list[Sheet]) -> str:
    programme = Programme.current()
    names = dict.fromkeys(hub.name for sheet in sheets for hub in sheet.hubs)
    context = {
        "title": _("How well %(hubs)s fit together") % {"hubs": " – ".join(names)},
        "names": list(names),
        "running": " – ".join(dict.fromkeys(hub.short for sheet in sheets for hub in sheet.hubs)),
        "sheets": sheets,
        "call": paper.call,
        "confidential": any(sheet.confidential for sheet in sheets),
        "sample_notice": _("sample programme: these applications and this pairing are samples")
        if programme.shows_samples
        else "",
        "programme": programme.name,
        "asked_at": paper.asked_at,
    }
    return render_to_string("print/reasons.html", context)
