"""What the log can say about accounts."""

from django.utils.translation import gettext_lazy as _

from prongsai.audit.vocabulary import declare

CREATED = declare("accounts.created", _("created the account"))
INVITED = declare("accounts.invited", _("sent an invitation"))
JOINED = declare("accounts.joined", _("accepted the invitation"))
PASSWORD_CHANGED = declare("accounts.password_changed", _("changed the password"))
SESSION_ENDED = declare("accounts.session_ended", _("ended a session"))
SECOND_FACTOR_ON = declare("accounts.second_factor_on", _("turned the second factor on"))
SECOND_FACTOR_OFF = declare("accounts.second_factor_off", _("turned the second factor off"))
RECOVERY_CODES = declare("accounts.recovery_codes", _("made new recovery codes"))
DEACTIVATED = declare("accounts.deactivated", _("deactivated the account"))
ACTIVATED = declare("accounts.activated", _("activated the account"))
