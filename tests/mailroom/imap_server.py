"""A small IMAP server (RFC 3501, what a client needs to fetch) as a process of its own, over TLS.

python imap_server.py CERT KEY FOLDER MODE → prints its port. Mails are the *.eml of FOLDER, by name;
flags are written to FOLDER/flags.json. MODE: normal; drop (closes in the middle of the first mail,
once); stall (answers no SELECT); starttls.
"""

import json
import re
import socket
import ssl
import sys
import threading
import time
from base64 import b64decode
from pathlib import Path

CERT, KEY, _FOLDER, MODE = (*sys.argv[1:5], "", "", "", "")[:4]
FOLDER = Path(_FOLDER)
USER, PASSWORD, OLD_PASSWORD = "saraban", "ความลับ-1", "secret-1"
_dropped = threading.Event()


def mails() -> list[bytes]:
    """The mails in their order; a UID is the place from 1."""
    return [path.read_bytes() for path in sorted(FOLDER.glob("*.eml"))]


def flags() -> dict[str, bool]:
    """UID → read."""
    path = FOLDER / "flags.json"
    return json.loads(path.read_text()) if path.exists() else {}


class Session:
    """One client."""

    def __init__(self, connection: socket.socket, context: ssl.SSLContext) -> None:
        self.connection, self.context = connection, context
        self.file = connection.makefile("rb")
        self.is_in = False

    def send(self, *lines: bytes) -> None:
        for line in lines:
            self.connection.sendall(line + b"\r\n")

    def read_command(self) -> bytes:
        """A command with its literals."""
        line = self.file.readline()
        while match := re.search(rb"\{(\d+)\}\r\n$", line):
            self.send(b"+ go on")
            line = line[: match.start()] + b'"' + self.file.read(int(match[1])) + b'"'
            line += self.file.readline()
        return line

    def run(self) -> None:
        self.send(b"* OK ready")
        while line := self.read_command():
            tag, _space, rest = line.strip().partition(b" ")
            name = rest.split(b" ")[0].upper()
            if name == b"UID":
                name = b"UID " + rest.split(b" ")[1].upper()
            if not self.answer(tag, name, rest):
                return

    def answer(self, tag: bytes, name: bytes, rest: bytes) -> bool:
        """Answer one command; False ends the session."""
        if name == b"LOGOUT":
            self.send(b"* BYE", tag + b" OK done")
            return False
        if name == b"CAPABILITY":
            # The old server of the STARTTLS mode knows LOGIN only.
            more = b"STARTTLS" if MODE == "starttls" else b"AUTH=PLAIN"
            self.send(b"* CAPABILITY IMAP4rev1 " + more, tag + b" OK done")
        elif name == b"STARTTLS":
            self.send(tag + b" OK begin")
            self.connection = self.context.wrap_socket(self.connection, server_side=True)
            self.file = self.connection.makefile("rb")
        elif name == b"LOGIN":
            self.login(tag, rest.decode().replace('"', "").split(" ")[1:])
        elif name == b"AUTHENTICATE":
            self.send(b"+ ")
            self.login(tag, b64decode(self.file.readline()).decode().split("\0")[1:])
        elif not self.is_in:
            self.send(tag + b" NO login first")
        elif name == b"SELECT":
            return self.select(tag, rest)
        elif name == b"UID SEARCH":
            self.search(tag, rest)
        elif name == b"UID FETCH":
            return self.fetch(tag, rest)
        elif name == b"UID STORE":
            uid = rest.split(b" ")[2].decode()
            (FOLDER / "flags.json").write_text(json.dumps(flags() | {uid: True}))
            self.send(tag + b" OK done")
        else:
            self.send(tag + b" BAD unknown")
        return True

    def login(self, tag: bytes, said: list[str]) -> None:
        self.is_in = said[0] == USER and said[1] in (PASSWORD, OLD_PASSWORD)
        self.send(tag + (b" OK done" if self.is_in else b" NO [AUTHENTICATIONFAILED] wrong"))

    def select(self, tag: bytes, rest: bytes) -> bool:
        if MODE == "stall":
            time.sleep(30)
            return False
        if b"INBOX" not in rest:
            self.send(tag + b" NO no such folder")
            return True
        count = str(len(mails())).encode()
        following = str(len(mails()) + 1).encode()
        self.send(
            b"* " + count + b" EXISTS",
            b"* OK [UIDVALIDITY 77] ok",
            b"* OK [UIDNEXT " + following + b"] ok",
            tag + b" OK [READ-WRITE] done",
        )
        return True

    def search(self, tag: bytes, rest: bytes) -> None:
        uids = list(range(1, len(mails()) + 1))
        if b"UNSEEN" in rest:
            found = [uid for uid in uids if not flags().get(str(uid))]
        else:
            low = int(re.search(rb"(\d+):\*", rest)[1])  # type: ignore[index]
            found = [uid for uid in uids if uid >= low] or uids[-1:]
        self.send(b"* SEARCH " + b" ".join(str(uid).encode() for uid in found), tag + b" OK done")

    def fetch(self, tag: bytes, rest: bytes) -> bool:
        uid = int(rest.split(b" ")[2])
        content = mails()[uid - 1] if uid <= len(mails()) else None
        head = f"* {uid} FETCH (UID {uid} ".encode()
        if content is None:
            pass
        elif b"RFC822.SIZE" in rest:
            self.send(head + f"RFC822.SIZE {len(content)})".encode())
        else:
            part = b"BODY[HEADER]" if b"HEADER" in rest else b"BODY[]"
            shown = content.split(b"\r\n\r\n")[0] + b"\r\n\r\n" if b"HEADER" in part else content
            self.send(head + part + b" {" + str(len(shown)).encode() + b"}")
            if MODE == "drop" and not _dropped.is_set():
                _dropped.set()
                self.connection.sendall(shown[: len(shown) // 2])
                self.connection.close()
                return False
            self.connection.sendall(shown)
            self.send(b")")
        self.send(tag + b" OK done")
        return True


def main() -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERT, KEY)
    with socket.create_server(("127.0.0.1", 0)) as server:
        print(server.getsockname()[1], flush=True)
        while True:
            connection, _address = server.accept()
            threading.Thread(target=serve, args=(connection, context), daemon=True).start()


def serve(connection: socket.socket, context: ssl.SSLContext) -> None:
    """One client from greeting to the end, however it ends."""
    try:
        if MODE != "starttls":
            connection = context.wrap_socket(connection, server_side=True)
        Session(connection, context).run()
    except OSError:
        return
    finally:
        connection.close()


if __name__ == "__main__":
    main()
