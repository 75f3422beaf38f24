"""A server that speaks nonsense is one that can't be reached, and nothing else."""

import socket
import threading
from contextlib import suppress

from hypothesis import example, given, settings
from hypothesis import strategies as st

from objector.errors import MailboxRefusedError, MailboxUnreachableError
from objector.mail.check import check
from objector.mail.mailbox import Mailbox

LINES = [
    b"* OK",
    b"* CAPABILITY IMAP4rev1 IDLE",
    b'* LIST (\\Junk) "/" "&AOk-"',
    b'* LIST (\\Junk) "/" "&!!"',
    b'* LIST () NIL {3}\r\na"b',
    b"* LIST",
    b"* 3 EXISTS",
    b"* OK [UIDNEXT many] x",
    b"* OK [UIDVALIDITY -] x",
    b"* OK [UIDNEXT 4] x",
    b"* SEARCH 1 2 three",
    b"* SEARCH 1 2",
    b"* 1 FETCH (BODY[HEADER.FIELDS (X)] {5}\r\n\xff\xfe: a)",
    b"* 1 FETCH (BODY[] {99999999999}",
    b"* BYE",
    b"+ go on",
    b"",
    b"\x00\xff",
]
ENDS = [b"%s OK done", b"%s NO [AUTHENTICATIONFAILED] no", b"%s BAD what", b"%s", b"other OK done"]

answers = st.lists(
    st.tuples(st.lists(st.sampled_from(LINES) | st.binary(max_size=20), max_size=3), st.sampled_from([*[ENDS[0]] * 6, *ENDS])),
    max_size=9,
)
Answers = list[tuple[list[bytes], bytes]]


def serve(listening: socket.socket, said: Answers) -> None:
    """Answer each line that comes with the next of what is to be said; hang up at the end, or on whom that leaves speechless."""
    client, _ = listening.accept()
    client.settimeout(0.2)
    with suppress(OSError), client, client.makefile("rwb") as stream:
        stream.write(b"* OK hello\r\n")
        stream.flush()
        for lines, end in said:
            tag = (stream.readline().split() or [b"?"])[0]
            stream.write(b"".join(line + b"\r\n" for line in [*lines, end.replace(b"%s", tag)]))
            stream.flush()


OK = ENDS[0]
SIGNED_IN: Answers = [([LINES[1]], OK), ([], OK), ([LINES[1]], OK)]


@settings(max_examples=50)
@given(answers)
@example([*SIGNED_IN, ([LINES[3]], OK)])
@example([*SIGNED_IN, ([LINES[2]], OK), ([LINES[7]], OK)])
@example([*SIGNED_IN, ([LINES[2]], OK), ([LINES[9]], OK), ([LINES[10]], OK)])
@example([*SIGNED_IN, ([LINES[2]], OK), ([LINES[9]], OK), ([LINES[11]], OK), ([LINES[12]], OK)])
def test_nonsense_is_a_server_that_can_t_be_reached(said: Answers) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=serve, args=(listening, said), daemon=True).start()
        mailbox = Mailbox(
            address="ada@example.org", user="ada", host="127.0.0.1", port=listening.getsockname()[1], security="none"
        )
        with suppress(MailboxUnreachableError, MailboxRefusedError):
            check(mailbox, "secret")
