"""Which letters the office's list keeps from whom, told by the apps that know what they are about."""

from twinning.core.hiding import Hiding

LETTERS = Hiding()
