"""Somebody at the console, over HTTP: cookies are carried by hand, as there is no HTTPS on this machine."""

from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from infra.local.client.browser import HttpResponse, ask
from infra.local.client.journeys import Journey


class Colleague:
    """A person with a browser of their own, and with the mailbox that a journey looks into."""

    def __init__(self, journey: Journey, address: str) -> None:
        self.journey, self.address = journey, address
        self.cookies: dict[str, str] = {}

    def opens(self, path: str) -> HttpResponse:
        """Look at a page of the console; redirects are not followed."""
        return self._keeping(ask(self.journey.url + path, headers=self._cookie))

    def sends(self, path: str, **fields: str) -> HttpResponse:
        """Post a form of the console, as a browser on the form's own page."""
        own = {"Origin": "{0.scheme}://{0.netloc}".format(urlsplit(self.journey.url)), "Sec-Fetch-Site": "same-origin"}
        headers = {**own, **self._cookie, "Content-Type": "application/x-www-form-urlencoded"}
        return self._keeping(ask(self.journey.url + path, urlencode(fields).encode(), headers))

    def asks_for_a_code(self) -> str:
        """Ask for a code, and wait for the mail that holds it; the code is the beginning of the subject."""
        before = self.journey.sent().count(("sign-in", self.address))
        assert self.sends("/console/sign-in", email=self.address).status == 303
        return str(self.journey.wait_for("sign-in", self.address, before + 1)["subject"])[:9]

    def signs_in(self) -> HttpResponse:
        """Sign in with a code; returns the start page."""
        assert self.sends("/console/code", code=self.asks_for_a_code()).status == 303
        return self.opens("/console")

    @property
    def _cookie(self) -> dict[str, str]:
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}

    def _keeping(self, answer: HttpResponse) -> HttpResponse:
        """Keep and forget cookies as the answer says."""
        for cookie in SimpleCookie("\r\n".join(answer.headers.get_all("set-cookie", []))).values():
            self.cookies[cookie.key] = cookie.value
        self.cookies = {name: value for name, value in self.cookies.items() if value}
        return answer
