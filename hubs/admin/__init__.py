"""The coordinators' office, a module for each noun."""

from hubs.admin import (  # noqa: F401
    assignments,
    calls,
    expressions,
    hubs,
    pairings,
    programme,
    twinnings,
)
