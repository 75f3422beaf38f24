"""No secret is left anywhere: not in what the program keeps, prints or logs, and not where other processes can look."""

import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from objector.cases.model import Account
from objector.filing.office import password_name, seed_name
from objector.rehearsal.residents import Resident
from objector.secrets.vault import Vault
from tests.end_to_end.conftest import Serve
from tests.end_to_end.post import Post
from tests.end_to_end.program import Program, Running


def spellings(secret: str) -> Iterator[bytes]:
    """Every way in which a secret may be written somewhere."""
    raw = secret.encode()
    yield from (raw, secret.encode("utf-16-le"), secret.encode("utf-16-be"), quote(secret, safe="").encode(), raw.hex().encode())
    for shift, mixed in enumerate((0, 2, 3)):
        # The characters at both ends depend on what stands beside the secret.
        yield b64encode(bytes(shift) + raw).rstrip(b"=")[mixed:-1]


def all_processes() -> Iterator[bytes]:
    """What anybody on the machine can see of all processes, and their owner of their environment."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended in the meantime
            yield (process / "cmdline").read_bytes()
        with suppress(OSError):
            yield (process / "environ").read_bytes()


def watch_processes(run: Running, secrets: list[str]) -> None:
    wanted = [spelling for secret in secrets for spelling in spellings(secret)]

    while not run.is_over:
        for seen in all_processes():
            assert not any(spelling in seen for spelling in wanted), seen
        time.sleep(0.05)


def test_a_planted_secret_is_found_nowhere(
    serve: Serve, account: Account, installed_program: Program, resident: Resident, vault: Vault, post: Post
) -> None:
    site = serve(second_factor=True)
    stored = [resident.password, resident.totp_seed or ""]
    assert [vault.get(password_name(account.name)), vault.get(seed_name(account.name))] == stored

    filing = installed_program.start("file", account.name, "--yes", OBJECTOR_LOG_LEVEL="debug")
    watch_processes(filing, stored)
    done = filing.end()
    assert done.code == 0, done.says

    cookies = list(site._town.sessions._open)
    secrets = [*stored, *post.codes, *cookies]
    assert len(post.codes) == 1
    assert cookies
    kept = {str(path): path.read_bytes() for path in installed_program.home.rglob("*") if path.is_file()}
    assert len(kept) > 5
    kept |= {"standard output": done.out.encode(), "standard error": done.err.encode()}
    found = [(place, secret) for place, data in kept.items() for secret in secrets if any(s in data for s in spellings(secret))]
    assert found == []


def test_a_planted_secret_would_be_found() -> None:
    for before in (b"", b"x", b"xy"):
        assert any(s in b64encode(before + b"correct horse" + b"!") for s in spellings("correct horse"))
    assert any(s in b"a=%7Bcorrect%20horse%7D" for s in spellings("correct horse"))
