"""The append-only record of every case: what is on disk here has happened, whatever becomes of the program."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, case, func, select

from objector.cases.claims import Claims, claims_to
from objector.cases.model import STATE_AFTER, Case, Event, EventKind, State, Summary
from objector.cases.tables import cases, events

AT_ONCE = 1_000
"""Cases that are read at once where there may be very many."""


class Ledger:
    """Cases and their events in one database. ``clock`` gives the time with its zone.

    What can be wrong with the database is told by the classes of ``objector.cases.errors``.
    """

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._clock = clock

    @cached_property
    def claims(self) -> Claims:
        """What programs that share the ledger keep for themselves, each for a while (see ``objector.cases.lock``)."""
        return claims_to(self._engine, self._clock)

    def open_case(self, account: str, flow: str) -> Case:
        """Open a new case, planned, and return it."""
        planned = Event(kind=EventKind.PLANNED, at=self._clock())
        times = dict.fromkeys(("opened", "since", "changed"), planned.at.isoformat())
        row = {"account": account, "flow": flow, "state": State.PLANNED, "told": planned.data, **times}
        with self.claims.writing() as connection:
            number = int(connection.execute(cases.insert().values(row).returning(cases.c.number)).scalar_one())
            _append(connection, number, planned)
        return self.case(number)

    def append(self, number: int, kind: EventKind, **data: str) -> Event:
        """Record that this happened, and return once it is on disk. ``data`` must hold no secret.

        Raises LookupError when there is no case of that number.
        """
        event = Event(kind=kind, at=self._clock(), data=data)
        with self.claims.writing() as connection:
            _append(connection, number, event)
        return event

    def case(self, number: int) -> Case:
        """Return one case with its events; raises LookupError when there is none of that number."""
        found = self._read(select(cases).where(cases.c.number == number))
        if not found:
            raise LookupError(number)
        return found[0]

    def cases(self, account: str | None = None, states: Collection[State] | None = None, limit: int | None = None) -> list[Case]:
        """Return all cases, or those of one account or in some states, oldest first, ``limit`` at most, with all their events."""
        return self._read(_chosen(account, states).limit(limit))

    def each(self, account: str | None = None) -> Iterator[Case]:
        """Yield all cases, or those of one account, oldest first, with their events, without ever holding many of them."""
        query, last = _chosen(account, None).limit(AT_ONCE), 0
        while found := self._read(query.where(cases.c.number > last)):
            yield from found
            last = found[-1].number

    def latest(self, account: str, flow: str) -> Case | None:
        """Return the newest case of this account and flow, or None."""
        of_flow = select(cases).where(cases.c.account == account, cases.c.flow == flow)
        found = self._read(of_flow.order_by(cases.c.number.desc()).limit(1))
        return found[0] if found else None

    def totals(self) -> Mapping[State, int]:
        """Return how many cases there are in each state that any is in."""
        query = select(cases.c.state, func.count()).group_by(cases.c.state)
        with self._engine.connect() as connection:
            return {State(state): count for state, count in connection.execute(query)}

    def summaries(
        self, account: str | None = None, states: Collection[State] | None = None, limit: int | None = None
    ) -> list[Summary]:
        """Return the same cases without their events, which is quick however many there are."""
        with self._engine.connect() as connection:
            return [_summary(row) for row in connection.execute(_chosen(account, states).limit(limit))]

    def submits(self, since: datetime) -> dict[str, int]:
        """Return how often each flow's forms were submitted since then."""
        # Times are kept with their zones, as text: the day before is early enough in every one of them.
        early = (since - timedelta(days=1)).isoformat()
        query = select(cases.c.flow, events.c.at).join(cases, cases.c.number == events.c.case)
        query = query.where(cases.c.changed > early, events.c.kind == EventKind.SUBMITTING.value, events.c.at > early)
        with self._engine.connect() as connection:
            submits = [row.flow for row in connection.execute(query) if datetime.fromisoformat(row.at) >= since]
        return dict(Counter(submits))

    def _read(self, query: Select[Any]) -> list[Case]:
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
            chosen = query.with_only_columns(cases.c.number)
            happened = connection.execute(
                select(events).where(events.c.case.in_(chosen)).order_by(events.c.case, events.c.position)
            ).all()
        by_case: dict[int, list[Event]] = {}
        for row in happened:
            by_case.setdefault(row.case, []).append(_event(row))
        return [_case(row, by_case.get(row.number, [])) for row in rows]


def _chosen(account: str | None, states: Collection[State] | None) -> Select[Any]:
    query = select(cases).order_by(cases.c.number)
    if account is not None:
        query = query.where(cases.c.account == account)
    if states is not None:
        query = query.where(cases.c.state.in_(states))
    return query


def _append(connection: Connection, number: int, event: Event) -> None:
    """Add the event, and what it makes of its case; both are on disk or neither."""
    at, state = event.at.isoformat(), STATE_AFTER.get(event.kind)
    changes: dict[str, Any] = {"changed": at, "told": event.data}
    if state is not None:
        changes |= {"state": state, "since": case((cases.c.state == state, cases.c.since), else_=at)}
    # First, so that another program that appends to this case waits here and then finds a later position.
    changed = connection.execute(cases.update().where(cases.c.number == number).values(changes))
    if not changed.rowcount:
        raise LookupError(number)
    position = select(func.coalesce(func.max(events.c.position), 0) + 1).where(events.c.case == number).scalar_subquery()
    row = {"case": number, "position": position, "kind": event.kind.value, "at": at, "data": event.data}
    connection.execute(events.insert().values(row))


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


def _summary(row: Row[Any]) -> Summary:
    return Summary(
        number=row.number,
        account=row.account,
        flow=row.flow,
        opened=datetime.fromisoformat(row.opened),
        state=State(row.state),
        since=datetime.fromisoformat(row.since),
        changed=datetime.fromisoformat(row.changed),
        told=row.told,
    )
