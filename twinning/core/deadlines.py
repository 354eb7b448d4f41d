"""How far a deadline is: in words, and how loud it should look."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def nearness(left: timedelta) -> str:
    """`far`, `soon` within a week, `near` within two days, `over` when it is past."""
    if left < timedelta(0):
        return "over"
    if left < timedelta(days=2):
        return "near"
    return "soon" if left < timedelta(days=7) else "far"


def words(left: timedelta) -> str:
    """What is left, never rounded up: nobody is promised an hour that is not there."""
    if left < timedelta(0):
        return _("over")
    if left < timedelta(hours=1):
        return _("less than an hour left")
    if left < timedelta(days=2):
        hours = left // timedelta(hours=1)
        return ngettext("%(count)d hour left", "%(count)d hours left", hours) % {"count": hours}
    return ngettext("%(count)d day left", "%(count)d days left", left.days) % {"count": left.days}
