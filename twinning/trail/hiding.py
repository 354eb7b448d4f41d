"""What the trail keeps from whom, told by the apps that know: a person's conflicts of interest, for one.

A higher app registers a function in its `ready()` that narrows the traces that a person may see:

    @hides_traces
    def of_conflicts(traces, user):
        return traces.exclude(…)
"""

from collections.abc import Callable
from typing import Any

from twinning.trail.models import TraceQuerySet

Narrow = Callable[[Any, Any], Any]
HIDING: list[Narrow] = []


def hides_traces(narrow: Narrow) -> Narrow:
    """Register what an app hides of the trail."""
    HIDING.append(narrow)
    return narrow


def traces_for(traces: TraceQuerySet, user: Any) -> TraceQuerySet:
    """Those that this person may see."""
    for narrow in HIDING:
        traces = narrow(traces, user)
    return traces
