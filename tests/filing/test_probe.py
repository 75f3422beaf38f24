"""A probe tells what of a form is as its flow expects, fills nothing in, and keeps a copy that can be shown to others."""

import asyncio

import pytest

import flows
from objector.filing.drift import Standing
from objector.filing.probe import SignInToProbeError, probe
from objector.page.errors import NotAvailableError
from objector.page.finder import look
from objector.page.learned import Lesson, Lessons
from objector.page.look import Kind
from objector.page.recall import fingerprint, lesson
from objector.page.sightings import sightings
from objector.rehearsal.replica import replica
from objector.rehearsal.residents import Resident
from objector.rehearsal.scenario import Engine, Scenario, SignIn, Version

PATH = "/help/contact/712876720715583"

FORM = """<!doctype html><html lang="en"><title>Object</title>
<header><a href="/anna">Anna Schmidt</a><input aria-label="Search"></header>
<main><h1>Object to your information being used for AI at Meta</h1><form method="post">
<p>Signed in as anna@example.org, reference 1234567</p>{rows}
<input type="hidden" name="fb_dtsg" value="TOKEN-OF-THIS-SESSION"><!-- internal: host 17 -->
<script>window.secret = "TOKEN-OF-THIS-SESSION"</script>
<button type="submit">Submit</button></form></main></html>"""

EMAIL = '<label>Email address <input name="email" value="anna@example.org"></label>'
COUNTRY = """<label>Country of residence <select name="country" required><option value="">Choose</option>
<option value="DE">Germany</option><option value="FR">France</option><option value="IT">Italy</option></select></label>"""
REASON = "<label>Please tell us how this processing impacts you <textarea name=objection_reason>My own words</textarea></label>"
NEW = "<label>Your favourite colour <input name=colour required></label>"


@pytest.fixture
def probed(run, workshop, served):
    """Probe Facebook's flow on a page of these rows."""

    def probed(*rows: str):
        served.pages[PATH] = FORM.format(rows="".join(rows))
        return run(probe(workshop.browser, workshop.settings, flows.get("facebook"), None))

    return probed


def by_name(seen) -> dict[str, Standing]:
    return {finding.words or finding.what: finding.standing for finding in seen.findings}


def test_a_form_as_expected_is_the_same_and_no_obstacle(probed, served):
    seen = probed(COUNTRY, EMAIL, REASON)
    standings = {finding.what: finding.standing for finding in seen.findings}
    expected = ("the form", "country", "email", "reason", "submit")
    assert {what: standings[what] for what in expected} == dict.fromkeys(expected, Standing.SAME)
    assert not seen.has_drifted
    assert served.posted() == []


SHADOW = "<x-y></x-y><script>document.querySelector('x-y').attachShadow({{mode: 'open'}}).innerHTML = `{}`</script>"
FRAME = "<iframe width=900 height=900 srcdoc='{}'></iframe>"


@pytest.mark.parametrize("around", [SHADOW, FRAME], ids=["shadow root", "frame"])
def test_a_form_in_a_shadow_root_or_frame_is_seen(around, run, workshop, served):
    form = f"<form>{COUNTRY}{EMAIL}{REASON}<button>Submit</button></form>"
    served.pages[PATH] = f"<!doctype html><html lang=en><main>{around.format(form)}</main>"
    seen = run(probe(workshop.browser, workshop.settings, flows.get("facebook"), None))
    standings = {finding.what: finding.standing for finding in seen.findings}
    assert {standings[what] for what in ("country", "email", "reason", "submit")} == {Standing.SAME}


def test_a_required_question_that_nothing_answers_is_new_and_an_obstacle(probed):
    seen = probed(COUNTRY, EMAIL, REASON, NEW)
    assert by_name(seen)["Your favourite colour"] is Standing.NEW
    assert seen.has_drifted


def test_a_new_question_that_may_stay_open_is_told_and_no_obstacle(probed):
    seen = probed(COUNTRY, EMAIL, REASON, NEW.replace(" required", ""))
    assert by_name(seen)["Your favourite colour"] is Standing.NEW
    assert not seen.has_drifted


def test_a_form_that_no_longer_asks_for_the_email_is_an_obstacle(probed):
    seen = probed(COUNTRY, REASON)
    assert {finding.what: finding.standing for finding in seen.findings}["email"] is Standing.GONE
    assert seen.has_drifted


def test_a_field_that_somebody_pointed_at_is_no_obstacle(run, workshop, served, session, tmp_path):
    """A batch probed the form before it, told its email as gone, and filed for nobody."""
    served.pages[PATH] = FORM.format(rows="<label>Zorblax <input name=q17 required></label>" + REASON)
    settings = workshop.settings.model_copy(update={"home": tmp_path})

    async def pointed_at() -> Lesson:
        await session.page.goto(f"https://www.facebook.com{PATH}")
        await look(session.page)
        seen = await sightings(session.page)
        email = next(sighting for sighting in seen if sighting.item["label"] == "Zorblax")
        return await lesson(email, Kind.EMAIL, await fingerprint(seen))

    flow = flows.get("facebook")
    assert run(probe(workshop.browser, settings, flow, None)).has_drifted
    Lessons(settings.world).keep(flow.name, run(pointed_at()))
    seen = run(probe(workshop.browser, settings, flow, None))
    assert not seen.has_drifted, seen.findings
    assert by_name(seen)["Zorblax"] is Standing.SAME


def test_what_is_not_part_of_the_form_is_no_question_of_it(probed):
    assert "Search" not in by_name(probed(COUNTRY, EMAIL, REASON))


def test_the_copy_shows_the_form_without_personal_data_and_tokens(probed):
    page = probed(COUNTRY, EMAIL, REASON).page
    for kept in ("Country of residence", 'name="objection_reason"', '<option value="DE">Germany', 'name="email"', "Submit"):
        assert kept in page
    for personal in ("anna@example.org", "Anna Schmidt", "1234567", "My own words", "TOKEN", "internal", "<script"):
        assert personal not in page


@pytest.mark.parametrize("engine", list(Engine))
@pytest.mark.parametrize("version", list(Version))
def test_every_form_of_the_replica_is_as_expected_and_known_to_have_moved_or_not(run, workshop, engine, version):
    async def look():
        async with replica(
            Scenario(engine=engine, version=version, sign_in=SignIn.NONE), [], deliver=asyncio.Queue().put, stand=workshop.stand
        ) as site:
            seen = await probe(workshop.browser, workshop.settings, flows.get("instagram"), None)
            return seen, site.received

    seen, received = run(look())
    assert not seen.has_drifted, seen.findings
    assert seen.findings[0].standing is (Standing.MOVED if engine is Engine.WIZARD else Standing.SAME)
    assert not received


@pytest.mark.parametrize(
    ("scenario", "error"), [(Scenario(), SignInToProbeError), (Scenario(sign_in=SignIn.NONE, available=False), NotAvailableError)]
)
def test_a_form_that_cant_be_seen_is_told(run, workshop, scenario, error):
    async def look():
        async with replica(
            scenario, [Resident(email="anna@example.org", password="x")], deliver=asyncio.Queue().put, stand=workshop.stand
        ):
            await probe(workshop.browser, workshop.settings, flows.get("facebook"), None)

    with pytest.raises(error):
        run(look())
