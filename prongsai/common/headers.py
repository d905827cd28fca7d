"""What browsers may do with our pages: nothing from elsewhere, no script inside a page's text."""

from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts

OFFICE = "/office/"
# Wagtail's own editors begin their widgets by scripts inside the page (dates, choosers, rows).
EDITORS = tuple(
    f"{OFFICE}{room}/" for room in ("pages", "images", "documents", "choose-page", "snippets")
)
PUBLIC_POLICY: dict[str, Any] = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "media-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
    "base-uri": [NONE],
}
OFFICE_POLICY = PUBLIC_POLICY | {
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "object-src": [SELF],
}
EDITOR_POLICY = OFFICE_POLICY | {"script-src": [SELF, UNSAFE_INLINE]}
# The office takes pictures and records by the browser's own dialogs, never by itself.
PERMISSIONS = ", ".join(
    f"{name}=()"
    for name in (
        "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation",
        "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb", "xr-spatial-tracking",
    )
)  # fmt: skip


class HeadersMiddleware(CSPMiddleware):
    """Adds the policy of the room that answered; a view that set a stricter one keeps it."""

    def get_policy_parts(
        self, request: Any, response: Any, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if parts.config is None and not report_only and request.path.startswith(OFFICE):
            is_editor = request.path.startswith(EDITORS)
            parts.config = EDITOR_POLICY if is_editor else OFFICE_POLICY
        return parts

    def process_response(self, request: Any, response: Any) -> Any:
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return super().process_response(request, response)
