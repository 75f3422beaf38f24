"""The mandate of a managed account, kept with the proof of what was done under it."""

import re
from pathlib import Path

from objector.cases.mandate import UnusableMandateError
from objector.cases.model import Account
from objector.evidence.folder import EvidenceFolder
from objector.evidence.manifest import digest


def keep_mandate(folder: EvidenceFolder, account: Account) -> None:
    """Copy the account's mandate, if it has one, into the evidence of its case, where the same file is kept once.

    Raises UnusableMandateError.
    """
    if not account.mandate:
        return
    path = Path(account.mandate)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnusableMandateError(path, (error.strerror or str(error)).lower()) from None
    if digest(data) not in {piece.sha256 for piece in folder.manifest.pieces}:
        suffix = path.suffix.lower() if re.fullmatch(r"\.[a-z0-9]{1,8}", path.suffix.lower()) else ".bin"
        folder.add(f"mandate{suffix}", data, f"Mandate of {account.client}, dated {account.mandated_on}")
