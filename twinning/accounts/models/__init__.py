"""People, and the letters written to them."""

from twinning.accounts.models.letter import Letter
from twinning.accounts.models.user import OFFICE, Role, User

__all__ = ["OFFICE", "Letter", "Role", "User"]
