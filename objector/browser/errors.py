"""What can go wrong between the program and the browser."""

from objector.browser.address import without_query
from objector.errors import ExitCode, ObjectorError


class StrayedError(ObjectorError):
    """The page led to an origin that the flow doesn't list; nothing was typed there. The query may hold the answers."""

    exit_code = ExitCode.REFUSED

    def __init__(self, address: str, origins: tuple[str, ...]) -> None:
        self.address = address
        super().__init__(
            f"The form led to {without_query(address)}, which is none of {', '.join(origins)}, so objector stopped and typed "
            "nothing there. Look at the page by hand; if the platform has moved its form, update objector."
        )


class SiteUnreachableError(ObjectorError):
    """The site did not answer."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(
            f"{address} can't be reached ({why}). Check the connection (for a rehearsal: that the replica runs), then try again."
        )


class LaunchFailedError(ObjectorError):
    """The browser was found but doesn't start."""

    def __init__(self, browser: str, why: str) -> None:
        super().__init__(
            f"The browser {browser} doesn't start ({why}). Start it by hand once, or name another with OBJECTOR_BROWSER."
        )


class DriverUnusableError(ObjectorError):
    """Playwright's driver, the program that speaks to the browser, doesn't start."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"Playwright's driver does not start: {why}. On Debian and Ubuntu install libatomic1, on Fedora libatomic; "
            "“uv run playwright --version” shows whether it starts now."
        )
