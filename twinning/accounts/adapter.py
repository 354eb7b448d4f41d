"""How people come in: allauth's ways, with our manners."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Allauth's own, for now."""
