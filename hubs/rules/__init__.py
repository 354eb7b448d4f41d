"""Who may do what in the selection and pairing, and when: registered once, a module a noun."""

from hubs.rules import calls, decisions, evaluations, expressions, hubs, pairings, twinnings

__all__ = ["calls", "decisions", "evaluations", "expressions", "hubs", "pairings", "twinnings"]
