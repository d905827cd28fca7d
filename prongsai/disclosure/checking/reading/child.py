"""The child process that opens strangers' files: little memory, little time, no secrets, no network.

It reads questions from its input (a line of JSON with name and size, then the bytes) and answers each with
a line of JSON. Whatever it is given, the parent only reads plain data.
"""

import json
import logging
import resource
import sys

from prongsai.disclosure.checking.reading.files import read_file

MOST_MEMORY = 1536 * 1024 * 1024


def main() -> None:
    """Answer until the input ends."""
    logging.disable(logging.CRITICAL)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    while line := sys.stdin.buffer.readline():
        question = json.loads(line)
        content = sys.stdin.buffer.read(question["size"])
        answer = read_file(content, question["name"]).to_json()
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
