from objector.page.look import Look, PageKind


def seen(text: str, *alerts: str) -> Look:
    return Look(url="https://www.facebook.com/x", language="en", is_=PageKind.FORM, found=(), text=text, alerts=alerts)


def test_only_what_was_not_on_the_page_before_are_the_sites_words():
    before = seen("Object\nCountry\nAfghanistan\nSend")
    after = seen("Object\nCountry\nAfghanistan\nSend\nThank you\nWe received it.")
    assert after.since(before).text == "Thank you\nWe received it."


def test_a_page_that_says_nothing_new_keeps_its_words():
    assert seen("Object\nSend").since(seen("Object\nSend")).text == "Object\nSend"


def test_without_a_page_before_all_words_count():
    assert seen("Thank you").since(None).text == "Thank you"


def test_alerts_speak_before_the_rest_of_the_page():
    assert seen("Object\nSend", "The code is\n wrong.").words == "The code is wrong."
    assert seen("a" * 300).words == "a" * 200
