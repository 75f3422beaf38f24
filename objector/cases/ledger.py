"""The append-only record of every case: what is on disk here has happened, whatever becomes of the program."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, Row, Select, func, select

from objector.cases.model import Case, Event, EventKind
from objector.cases.tables import cases, events


class Ledger:
    """Cases and their events in one database. ``clock`` gives the time with its zone."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._clock = clock

    def open_case(self, account: str, flow: str) -> Case:
        """Open a new case, planned, and return it."""
        opened = self._clock()
        with self._engine.begin() as connection:
            insert = cases.insert().values(account=account, flow=flow, opened=opened.isoformat())
            number = int(connection.execute(insert.returning(cases.c.number)).scalar_one())
        self.append(number, EventKind.PLANNED)
        return self.case(number)

    def append(self, number: int, kind: EventKind, **data: str) -> Event:
        """Record that this happened, and return once it is on disk. ``data`` must hold no secret."""
        event = Event(kind=kind, at=self._clock(), data=data)
        # Found within the one statement, so that two writers get two positions.
        position = select(func.coalesce(func.max(events.c.position), 0) + 1).where(events.c.case == number).scalar_subquery()
        row = {"case": number, "position": position, "kind": kind.value, "at": event.at.isoformat(), "data": data}
        with self._engine.begin() as connection:
            connection.execute(events.insert().values(row))
        return event

    def case(self, number: int) -> Case:
        """Return one case with its events; raises LookupError when there is none of that number."""
        found = self._read(select(cases).where(cases.c.number == number))
        if not found:
            raise LookupError(number)
        return found[0]

    def cases(self, account: str | None = None) -> list[Case]:
        """Return all cases, or those of one account, oldest first."""
        query = select(cases).order_by(cases.c.number)
        return self._read(query if account is None else query.where(cases.c.account == account))

    def latest(self, account: str, flow: str) -> Case | None:
        """Return the newest case of this account and flow, or None."""
        of_flow = [case for case in self.cases(account) if case.flow == flow]
        return of_flow[-1] if of_flow else None

    def _read(self, query: Select[Any]) -> list[Case]:
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
            chosen = query.with_only_columns(cases.c.number).order_by(None)
            happened = connection.execute(
                select(events).where(events.c.case.in_(chosen)).order_by(events.c.case, events.c.position)
            ).all()
        by_case: dict[int, list[Event]] = {}
        for row in happened:
            by_case.setdefault(row.case, []).append(_event(row))
        return [_case(row, by_case.get(row.number, [])) for row in rows]


def _event(row: Row[Any]) -> Event:
    return Event(kind=EventKind(row.kind), at=datetime.fromisoformat(row.at), data=row.data)


def _case(row: Row[Any], happened: list[Event]) -> Case:
    return Case(
        number=row.number,
        account=row.account,
        flow=row.flow,
        opened=datetime.fromisoformat(row.opened),
        events=tuple(happened),
    )
