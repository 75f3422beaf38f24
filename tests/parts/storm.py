"""A batch over many accounts while things go wrong by chance, again and again until nothing moves any more."""

from collections import Counter
from dataclasses import dataclass, field
from io import StringIO
from random import Random

from rich.console import Console

from objector.browser.launch import open_browser
from objector.browser.renewed import browsers
from objector.cases.database import open_database
from objector.cases.model import SETTLED, Case, State
from objector.cli.working import open_office
from objector.filing.batch.from_settings import open_shift
from objector.filing.batch.plan import make_plan
from objector.filing.batch.run import Batch
from objector.filing.desk import Filing
from objector.rehearsal.faults import Faults
from objector.rehearsal.run import Plan, stage
from objector.rehearsal.scenario import Scenario
from objector.settings import Settings
from tests.parts.browser import unseen_browser

MOST_RUNS = 12


@dataclass
class Aftermath:
    """What is left of it: each account's newest case, how often each was filed at the sites, and what each run came to."""

    cases: dict[str, Case | None] = field(default_factory=dict)
    filed: Counter[str] = field(default_factory=Counter)
    runs: list[Counter[str]] = field(default_factory=list)

    def wrongs(self) -> list[str]:
        """What must never be: something filed twice, or said to be filed and not, or filed and not told of."""
        return [
            f"{name}: {case.state if case else None}, filed {self.filed[name]} times"
            for name, case in self.cases.items()
            if not _is_right(case, self.filed[name])
        ]

    @property
    def states(self) -> Counter[str]:
        """How many accounts came to which state."""
        return Counter(case.state if case else "none" for case in self.cases.values())


def _is_right(case: Case | None, filed: int) -> bool:
    if case is not None and case.state in SETTLED:
        return filed == 1
    return filed == 0 or (filed == 1 and case is not None and case.state is State.IN_DOUBT)


async def weathered(
    accounts: int, seed: int, *, share: float, patience: float, offline: tuple[float, float] = (0, 0)
) -> Aftermath:
    """File for so many accounts on both platforms through a storm; ``patience`` is that with a page, in seconds."""
    # A late answer is later than anybody waits for.
    faults = Faults(random=Random(seed), share=share, slow=patience * 1.5, offline_from=offline[0], offline_for=offline[1])
    plan = Plan(flows=("facebook", "instagram"), accounts=(accounts + 1) // 2, scenario=Scenario(), faults=faults)
    after = Aftermath()
    async with stage(plan, Settings(page_timeout=patience, code_wait=patience * 2)) as on:
        console = Console(file=StringIO())
        office = open_office(on.settings, open_database(on.settings.ledger_address), on.vault, console)
        everybody = on.furnish(office.roster)[:accounts]
        async with browsers(lambda: open_browser(office.settings, unseen_browser()), lambda: None) as living:
            for _ in range(MOST_RUNS):
                left = make_plan(office, everybody, again=False)
                if all(_is_over(office.ledger.latest(each.name, each.flow)) for each in left.to_file):
                    break
                results = await Batch(office, living, open_shift(office), Filing(yes=True), {}).run(left)
                after.runs.append(Counter(type(result.error).__name__ for result in results if result.new or result.error))
        after.cases = {each.name: office.ledger.latest(each.name, each.flow) for each in everybody}
        by_email = Counter((filed.platform, filed.answers.email) for filed in on.site.filed_objections)
        after.filed = Counter({each.name: by_email[each.flow, each.email] for each in everybody})
    return after


def _is_over(case: Case | None) -> bool:
    """Tell whether only a mail or a person changes anything now."""
    return case is not None and case.state in SETTLED | {State.IN_DOUBT}
