"""The barest script that files on the replica's classic long form: what ``bench/filing.py`` measures against.

It knows the page's markup, keeps nothing, checks nothing and can't be interrupted. Usage: bare.py CONFIG.json
"""

import imaplib
import json
import re
import ssl
import sys
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

config = json.loads(Path(sys.argv[1]).read_text())


def mailed_code(before: int) -> str:
    while len(mails := mails_for_me()) == before:
        time.sleep(0.02)
    text = box.uid("FETCH", mails[-1].decode(), "(BODY[TEXT])")[1][0][1].decode()
    return re.search(r"^\s*(\d{6})\s*$", text, re.MULTILINE)[1]


def mails_for_me() -> list[bytes]:
    box.select("INBOX")
    return box.uid("SEARCH", f'SUBJECT "Confirm" TO {config["email"]}')[1][0].split()


trusting = ssl.create_default_context(cafile=config["ca_file"])
box = imaplib.IMAP4_SSL(config["imap_host"], config["imap_port"], ssl_context=trusting)
box.login(config["imap_user"], config["imap_password"])
before = len(mails_for_me())
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=config["browser"], args=config["arguments"])
    page = browser.new_context(storage_state=config["state"], locale="en").new_page()
    page.goto(config["address"])
    page.select_option("select[name=country]", "DE")
    page.fill("[name=email]", config["email"])
    page.fill("[name=objection_reason]", config["reason"])
    page.click("form button[type=submit]:not([disabled])")
    code = page.wait_for_selector("[role=dialog] input.inputtext")
    code.fill(mailed_code(before))
    page.click("[role=dialog] button[type=submit]")
    page.wait_for_selector("a.layerConfirm")
    browser.close()
