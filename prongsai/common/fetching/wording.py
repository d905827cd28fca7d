"""Each problem of a fetch: what happened, and what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDING: dict[str, tuple[Promise, Promise]] = {
    "address-odd": (
        _("“%(url)s” is no address of a web page."),
        _("Copy the whole address from the browser; it begins with https:// or http://."),
    ),
    "address-with-password": (
        _("The address carries a user name or a password."),
        _("Publish an address that everybody may open, without a name before the @."),
    ),
    "port-refused": (
        _("The address uses port %(port)s, which web pages do not use."),
        _("Publish the page at a usual address (port 443 or 80)."),
    ),
    "private-address": (
        _("“%(host)s” leads into an internal network and was not opened."),
        _(
            "Publish the page where everybody can open it; addresses inside the office do not count."
        ),
    ),
    "name-unknown": (
        _("No computer answers to the name “%(host)s”."),
        _("Check the spelling of the address and whether the domain has been renewed."),
    ),
    "not-reachable": (
        _("“%(host)s” does not answer."),
        _("Ask whoever runs the website whether it is down, then check again."),
    ),
    "too-slow": (
        _("The answer took longer than %(seconds)s seconds."),
        _("Make the page or file smaller, or ask whoever runs the website to make it faster."),
    ),
    "connection-broken": (
        _("“%(host)s” broke off in the middle of its answer."),
        _("Open the address yourself; if it stops there too, upload the file again."),
    ),
    "answer-damaged": (
        _("“%(host)s” gave an answer that can't be read."),
        _("Ask whoever runs the website to look at its settings."),
    ),
    "too-large": (
        _("The file is larger than %(megabytes)s MB."),
        _("Publish a smaller file: shrink its pictures or split it."),
    ),
    "too-many-redirects": (
        _("The address is redirected more than %(hops)s times."),
        _("Publish the address where it finally leads."),
    ),
    "redirect-loop": (
        _("The address is redirected in a circle: “%(url)s” comes twice."),
        _("Ask whoever runs the website to mend the redirection, or publish another address."),
    ),
    "tls-expired": (
        _("The certificate of “%(host)s” has expired."),
        _("Ask whoever runs the website to renew the certificate; browsers warn visitors now."),
    ),
    "tls-not-yet": (
        _("The certificate of “%(host)s” is not valid yet."),
        _("Ask whoever runs the website to look at the certificate and at the server's clock."),
    ),
    "tls-wrong-name": (
        _("The certificate of “%(host)s” is for another name."),
        _("Publish the address with the name of the certificate, or have a fitting one made."),
    ),
    "tls-self-signed": (
        _("The certificate of “%(host)s” was made by nobody whom browsers trust."),
        _("Ask whoever runs the website for a certificate of a known authority."),
    ),
    "tls-incomplete": (
        _("“%(host)s” does not show who issued its certificate."),
        _("Ask whoever runs the website to install the intermediate certificate too."),
    ),
    "tls-failed": (
        _("No safe connection with “%(host)s” comes about."),
        _("Ask whoever runs the website to allow TLS 1.2 or newer."),
    ),
    "robots-refused": (
        _("robots.txt of “%(host)s” does not let programs open this address."),
        _("Open it yourself in a private window, or let programs open it in robots.txt."),
    ),
    "robots-unreadable": (
        _("robots.txt of “%(host)s” can't be read, so the address was not opened."),
        _("Check again later; if it stays so, ask whoever runs the website."),
    ),
    "robots-closed": (
        _(
            "robots.txt of “%(host)s” failed again when it was asked a second time; none of the site's addresses was opened."
        ),
        _(
            "Open the addresses yourself in a private window, and ask whoever runs the website to mend robots.txt."
        ),
    ),
    "rate-limited": (
        _("“%(host)s” asks to come back later."),
        _("Nothing to do: it is checked again later."),
    ),
}
