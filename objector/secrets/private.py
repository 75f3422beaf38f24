"""Writing files that are whole or not there, and that only their owner can read."""

import os
from pathlib import Path
from tempfile import mkstemp


def private_folder(folder: Path) -> Path:
    """Make the folder, with those above it, and let only its owner in (mode 0700); return it."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def write_private(path: Path, data: bytes) -> None:
    """Write the file as ``replace_file`` does, in a folder that only its owner can enter."""
    private_folder(path.parent)
    replace_file(path, data)


def replace_file(path: Path, data: bytes) -> None:
    """Write the file so that it holds the old bytes or the new ones, never a part of them (mode 0600)."""
    descriptor, name = mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows can't open folders; its file system keeps the renaming in a journal
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
