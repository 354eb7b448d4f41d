"""The statuses of scenarios, pairings, their answers and withdrawal drills, and the steps between them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from twinning.core.lifecycle import Lifecycle, OfficeLifecycle, Step


class ScenarioStatus(TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    REPLACED = "replaced", _("replaced")
    DISCARDED = "discarded", _("discarded")


N = ScenarioStatus

# Its steps are taken on pages of the office, which know what their reader has seen.
SCENARIO = OfficeLifecycle(
    "hubs",
    "scenario",
    ScenarioStatus,
    publish=Step(N.DRAFT, N.PUBLISHED, to=N.PUBLISHED, label=_("Publish")),
    replace=Step(N.PUBLISHED, to=N.REPLACED, by_clock=True),
    discard=Step(N.DRAFT, to=N.DISCARDED, label=_("Put away"), grave=True),
)


class PairingStatus(TextChoices):
    PROPOSED = "proposed", _("proposed")
    LAPSED = "lapsed", _("not answered in time")
    CONFIRMED = "confirmed", _("confirmed")
    REFUSED = "refused", _("refused by a hub")
    DROPPED = "dropped", _("dropped")


G = PairingStatus

# Hubs accept and refuse; the office gives them more time, or gives the pairing up.
PAIRING = Lifecycle(
    "hubs",
    "pairing",
    PairingStatus,
    accept=Step(G.PROPOSED, to=G.PROPOSED, label=_("Accept")),
    refuse=Step(G.PROPOSED, G.LAPSED, to=G.REFUSED, label=_("Refuse"), grave=True),
    # What the office hears by telephone after the limit leaves the limit as it was.
    record=Step(G.LAPSED, to=G.LAPSED, by_clock=True),
    lapse=Step(G.PROPOSED, to=G.LAPSED, by_clock=True),
    confirm=Step(G.PROPOSED, G.LAPSED, to=G.CONFIRMED, by_clock=True),
    extend=Step(G.PROPOSED, G.LAPSED, to=G.PROPOSED, label=_("Extend the time to answer")),
    drop=Step(G.PROPOSED, G.LAPSED, to=G.DROPPED, label=_("Drop"), grave=True),
)


class PartnerAnswer(TextChoices):
    WAITING = "waiting", _("not asked yet")
    ASKED = "asked", _("asked")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused")


# What each hub of a pairing answers; its steps are taken with those of the pairing.
PARTNER_ANSWER = Lifecycle(
    "hubs",
    "pairingpartner",
    PartnerAnswer,
    ask=Step(PartnerAnswer.WAITING, to=PartnerAnswer.ASKED, by_clock=True),
    accept=Step(PartnerAnswer.ASKED, to=PartnerAnswer.ACCEPTED, by_clock=True),
    refuse=Step(PartnerAnswer.ASKED, to=PartnerAnswer.REFUSED, by_clock=True),
)


class DrillStatus(TextChoices):
    QUEUED = "queued", _("waiting to be reckoned")
    RECKONING = "reckoning", _("being reckoned")
    RECKONED = "reckoned", _("reckoned")
    FAILED = "failed", _("could not be reckoned")


L = DrillStatus

DRILL = Lifecycle(
    "hubs",
    "drill",
    DrillStatus,
    claim=Step(L.QUEUED, to=L.RECKONING, by_clock=True),
    confirm=Step(L.RECKONING, to=L.RECKONED, by_clock=True),
    release=Step(L.RECKONING, to=L.QUEUED, by_clock=True),
    give_up=Step(L.RECKONING, to=L.FAILED, by_clock=True),
    renew=Step(L.RECKONED, L.FAILED, to=L.QUEUED, by_clock=True),
)
