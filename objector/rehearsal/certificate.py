"""The certificate of the replica: made for each rehearsal, its key never kept in a file."""

import ssl
from pathlib import Path

from trustme import CA, LeafCert

HOSTS = (
    "facebook.com",
    "*.facebook.com",
    "instagram.com",
    "*.instagram.com",
    "meta.com",
    "*.meta.com",
    "*.faceb00k-help.com",
    "www.google.com",
    "127.0.0.1",
)


class Certificate:
    """A certificate for all the hosts that the replica stands for, with an elliptic-curve key."""

    def __init__(self) -> None:
        self._authority = CA()
        self._leaf: LeafCert = self._authority.issue_cert(*HOSTS)

    def save(self, path: Path) -> None:
        """Write the certificate, then its authority's, as PEM: the first is what a browser pins."""
        chain = (*self._leaf.cert_chain_pems, self._authority.cert_pem)
        path.write_bytes(b"".join(pem.bytes() for pem in chain))

    def context(self) -> ssl.SSLContext:
        """Return what a server needs to prove itself with this certificate."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._leaf.configure_cert(context)
        return context
