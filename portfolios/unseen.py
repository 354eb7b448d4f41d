"""A working copy is written and reviewed without the public seeing it: what it reads is an edition."""

from portfolios.models import Portfolio
from twinning.trail.unseen import unseen_steps

WRITING = ("add_service", "revise_service", "remove_service", "open", "revise")
unseen_steps(Portfolio, *WRITING, "submit", "reopen", "return")
