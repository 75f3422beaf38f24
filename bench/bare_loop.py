"""The barest script that files for one account after the other on the replica's classic long form, in one browser.

What ``bench/batch.py`` measures against: it knows the page's markup, keeps nothing, checks nothing and can't be interrupted.
Usage: bare_loop.py CONFIG.json; prints how many seconds the loop took, browser's start and end not counted.
"""

import imaplib
import json
import re
import ssl
import sys
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

config = json.loads(Path(sys.argv[1]).read_text())


def mailed_code(email: str, before: int) -> str:
    while len(mails := mails_for(email)) == before:
        time.sleep(0.02)
    text = box.uid("FETCH", mails[-1].decode(), "(BODY[TEXT])")[1][0][1].decode()
    return re.search(r"^\s*(\d{6})\s*$", text, re.MULTILINE)[1]


def mails_for(email: str) -> list[bytes]:
    box.select("INBOX")
    return box.uid("SEARCH", f'SUBJECT "Confirm" TO {email}')[1][0].split()


def file(browser: Browser, account: dict) -> None:
    before = len(mails_for(account["email"]))
    context = browser.new_context(storage_state=account["state"], locale="en")
    page = context.new_page()
    page.goto(config["address"])
    page.select_option("select[name=country]", "DE")
    page.fill("[name=email]", account["email"])
    page.fill("[name=objection_reason]", config["reason"])
    page.click("form button[type=submit]:not([disabled])")
    code = page.wait_for_selector("[role=dialog] input.inputtext")
    code.fill(mailed_code(account["email"], before))
    page.click("[role=dialog] button[type=submit]")
    page.wait_for_selector("a.layerConfirm")
    context.close()


trusting = ssl.create_default_context(cafile=config["ca_file"])
box = imaplib.IMAP4_SSL(config["imap_host"], config["imap_port"], ssl_context=trusting)
box.login(config["imap_user"], config["imap_password"])
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=config["browser"], args=config["arguments"])
    began = time.monotonic()
    for account in config["accounts"]:
        file(browser, account)
    print(time.monotonic() - began)
    browser.close()
