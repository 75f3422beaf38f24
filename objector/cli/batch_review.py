"""What a batch is about to do, shown once before it begins."""

from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

import flows
from objector.cases.countries import country_name
from objector.cases.details import shown_details
from objector.cases.model import Account
from objector.cli.terminal import shortened
from objector.filing.batch.from_settings import estimate, span
from objector.filing.batch.plan import Plan
from objector.settings import Settings

if TYPE_CHECKING:
    from datetime import timedelta


def show_plan(console: Console, plan: Plan, settings: Settings) -> None:
    """Print how many accounts are filed for on which form, an example of what is sent, and how long it takes."""
    left = f", {len(plan.left)} left alone: filed before, or covered by another" if plan.left else ""
    console.print(f"[bold]{len(plan.to_file)}[/] to file{left}", highlight=False)
    for name, accounts in plan.by_flow.items():
        console.print(f"\n[bold]{len(accounts)} × {escape(flows.get(name).title)}[/], for example", highlight=False)
        console.print(_example(accounts[0]))
    seconds = span(settings)
    pace = f"{seconds} seconds between two submits on a platform, " if seconds.most else ""
    console.print(f"\n{pace}about {_about(estimate(plan, settings))} in all", highlight=False)


def _example(account: Account) -> Table:
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 2))
    facts = {
        "account": account.name,
        "email": account.email,
        "country": country_name(account.country),
        "reason": account.reason,
        "further information": account.additional,
        **shown_details(account.details),
    }
    for what, text in facts.items():
        if text:
            table.add_row(f"[dim]{what}[/]", escape(text if what == "reason" else shortened(text)))
    return table


def _about(span: "timedelta") -> str:
    minutes = round(span.total_seconds() / 60)
    return "a minute" if minutes <= 1 else f"{minutes} minutes" if minutes < 90 else f"{minutes / 60:.0f} hours"
