"""What happens here that higher apps act upon, in the same transaction.

`twinning_formed` and `twinning_ended` are sent with `twinning` and `by`.
`decisions_released` is sent with `call` and `by`.
"""

from django.dispatch import Signal

twinning_formed = Signal()
twinning_ended = Signal()
decisions_released = Signal()
