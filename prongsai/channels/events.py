"""What the log can say about publications and channels. Addresses of subscribers never stand in it."""

from django.utils.translation import gettext_lazy as _

from prongsai.audit.vocabulary import declare

PUBLISHED = declare("channels.published", _("published to channels"))
WITHDRAWN = declare("channels.withdrawn", _("withdrew a publication"))
SENT_AGAIN = declare("channels.sent_again", _("sent again what had been given up"))
SENT_ALONE = declare("channels.sent_alone", _("sent by itself what waited for the digest"))
ACCOUNT_SET = declare("channels.account_set", _("set the account of a channel"))
MENU_MADE = declare("channels.menu_made", _("made the LINE menu anew"))
