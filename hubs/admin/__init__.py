"""The coordinators' office, a module for each noun."""

from hubs.admin import (  # noqa: F401
    assignments,
    attachments,
    calls,
    expressions,
    hubs,
    outbox,
    pairings,
    partners,
    programme,
    pulses,
    redress,
    reviewers,
    scenarios,
    twinnings,
)
