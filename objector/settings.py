"""What can be set, where from, and what it is if nobody says."""

import os
import re
from pathlib import Path
from typing import Literal, LiteralString

import platformdirs
from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

SPANS: dict[str, tuple[str, LiteralString]] = {
    "pace": (r"\d{1,4}(\.\d+)?(-\d{1,4}(\.\d+)?)?", "it takes seconds, such as 45 or 20-60"),
    "quiet_hours": (r"([01]?\d|2[0-3]):[0-5]\d-([01]?\d|2[0-3]):[0-5]\d", "it takes hours of the day, such as 22:00-07:00"),
}
"""How spans are written, and what is said of one that isn't."""


def default_home() -> Path:
    """Return the folder that the operating system gives this program for its data."""
    return Path(platformdirs.user_data_dir("objector", appauthor=False))


class Settings(BaseSettings):
    """One set of settings for the whole program.

    First wins: arguments, then ``OBJECTOR_*`` in the environment, then ``.env`` in the working folder, then ``config.toml``
    in the home folder. Secrets are not settings: they live in the keyring (see ``objector.secrets``).
    """

    model_config = SettingsConfigDict(env_prefix="OBJECTOR_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True)

    home: Path = Field(default_factory=default_home, description="Folder for everything the program keeps.")
    ledger: str | None = Field(
        default=None,
        description="Address of the ledger, such as postgresql://user@host/database; none: an SQLite file in the home folder.",
    )
    rehearsal_ledger: str | None = Field(
        default=None, description="The same for rehearsals, which never use the real ledger; none: a file in their folder."
    )
    browser: Path | None = Field(
        default=None,
        description="The browser's executable; none: Chrome, Edge, Chromium or Playwright's is looked for.",
    )
    headed: bool = Field(default=False, description="Show the browser's window.")
    slow_mo: int = Field(default=0, ge=0, le=10_000, description="Pause between actions in the window, in milliseconds.")
    page_timeout: float = Field(
        default=30.0, gt=0, le=600, description="How long a page may take to show what is expected, in seconds."
    )
    code_wait: float = Field(
        default=3600.0,
        gt=0,
        le=86_400,
        description="How long to wait for a mailed code, in seconds (it is valid about an hour).",
    )
    concurrency: int | None = Field(
        default=None,
        ge=1,
        le=64,
        description="How many accounts of a batch are at work in pages at a time; none: by the machine's cores and memory.",
    )
    pace: str | None = Field(
        default=None,
        description="Seconds between a batch's submits on one platform, such as 45 or 20-60; none: 20-60, and 0 in a rehearsal.",
    )
    quiet_hours: str | None = Field(
        default=None,
        description="Hours in which a batch submits nothing, such as 22:00-07:00, in the machine's time; none: no such hours.",
    )
    daily_cap: int | None = Field(
        default=None, ge=1, description="How many objections a batch sends on one platform and day at most; none: any number."
    )
    notify: bool = Field(default=True, description="Show a notification on the desktop when a batch needs a person.")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="warning", description="How much is logged on standard error."
    )
    microsoft_client_id: str | None = Field(
        default=None,
        description="Client ID (public client, IMAP.AccessAsUser.All) for mailboxes at Microsoft; none: they can't be read.",
    )
    google_client: Path | None = Field(
        default=None, description="JSON file of an OAuth client (desktop app) for mailboxes at Google; none: app passwords only."
    )
    site: str | None = Field(
        default=None,
        pattern=r"^[^:/]+:\d{1,5}$",
        description="HOST:PORT of a replica that stands for every site (a rehearsal); none: the real sites.",
    )
    site_cert: Path | None = Field(default=None, description="The replica's certificate (PEM); goes with OBJECTOR_SITE.")

    @field_validator(*SPANS)
    @classmethod
    def _span(cls, value: str | None, info: ValidationInfo) -> str | None:
        pattern, takes = SPANS[info.field_name or ""]
        if value is not None and not re.fullmatch(pattern, value):
            raise PydanticCustomError("span", takes)
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order the sources as the class says."""
        del file_secret_settings
        home = Path(os.environ.get("OBJECTOR_HOME") or default_home())
        return (
            init_settings,
            env_settings,
            dotenv_settings,
            TomlConfigSettingsSource(settings_cls, home / "config.toml"),
        )

    @property
    def rehearsing(self) -> bool:
        """Whether a replica stands for the sites."""
        return self.site is not None

    @property
    def world(self) -> Path:
        """The folder of accounts, cases, evidence and sessions.

        Rehearsals have one of their own, so that no real case can be mixed with one.
        """
        return self.home / "rehearsal" if self.rehearsing else self.home

    @property
    def ledger_address(self) -> str:
        """SQLAlchemy address of the ledger; a rehearsal's is never the real one."""
        given = self.rehearsal_ledger if self.rehearsing else self.ledger
        return given or f"sqlite:///{self.world / 'ledger.sqlite3'}"
