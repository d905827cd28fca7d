"""The parent's side: a child is started when needed, ended when it takes too long, replaced when it dies."""

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from prongsai.disclosure.checking.reading import contents as kinds
from prongsai.disclosure.checking.reading.contents import Contents

SECONDS = 20.0  # for one file
START_SECONDS = 20.0
FILES_A_CHILD = 200  # then a fresh one: libraries leak


class Reader:
    """Reads files in a child process, one after the other; safe to share among threads."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None
        self._files = 0
        self._lock = threading.Lock()

    def read(self, content: bytes, filename: str) -> Contents:
        """The contents of a file. What kills the child or keeps it too long is HEAVY."""
        with self._lock:
            if self._child is None or self._files >= FILES_A_CHILD:
                self._start()
            self._files += 1
            line = self._ask(content, filename)
            if line is None:
                self._end()
                return Contents(kinds.UNKNOWN, kinds.HEAVY)
            return Contents.from_json(json.loads(line))

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._end()

    def _start(self) -> None:
        self._end()
        module = "prongsai.disclosure.checking.reading.child"
        self._child = subprocess.Popen(
            [sys.executable, "-I", "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"LANG": "C.UTF-8", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
            cwd="/",
        )
        self._files = 0
        # The first question waits for the start; that is not the file's fault.
        self._ask(b"", "", START_SECONDS)

    def _ask(self, content: bytes, filename: str, seconds: float | None = None) -> bytes | None:
        child = self._child
        if child is None or child.stdin is None or child.stdout is None:
            return None
        killer = threading.Timer(seconds or self._seconds, child.kill)
        killer.start()
        try:
            head = json.dumps({"name": filename[-200:], "size": len(content)}).encode()
            child.stdin.write(head + b"\n" + content)
            child.stdin.flush()
            line = child.stdout.readline()
        except OSError:
            return None
        finally:
            killer.cancel()
            killer.join()
        return line if line.endswith(b"\n") else None

    def _end(self) -> None:
        if self._child is None:
            return
        self._child.kill()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue
        self._child.wait()
        self._child = None


class Readers:
    """Several children, lent to whoever reads next."""

    def __init__(self, count: int = 2, seconds: float = SECONDS) -> None:
        self._all = [Reader(seconds) for _number in range(count)]
        self._idle: queue.SimpleQueue[Reader] = queue.SimpleQueue()
        for reader in self._all:
            self._idle.put(reader)

    def read(self, content: bytes, filename: str) -> Contents:
        """The contents of a file, by the child that is free first."""
        reader = self._idle.get()
        try:
            return reader.read(content, filename)
        finally:
            self._idle.put(reader)

    def close(self) -> None:
        """End the children."""
        for reader in self._all:
            reader.close()


@contextmanager
def open_readers(count: int = 2, seconds: float = SECONDS) -> Iterator[Readers]:
    """Children for a run, ended after it."""
    readers = Readers(count, seconds)
    try:
        yield readers
    finally:
        readers.close()
