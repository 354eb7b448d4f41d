"""What happens here that higher apps act upon, in the same transaction.

`plan_agreed` is sent with `plan` and `by`, the last who signed.
"""

from django.dispatch import Signal

plan_agreed = Signal()
