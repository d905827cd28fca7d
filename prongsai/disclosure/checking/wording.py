"""Each outcome of a check: what was found, and what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prongsai.common.fetching.wording import WORDING as FETCHING

WORDING: dict[str, tuple[Promise | str, Promise | str]] = {
    **FETCHING,
    # The address
    "address-opens": (_("The address opens without sign-in, in %(seconds)s seconds."), ""),
    "status-missing": (
        _("The page is not there (%(status)s)."),
        _("Put the page or file back, or give its new address."),
    ),
    "status-closed": (
        _("The address is closed to visitors (%(status)s)."),
        _("Open it to everybody, and look at it in a private window."),
    ),
    "status-broken": (
        _("The website answers with an error (%(status)s)."),
        _("Ask whoever runs the website, then check again."),
    ),
    "status-odd": (
        _("The website answers %(status)s instead of a page."),
        _("Open the address yourself and give the one that shows the content."),
    ),
    "sign-in-needed": (
        _("The address leads to a sign-in page."),
        _(
            "Open it to everybody (shared files: anyone with the link), and look in a private window."
        ),
    ),
    "sign-in-beside": (
        _("The page asks for a password somewhere."),
        _("Look in a private window whether the content is seen without signing in."),
    ),
    "looks-missing": (
        _("The page opens, but says that something was not found."),
        _("Open the address yourself and give the one that shows the content."),
    ),
    "needs-script": (
        _("The page shows nothing without JavaScript."),
        _("Give the address of the file, or of a page whose text is in the page itself."),
    ),
    "tls-valid": (_("The connection is safe; the certificate runs until %(date)s."), ""),
    "tls-ends-soon": (
        _("The certificate ends on %(date)s."),
        _("Ask whoever runs the website to renew it before that day."),
    ),
    "tls-missing": (
        _("The page opens without TLS (http://)."),
        _("Ask whoever runs the website for https://."),
    ),
    "not-checked": (
        _("It could not be checked: the check itself failed %(count)s times (%(reason)s)."),
        _("Look at it yourself, and tell the administrator; the reason stands in the log."),
    ),
    # The file
    "file-opens": (_("The file opens (%(kind)s)."), ""),
    "file-gone": (
        _("The stored file can't be found."),
        _("Upload it again; tell the administrator."),
    ),
    "file-empty": (_("The file is empty."), _("Upload the file again.")),
    "file-damaged": (
        _("The file is damaged and can't be opened (%(kind)s)."),
        _("Open it on your computer, save it anew and upload it again."),
    ),
    "file-locked": (
        _("The file asks for a password."),
        _("Save it without a password and upload it again."),
    ),
    "file-too-large": (
        _("The file is larger than %(megabytes)s MB."),
        _("Publish a smaller file: shrink its pictures or split it."),
    ),
    "file-too-heavy": (
        _("The file takes too much time or memory to open."),
        _("Save it anew, with smaller pictures or in parts."),
    ),
    "file-unknown": (
        _("The file is of a kind that is not read here."),
        _("Publish PDF, Word, Excel, CSV or a picture."),
    ),
    "file-old": (
        _("The file is in an old format (%(kind)s), its content was not read."),
        _("Save it as %(better)s and upload it again."),
    ),
    "archive-unread": (
        _("A ZIP archive with %(count)s files; what is in them was not read."),
        _("Publish the files themselves, so that an assessor sees them at once."),
    ),
    "kind-differs": (
        _("This is a %(kind)s, but another kind of evidence is asked for."),
        _("Compare with the text of the component."),
    ),
    # Text
    "text-layer": (_("All %(pages)s pages have text."), ""),
    "text-missing": (
        _("The PDF is a picture only: none of its %(pages)s pages has text."),
        _("Export it as PDF from the program it was written in, or run text recognition (OCR)."),
    ),
    "text-partly": (
        _("%(count)s of %(pages)s pages are pictures without text (page %(list)s)."),
        _("Replace them by pages with text, or run text recognition (OCR)."),
    ),
    "text-broken": (
        _("The text of the file is garbled when it is copied."),
        _("Export it anew with a Unicode font such as TH Sarabun New."),
    ),
    "text-not-thai": (
        _("The text holds no Thai letter."),
        _("Look whether it is the right file; if it is Thai, export it anew with a Unicode font."),
    ),
    "text-none": (
        _("There is no text to look at."),
        _("Look yourself whether year and agency are named."),
    ),
    # Year, agency, dates
    "year-named": (_("The year %(year)s is named."), ""),
    "year-aside": (
        _("The year %(year)s is named, but the beginning speaks of %(other)s."),
        _("Look whether it is the file of the right year, and mend its title."),
    ),
    "year-wrong": (
        _("The content is of %(other)s; asked for is %(year)s."),
        _("Publish the file of the right year."),
    ),
    "year-missing": (
        _("No year is named; asked for is %(year)s."),
        _("Write the year into the title (ประจำปีงบประมาณ พ.ศ. …)."),
    ),
    "agency-named": (_("“%(name)s” is named."), ""),
    "agency-misspelt": (
        _("The agency is written “%(wrong)s”; it should read “%(name)s”."),
        _("Mend the spelling and publish it again."),
    ),
    "agency-other": (
        _("The content names “%(other)s”, not “%(name)s”."),
        _("Publish your own document."),
    ),
    "agency-missing": (
        _("“%(name)s” is not named."),
        _("Write the agency's name into the title."),
    ),
    "date-inside": (_("A date in the period is named (%(date)s)."), ""),
    "date-outside": (
        _("No date from %(start)s to %(end)s is named; the last one is %(date)s."),
        _("Publish what was made in that period."),
    ),
    "date-missing": (
        _("No date is named."),
        _("Write the date into the document or beside the link."),
    ),
    # Sheets and machines
    "sheet-filled": (_("The table has %(rows)s rows, no required cell is blank."), ""),
    "sheet-empty": (
        _("The table has headings only, or nothing at all."),
        _("Fill it in and upload it again."),
    ),
    "sheet-no-header": (
        _("No row of headings was found."),
        _("Put one row of headings above the data, one for each column."),
    ),
    "sheet-column-missing": (
        _("The column “%(columns)s” is missing."),
        _("Use the template of the assessment, with all its columns."),
    ),
    "sheet-column-perhaps": (
        _("The column “%(columns)s” of the form was not found."),
        _(
            "Compare with the form of the year; the program does not know for sure that it asks for this column."
        ),
    ),
    "sheet-says-none": (_("The table says that there was nothing (“%(text)s”)."), ""),
    "sheet-blank": (
        _("%(count)s required cells are blank (%(cells)s)."),
        _("Fill them in; where there is nothing to say write “-” or 0."),
    ),
    "sheet-blank-perhaps": (
        _("%(count)s cells are blank (%(cells)s)."),
        _("Look whether they are needed; where there is nothing to say write “-” or 0."),
    ),
    "machine-readable": (_("Machines can read it (%(kind)s)."), ""),
    "machine-unreadable": (
        _("A machine-readable file is asked for, this is a %(kind)s."),
        _("Publish the table as XLSX or CSV too."),
    ),
    "machine-beside": (_("A file that machines can read stands beside it."), ""),
    # Freshness
    "fresh": (_("Renewed on %(date)s, fresh until %(due)s."), ""),
    "due": (_("Has to be renewed by %(due)s."), _("Renew it before that day.")),
    "overdue": (
        _("Should have been renewed by %(due)s."),
        _("Renew it and write down the day of the update."),
    ),
    "freshness-unknown": (
        _("Nobody wrote down when it was last renewed."),
        _("Write down the day of the last update."),
    ),
    # Personal data
    "nothing-personal": (_("No citizen id was found."), ""),
    "citizen-id": (
        _("%(count)s citizen ids are public, for example %(masked)s (%(place)s)."),
        _("Take the file off at once, black the numbers out and publish it again."),
    ),
    "complaint-phone": (
        _("%(count)s telephone numbers stand in a file about complaints (%(place)s)."),
        _("Take them out: who complains must not be recognisable."),
    ),
    "complaint-email": (
        _("%(count)s e-mail addresses stand in a file about complaints (%(place)s)."),
        _("Take out those of people; the agency's own may stay."),
    ),
}
