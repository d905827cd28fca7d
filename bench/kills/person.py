"""A person in front of a browser: signs in by the persona bar, reads pages, sends forms."""

import http.client
import http.cookiejar
import re
import secrets
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any

TIMEOUT = 30


@dataclass(frozen=True)
class Answer:
    """What came back: status 0 when no answer came."""

    status: int
    text: str = ""
    location: str = ""


class _StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


class Person:
    """One persona of the example with the cookies of their browser."""

    def __init__(self, base: str, username: str, pk: int) -> None:
        self.base, self.username, self.pk = base, username, pk
        self.cookies = http.cookiejar.CookieJar()
        handler = urllib.request.HTTPCookieProcessor(self.cookies)
        self.opener = urllib.request.build_opener(handler, _StayHere())

    def get(self, path: str) -> Answer:
        """A page; signs in first when the session is not there."""
        answer = self._send(urllib.request.Request(self.base + path))
        if answer.status == 302 and "/login/" in answer.location:
            self.sign_in()
            answer = self._send(urllib.request.Request(self.base + path))
        return answer

    def sign_in(self) -> bool:
        """The persona's button."""
        self._send(urllib.request.Request(self.base + "/"))
        return self.post(f"/persona/{self.pk}/", {}).status == 302

    def post(
        self, path: str, fields: dict[str, str], files: dict[str, tuple[str, bytes]] | None = None
    ) -> Answer:
        """Send a form with its files."""
        boundary = secrets.token_hex(16)
        body = _multipart(boundary, fields, files or {})
        request = urllib.request.Request(self.base + path, data=body, method="POST")
        request.add_header("Content-Type", f"multipart/form-data; boundary={boundary}")
        request.add_header("X-CSRFToken", self._token())
        return self._send(request)

    def _token(self) -> str:
        found = [cookie.value for cookie in self.cookies if cookie.name == "csrftoken"]
        return found[0] or "" if found else ""

    def _send(self, request: urllib.request.Request) -> Answer:
        try:
            with self.opener.open(request, timeout=TIMEOUT) as answer:
                return Answer(answer.status, answer.read().decode())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, location=error.headers.get("Location", ""))
        except (OSError, http.client.HTTPException):
            return Answer(0)


def _multipart(boundary: str, fields: dict[str, str], files: dict[str, tuple[str, bytes]]) -> bytes:
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for name, (file_name, content) in files.items():
        head = f'form-data; name="{name}"; filename="{file_name}"'
        parts.append(f"--{boundary}\r\nContent-Disposition: {head}\r\n\r\n".encode())
        parts.append(content + b"\r\n")
    return b"".join(parts) + f"--{boundary}--\r\n".encode()


def links(text: str, pattern: str) -> list[str]:
    """The addresses of a page that match."""
    return sorted(set(re.findall(rf'href="({pattern})"', text)))
