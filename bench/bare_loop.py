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


def mailed_code(email: str, first: int) -> str:
    while not (mails := mails_for(email, first)):
        time.sleep(0.02)
    text = box.uid("FETCH", str(mails[-1]), "(BODY[TEXT])")[1][0][1].decode()
    return re.search(r"^\s*(\d{6})\s*$", text, re.MULTILINE)[1]


def mails_for(email: str, first: int) -> list[int]:
    box.select("INBOX")
    found = box.uid("SEARCH", f'UID {first}:* SUBJECT "Confirm" TO {email}')[1][0].split()
    return [int(uid) for uid in found if int(uid) >= first]  # “*” is the last mail, however old


def next_mail() -> int:
    box.select("INBOX")
    return int(box.response("UIDNEXT")[1][0])


def file(browser: Browser, account: dict) -> None:
    first = next_mail()
    context = browser.new_context(storage_state=account["state"], locale="en")
    page = context.new_page()
    page.goto(config["address"])
    page.select_option("select[name=country]", "DE")
    page.fill("[name=email]", account["email"])
    page.fill("[name=objection_reason]", config["reason"])
    page.click("form button[type=submit]:not([disabled])")
    code = page.wait_for_selector("[role=dialog] input.inputtext")
    code.fill(mailed_code(account["email"], first))
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
