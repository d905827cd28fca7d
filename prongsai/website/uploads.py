"""What an editor uploads: judged by content, drawn anew or refused, with a Thai sentence beside it."""

from io import BytesIO
from typing import Any

import willow
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import FileField
from django.utils.translation import gettext_lazy as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from prongsai.common.errors import Refused
from prongsai.evidence.intake import MAX_BYTES, Accepted, accept

NO_PICTURE = _("This is no picture. JPEG, PNG, GIF, WebP and HEIC are taken.")
DESCRIBE = _(
    "Say what the picture shows, for those who can't see it, or tick that it only decorates."
)
TOO_LARGE = _("The file is larger than 25 MB.")


def _judged(data: Any) -> Accepted:
    if data.size > MAX_BYTES:
        raise ValidationError(TOO_LARGE, code="too_large")
    try:
        return accept(data.read(), data.name)
    except Refused as refusal:
        raise ValidationError(str(refusal), code="refused") from refusal


class PictureField(WagtailImageField):
    """A picture drawn anew: upright, at most 2000 pixels, without place, camera and other notes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help_text = _(
            "JPEG, PNG, GIF, WebP or HEIC, at most 25 MB. Where and with what it was taken is removed."
        )
        self.error_messages["invalid_image_extension"] = NO_PICTURE
        self.error_messages["file_too_large_unknown_size"] = TOO_LARGE

    def to_python(self, data: Any) -> Any:
        file = FileField.to_python(self, data)
        if file is None:
            return None
        judged = _judged(file)
        if not judged.media_type.startswith("image/"):
            raise ValidationError(NO_PICTURE, code="no_picture")
        drawn = SimpleUploadedFile(judged.name, judged.content, judged.media_type)
        drawn.image = willow.Image.open(BytesIO(judged.content))  # type: ignore[attr-defined]
        return drawn


class DocumentField(WagtailDocumentField):
    """A document as it will be kept; what runs or hides something is refused."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The screen for several files asks the field how large a file may be, and says this.
        self.max_upload_size = MAX_BYTES
        self.error_messages["file_too_large_unknown_size"] = TOO_LARGE

    def to_python(self, data: Any) -> Any:
        file = FileField.to_python(self, data)
        if file is None:
            return None
        judged = _judged(file)
        return SimpleUploadedFile(judged.name, judged.content, judged.media_type)


class PictureForm(BaseImageForm):
    """A picture with what it shows in words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _swap_file(self, PictureField)
        if "description" in self.fields:
            self.fields["description"].help_text = _(
                "For example: the mayor hands bags of food to families hit by the flood at Wat Nong Bua. Read aloud to those who can't see it."
            )

    def clean(self) -> Any:
        """Words, unless it only decorates; several files at once are described right after."""
        data = super().clean()
        asked = self.add_prefix("description") in self.data
        described = data.get("description", "").strip() or data.get("is_decorative")
        if asked and not described and "description" in self.fields:
            self.add_error("description", ValidationError(DESCRIBE))
        return data


class DocumentForm(BaseDocumentForm):
    """A document for the website."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _swap_file(self, DocumentField)
        if "file" in self.fields:
            self.fields["file"].help_text = _(
                "PDF, Word, Excel, PowerPoint, pictures and CSV, at most 25 MB. A PDF made from Word can be searched, a scanned one can't."
            )


def _swap_file(form: Any, field: type[FileField]) -> None:
    """Our field in the place of Wagtail's, with its widget."""
    if "file" in form.fields:
        old = form.fields["file"]
        form.fields["file"] = field(label=old.label, required=old.required, widget=old.widget)
