"""People who come to a desk for the first time, each with a browser of their own, and do there what they came for."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, expect
from pyotp.totp import TOTP

_STEP = 30  # seconds that an authenticator's code lasts
_PATIENCE = 120_000  # milliseconds; the machine may be busy with other tests


@dataclass
class Person:
    """Somebody with a browser, a password and what their authenticator shares with the desk."""

    name: str
    page: Page
    password: str
    secret: str = ""

    @property
    def email(self) -> str:
        """Where they get their post."""
        return f"{self.name.split()[0].lower()}@example.org"

    # -- getting in ----------------------------------------------------------------------------------------------------

    def accepts(self, link: str) -> None:
        """Makes an account of an invitation."""
        self.page.goto(link)
        self.page.get_by_label("New password").fill(self.password)
        self.page.get_by_label("The same once more").fill(self.password)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/desk/sign-in**")

    def signs_in(self) -> None:
        """Gives name and password."""
        self.page.goto("/desk/sign-in")
        self.page.get_by_label("E-mail address").fill(self.email)
        self.page.get_by_label("Password").fill(self.password)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(lambda address: "sign-in" not in address)

    def sets_up_an_authenticator(self) -> None:
        """Types the secret into an authenticator, and its code into the page."""
        self.page.get_by_role("button", name="Add an authenticator").click()
        self.secret = self.page.locator(".facts code").inner_text()
        self.page.get_by_label("Code", exact=True).fill(TOTP(self.secret).now())
        self.page.keyboard.press("Enter")
        self._prints_the_recovery_codes()

    def sets_up_a_passkey(self) -> None:
        """Lets a passkey of this machine, which knows its holder, be made."""
        devtools = self.page.context.new_cdp_session(self.page)
        devtools.send("WebAuthn.enable")
        key = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True}
        devtools.send("WebAuthn.addVirtualAuthenticator", {"options": {**key, "hasResidentKey": True}})
        self.page.get_by_role("button", name="Add a passkey").click()
        self._prints_the_recovery_codes()

    def _prints_the_recovery_codes(self) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
        self.page.get_by_role("link", name="Go on").click()
        self.page.wait_for_url("**/desk")

    def gives_the_second_factor(self) -> None:
        """Gives a code that was not given before: the next one, which counts already."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("second factor")
        self.page.get_by_label("Code of your authenticator").fill(TOTP(self.secret).at(time.time() + _STEP))
        self.page.get_by_role("button", name="Go on").click()

    # -- papers --------------------------------------------------------------------------------------------------------

    def writes_their_credential(self, degree: str, specialty: str, *, licence: bool) -> None:
        """Fills in what they are, and agrees to be named with it."""
        self.page.goto("/desk/credential")
        self.page.fill("#degree", degree)
        self.page.fill("#specialties", specialty)
        if licence:
            for field, value in (("authority", "Medical Council"), ("number", "123"), ("country", "Norway")):
                self.page.fill(f"#{field}", value)
            self.page.fill("#expires", f"{time.gmtime().tm_year + 2}-12-31")
        for shown in ("name", "degree"):
            self.page.check(f"#shown-{shown}")
        self.page.locator("form[action='/desk/credential'] button").click()
        expect(self.page.get_by_role("status")).to_be_visible()

    def discloses(self, coauthors: Sequence[str] = ()) -> None:
        """Says that there is nothing to disclose, and with whom they published."""
        self.page.goto("/desk/disclosures")
        self.page.get_by_label("I have nothing to disclose").check()
        self.page.locator("#coauthors").fill("\n".join(coauthors))
        self.page.get_by_role("button", name="Disclose").click()
        expect(self.page.get_by_text("Nothing to disclose.").first).to_be_visible()

    # -- reviewing -----------------------------------------------------------------------------------------------------

    def accepts_the_review(self) -> None:
        """Follows the first page of the desk to what there is to review, and accepts it."""
        self.page.goto("/desk")
        self.page.locator("#yours a").first.click()
        self.page.get_by_label("I have nothing to disclose").check()
        self.page.get_by_role("button", name="Accept").click()
        expect(self.page.get_by_role("link", name="Open the workbench")).to_be_visible()

    def judges_by_keyboard(self, *, doubts_the_last: bool = False) -> None:
        """Judges every claim by keyboard alone; of the last, perhaps, that it holds with a change, and which."""
        self.page.goto("/desk")
        self.page.locator("#yours a").first.click()
        if not self.page.url.endswith("/review"):
            self.page.get_by_role("link", name="Open the workbench").click()
        self.page.locator(".bench-claim.now").wait_for()
        total = self.page.locator(".bench-claim").count()
        for number in range(1, total + 1):
            if doubts_the_last and number == total:
                self.page.keyboard.press("c")
                self.page.keyboard.type("Nobody else says so.")
                self.page.keyboard.press("Escape")
                self.page.keyboard.press("2")
                self.page.keyboard.press("n")
            else:
                self.page.keyboard.press("1")
        expect(self.page.locator("[data-done]")).to_have_text(f"{total} of {total} judged")
        expect(self.page.locator("[data-saved]")).to_have_attribute("data-state", "saved")

    def recommends(self, what: str) -> None:
        """Goes through the checklist and sends the recommendation."""
        self.page.evaluate("document.querySelectorAll('#checklist input[value=yes]').forEach((one) => one.click())")
        self.page.locator(f"#checklist input[value='{what}']").check()
        self.page.locator("#rec-words").fill("See the claims.")
        self.page.get_by_role("button", name="Send the recommendation").click()
        expect(self.page.get_by_role("status").filter(has_text="gone to the editor")).to_be_visible()


def newcomer(browser: Browser, address: str, name: str, password: str) -> Person:
    """Somebody before a browser in which nothing is remembered."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(_PATIENCE)
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    return Person(name, page, password)
