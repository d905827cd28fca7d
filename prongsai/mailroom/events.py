"""What the log can say about received papers. Subjects are left out: they may be classified."""

from django.utils.translation import gettext_lazy as _

from prongsai.audit.vocabulary import declare

RECEIVED = declare("mailroom.received", _("entered a received paper in the register"))
CORRECTED = declare("mailroom.corrected", _("corrected the register's line of the received paper"))
MINUTED = declare("mailroom.minuted", _("wrote a minute on the received paper"))
ASSIGNED = declare("mailroom.assigned", _("assigned the received paper"))
ACCEPTED = declare("mailroom.accepted", _("accepted the received paper"))
COMPLETED = declare("mailroom.completed", _("finished the received paper"))
HANDED_OVER = declare("mailroom.handed_over", _("handed over open papers"))
MAILBOX_SET = declare("mailroom.mailbox_set", _("set the mailbox"))
MAIL_DISMISSED = declare("mailroom.mail_dismissed", _("dismissed a mail"))
DESTROYED = declare("mailroom.destroyed", _("recorded the destruction of papers"))
ARCHIVED = declare("mailroom.archived", _("asked for the archive of a year"))
