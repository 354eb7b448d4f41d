"""People, and the letters written to them."""

from twinning.accounts.models.letter import Letter
from twinning.accounts.models.user import Role, User

__all__ = ["Letter", "Role", "User"]
