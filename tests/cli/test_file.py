"""``objector file`` refuses what can't be meant before anything is begun."""


def test_a_dry_run_opens_nothing_anew(objector):
    done = objector("file", "facebook:ana@example.org", "--again", "--dry-run")
    assert done.returncode == 2
    assert "don’t go together" in done.stderr
    assert objector.ledger.summaries() == []
