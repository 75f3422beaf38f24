"""A batch files for everybody once, side by side; what one account meets is told, and the others go on."""

import json

import psutil

from objector.cases.ledger import Ledger
from objector.cases.model import State
from objector.rehearsal.received import Kind
from objector.rehearsal.scenario import Drop, Interruption, Platform, Scenario, Version
from tests.end_to_end.conftest import AddAccount, Serve
from tests.end_to_end.post import Post
from tests.end_to_end.program import Program
from tests.end_to_end.terminal import Terminal


def test_everybody_is_filed_for_once_and_the_same_command_again_says_so(
    serve: Serve, add_account: AddAccount, program: Program, ledger: Ledger
) -> None:
    site = serve()
    names = [add_account(flow, tag=tag).name for flow, tag in (("facebook", ""), ("facebook", "bert."), ("instagram", ""))]

    done = program.run("batch", *names, "--yes", "--json")
    assert done.code == 0, done.says
    events = [json.loads(line) for line in done.out.splitlines()]
    assert events[-1]["event"] == "summary"
    assert events[-1]["outcomes"] == {"filed": 3}
    assert sorted(event["account"] for event in events if event["event"] == "ended") == sorted(names)
    assert len(site.filed_objections) == len(site.of(Kind.SUBMISSION)) == 3

    again = program.run("batch", *names, "--yes")
    assert again.code == 0, again.says
    assert again.says.count("filed already on") == 3
    assert "3 filed before" in again.says
    assert len(site.of(Kind.SUBMISSION)) == 3
    assert {case.state for case in ledger.cases()} == {State.FILED}


def test_ctrl_c_parks_what_waits_and_the_same_command_goes_on(
    serve: Serve, add_account: AddAccount, program: Program, ledger: Ledger
) -> None:
    site = serve(mail_delay=600)
    names = [add_account(tag=tag).name for tag in ("", "bert.")]
    first = program.start("batch", *names, "--yes", "--no-probe")
    first.until(lambda: first.so_far().count("waiting for the code") == 2)
    first.interrupt()
    stopped = first.end()
    assert stopped.code == 3, stopped.says
    assert "stopping: what is sent is finished or put away" in stopped.says
    assert "2 stopped: the same command goes on with them" in stopped.says
    assert "Traceback" not in stopped.says
    assert {case.state for case in ledger.cases()} == {State.AWAITING_CODE}
    assert site.filed_objections == []


def test_two_batches_at_once_are_one_too_many(serve: Serve, add_account: AddAccount, program: Program) -> None:
    serve(mail_delay=600)
    account = add_account()
    first = program.start("batch", account.name, "--yes", "--no-probe")
    first.until_it_says("begins")
    second = program.run("batch", account.name, "--yes", "--no-probe")
    assert second.code == 2, second.says
    assert "Another batch" in second.says
    first.kill()
    third = program.start("batch", account.name, "--yes", "--no-probe")
    third.until_it_says("begins")
    third.kill()


def test_a_platform_that_wants_to_be_left_alone_is_and_the_other_goes_on(
    serve: Serve, add_account: AddAccount, program: Program, ledger: Ledger
) -> None:
    site = serve(platforms={Platform.FACEBOOK: Scenario(rate_limited=True)})
    names = [add_account(flow, tag=tag).name for flow in ("facebook", "instagram") for tag in ("", "bert.")]
    done = program.run("batch", *names, "--yes", "--no-probe", "--concurrency", "1")
    assert done.code == 6, done.says
    assert "facebook rests (the platform wants to be left alone for a while" in done.says
    states = sorted(case.state for case in ledger.cases())
    assert states == [State.FILED, State.FILED, State.RATE_LIMITED]
    assert len(site.filed_objections) == 2


def test_of_accounts_that_share_a_center_one_is_filed(serve: Serve, add_account: AddAccount, program: Program) -> None:
    site = serve(version=Version.SHORT)
    names = [add_account(tag=tag, accounts_center="anna").name for tag in ("", "bert.")]
    for _ in range(2):
        done = program.run("batch", *names, "--yes", "--no-probe")
        assert done.code == 0, done.says
        assert f"{names[1]} · left to {names[0]}: same Accounts Center, covered once that is honoured" in done.says
    assert len(site.of(Kind.SUBMISSION)) == 1


def test_a_question_is_answered_from_another_terminal(serve: Serve, add_account: AddAccount, program: Program) -> None:
    site = serve(version=Version.SHORT)
    account = add_account()
    assert program.run("answer").says == "Nothing is asked right now."
    batch = program.start("batch", account.name, "--yes", "--review-each", "--no-probe")
    batch.until_it_says("✓ reason")
    batch.until(lambda: f"1 {account.name}: Submit it?" in program.run("answer").says)
    assert site.of(Kind.SUBMISSION) == []
    assert program.run("answer", "1", "perhaps").code == 2
    assert program.run("answer", "1", "y").code == 0
    done = batch.end()
    assert done.code == 0, done.says
    assert len(site.filed_objections) == 1


