"""How long a mailbox takes to be watched, from connecting to being ready, with few old mails and with ten thousand.

Run it as ``python -m bench.ready [ROUNDS]``; it needs Dovecot. Prints medians in seconds, measured in turn, and their ratio.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from email.message import EmailMessage
from pathlib import Path

from objector.mail.watch import Watch
from tests.parts.dovecot import Dovecot

BOXES = {"few@example.org": 10, "many@example.org": 10_000}


def letter(to: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Eve <eve@example.net>", to, "An old mail"
    message.set_content("Of no use any more.\n" * 50)
    return message


async def ready_after(server: Dovecot, address: str) -> float:
    began = time.monotonic()
    async with Watch(server.mailbox(address), server.password):
        return time.monotonic() - began


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory(prefix="dovecot-") as folder:
        server = Dovecot(Path(folder))
        times: dict[str, list[float]] = {address: [] for address in BOXES}
        try:
            for address, count in BOXES.items():
                server.deliver(address, letter(address))
                server.drop(address, letter(address), count - 1)
                asyncio.run(ready_after(server, address))  # the server takes the old mails into its index, once
            for _ in range(rounds):
                for address in BOXES:
                    times[address].append(asyncio.run(ready_after(server, address)))
        finally:
            server.stop()
    few, many = (statistics.median(each) for each in times.values())
    print(f"{BOXES['few@example.org']:>6} old mails: ready after {few:.3f} s")
    print(f"{BOXES['many@example.org']:>6} old mails: ready after {many:.3f} s ({many / few:.2f} times as long)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
