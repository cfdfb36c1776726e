"""Links in mail, in a real browser without script: what browsers say of where a form comes from is theirs to decide."""

from playwright.sync_api import Browser, expect

from infra.local.client.journeys import Journey
from infra.local.local_kuultu import LocalKuultu

UNHAPPY = {"language": "fi", "answers": {"csat": 1}, "context": {"unit": "turku"}}


def test_the_owner_decides_on_the_page_that_the_mail_leads_to(browser: Browser, kuultu: LocalKuultu) -> None:
    journey = Journey(kuultu.url)
    journey.submit("visit", UNHAPPY)
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(journey.wait_for("task-triage", "owner.turku@example.com")["links"][0])
    page.locator('input[name="choice"][value="not_a_complaint"]').check()
    page.locator('textarea[name="reason"]').fill("Lähetetty vahingossa.")
    page.locator("form button").first.click()
    expect(page.locator(".done")).to_be_visible()
