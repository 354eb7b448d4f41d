"""Names for the kinds of organisation that tables of hubs write as codes; free words stay as they are."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "cluster": _("cluster"),
    "data-hub": _("data hub"),
    "dih": _("digital innovation hub"),
    "edih": _("European Digital Innovation Hub"),
    "edih-seal": _("European Digital Innovation Hub with a Seal of Excellence"),
    "hpc-centre": _("supercomputing centre"),
    "incubator": _("incubator"),
    "innovation-agency": _("innovation agency"),
    "innovation-lab": _("innovation laboratory"),
    "nren": _("national research and education network"),
    "research-infrastructure": _("research infrastructure"),
    "research-institute": _("research institute"),
    "science-park": _("science park"),
    "university-centre": _("university centre"),
    "university-lab": _("university laboratory"),
}


def kind_name(written: str) -> str:
    """What a person reads for a kind of organisation."""
    return str(KINDS.get(written, written))
