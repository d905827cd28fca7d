"""Received papers: register, minutes at the desks, assignments, the mailbox, archive and retention."""
