"""What other rooms are told of accounts."""

from django.dispatch import Signal

# Sent inside the transaction with `user`; whoever keeps data of the person deletes it with the account's.
person_erased = Signal()