def test_nothing_is_filed_without_the_mandate_of_a_client_unless_told_to(
    serve: Serve, add_account: AddAccount, program: Program, ledger: Ledger
) -> None:
    serve(version=Version.SHORT)
    account = add_account(client="Bert Beispiel")
    done = program.run("batch", account.name, "--yes")
    assert done.code == 2, done.says
    assert "Bert Beispiel" in done.says
    assert ledger.cases() == []

    told_to = program.start("batch", account.name, "--yes", "--without-mandate", "--no-probe")
    told_to.until_it_says(f"{account.name} begins")
    told_to.kill()


def is_browser(process: psutil.Process) -> bool:
    """Tell whether this is the browser itself and none of its helpers, any of which may just have ended."""
    try:
        line = " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return False
    return "--headless" in line and "--type=" not in line


def test_a_browser_that_dies_is_replaced_and_only_what_was_not_sent_is_begun_anew(
    serve: Serve, add_account: AddAccount, program: Program, post: Post, ledger: Ledger
) -> None:
    site = serve()
    names = [add_account(tag=tag, mailbox=None).name for tag in ("", "bert.")]
    batch = program.start("batch", *names, "--yes", "--no-probe", "--pace", "12")
    batch.until(lambda: batch.so_far().count("its turn on facebook") == 2 and "waiting for the code" in batch.so_far())
    for process in filter(is_browser, psutil.Process(batch.pid).children(recursive=True)):
        process.kill()
    batch.until(lambda: batch.so_far().count("waiting for the code") == 2)
    (unsent,) = (name for name in names if f" {name} begins" in batch.so_far().partition("another one is started")[2])
    program.run("code", unsent, "-", given=post.codes[1])
    done = batch.end()
    assert done.code == 3, done.says
    assert "The form was sent, but it is not processed without the code" in done.says
    states = {case.account: case.state for case in ledger.cases()}
    assert sorted(states.values()) == [State.FILED, State.NEEDS_PERSON]
    assert states[unsent] is State.FILED
    assert len(site.of(Kind.SUBMISSION)) == 2


def test_a_case_in_doubt_is_looked_up_and_never_sent_again(
    serve: Serve, add_account: AddAccount, program: Program, ledger: Ledger
) -> None:
    platforms = {Platform.FACEBOOK: Scenario(version=Version.SHORT, drop_connection=Drop.AFTER)}
    site = serve(platforms=platforms)
    read, unread = add_account(), add_account(tag="bert.", mailbox=None)
    first = program.run("batch", read.name, unread.name, "--yes", "--no-probe")
    assert first.code == 5, first.says
    assert "2 in doubt" in first.says

    platforms[Platform.FACEBOOK] = Scenario(version=Version.SHORT, interruption=Interruption.ALREADY_OBJECTED)
    second = program.run("batch", read.name, unread.name, "--yes", "--no-probe")
    assert second.code == 0, second.says
    assert f"{read.name} ! a mail of the platform settles it" in second.says
    states = {case.account: case.state for case in ledger.cases()}
    assert states == {read.name: State.HONOURED, unread.name: State.FILED_EARLIER}
    assert len(site.of(Kind.SUBMISSION)) == 2


def test_a_code_is_typed_below_the_live_table(serve: Serve, add_account: AddAccount, program: Program, post: Post) -> None:
    site = serve()
    account = add_account(mailbox=None)
    with Terminal(program, "batch", account.name, "--no-probe") as terminal:
        terminal.until_it_says("Begin? [y/N]")
        assert "1 × Facebook: use of your information for AI at Meta, for example" in terminal.says
        assert site.received == []
        terminal.type("y")
        terminal.until_it_says("· 1 for you")
        terminal.type(post.codes[0])
        assert terminal.end() == 0, terminal.says
    assert len(site.filed_objections) == 1


def test_ctrl_c_at_the_live_table_stops_as_everywhere(
    serve: Serve, add_account: AddAccount, program: Program, ledger: Ledger
) -> None:
    site = serve()
    account = add_account(mailbox=None)
    with Terminal(program, "batch", account.name, "--yes", "--no-probe") as terminal:
        terminal.until_it_says("· 1 for you")
        terminal.type("\x03")
        assert terminal.end() == 3, terminal.says
        assert "1 stopped: the same command goes on with them" in terminal.says
        assert "Traceback" not in terminal.says
    assert ledger.cases()[0].state is State.AWAITING_CODE
    assert site.filed_objections == []
