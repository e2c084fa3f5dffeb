"""Sign-in, sign-out, invitation and account: plain HTML pages without script."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

import anyio
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from ..domain.permissions import Actor, Role
from ..domain.problems import Problem, Rejected, message
from ..i18n import LANGUAGES, text
from ..services import people, signing_in
from ..services.people import Account
from ..services.registers import Register
from ..services.signing_in import Attempt, SignedIn
from ..services.slowdown import Slowdown
from ..settings import settings
from . import forms, state
from .forms import DEVICE_COOKIE, LANGUAGE_COOKIE, SESSION_COOKIE, FormRefused
from .plain_pages import environment, no_store

STYLE: Final = (Path(__file__).parent / "assets" / "sign_in.css").read_bytes()
EXPIRED_FORM: Final = message("This form was open for too long. Please send it again.")
_MOST_AT_ONCE: Final = 8
_STATUS: Final = {"sign-in-wait": 429, "sign-in-busy": 503, "invitation-dead": 404}
_REFUSALS: Final = {
    400: message("The form could not be read. Please open the page again."),
    413: message("The form is too large."),
    415: message("The form could not be read. Please open the page again."),
}
Answer = TypeVar("Answer")


def routes(register_of: Callable[[], Register | None]) -> list[BaseRoute]:
    """The routes of sign-in; `register_of` gives the register that this process holds, or None on a replica."""
    pages = SignInPages(register_of)
    return [
        Route("/sign-in", pages.guarded(pages.sign_in), methods=["GET", "POST"]),
        Route("/sign-out", pages.guarded(pages.sign_out), methods=["POST"]),
        Route("/invitation/{token}", pages.guarded(pages.invitation), methods=["GET", "POST"]),
        Route("/account", pages.guarded(pages.account), methods=["GET", "POST"]),
        Route("/sign-in.css", _style, methods=["GET"]),
    ]


def actor_of(cookies: Mapping[str, str]) -> Actor | None:
    """Who is signed in with these cookies; None for a visitor and on a public replica."""
    register = state.register() if SESSION_COOKIE in cookies else None
    return signing_in.actor_of(register, cookies[SESSION_COOKIE]) if register is not None else None


class SignInPages:
    """The pages over one register, with the waits and the form key of this process."""

    def __init__(self, register_of: Callable[[], Register | None]) -> None:
        self._register_of = register_of
        self._waiting = Slowdown()
        self._guard = forms.Guard()
        self._limiter: anyio.CapacityLimiter | None = None

    def guarded(
        self, page: Callable[[Request, Register], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        """The page, when this process has a register and the form is in order; else a sentence."""

        async def endpoint(request: Request) -> Response:
            register = await self._aside(self._register_of)
            if register is None:
                return self._says(request, 404, message("Nobody signs in here: this is a public copy of the tracker."))
            try:
                return await page(request, register)
            except FormRefused as refused:
                return self._says(request, refused.status, _REFUSALS[refused.status])

        return endpoint

    async def sign_in(self, request: Request, register: Register) -> Response:
        """Show the form, or look at what was sent."""
        if request.method != "POST":
            return await self._sign_in_page(request, register, ())
        form = await forms.form_of(request)
        try:
            self._guard.check(request, form)
        except FormRefused:
            return await self._sign_in_page(request, register, (Problem("form-expired", EXPIRED_FORM),), form, 400)
        attempt = Attempt(
            form.get("email", ""), form.get("password", ""), _address(request), request.cookies.get(DEVICE_COOKIE)
        )
        answer = await self._aside(
            partial(signing_in.sign_in, register, attempt, self._waiting, hours=settings().session_hours)
        )
        if isinstance(answer, Rejected):
            return await self._sign_in_page(request, register, answer.problems, form)
        await self._aside(partial(signing_in.sign_out, register, request.cookies.get(SESSION_COOKIE)))
        return _enter(answer, forms.landing(answer.actor, form.get("next")))

    async def sign_out(self, request: Request, register: Register) -> Response:
        """End the session."""
        self._guard.check(request, await forms.form_of(request))
        await self._aside(partial(signing_in.sign_out, register, request.cookies.get(SESSION_COOKIE)))
        response = no_store(RedirectResponse("/sign-in?signed-out=1", status_code=303))
        forms.forget_session(response)
        return response

    async def invitation(self, request: Request, register: Register) -> Response:
        """Whom the one-time link is for, and a password to choose."""
        token = request.path_params["token"]
        person = await self._aside(partial(signing_in.invited, register, token))
        if person is None:
            return self._says(request, 404, signing_in.DEAD_LINK)
        wanted = forms.next_asked(request.query_params.get("next"))
        shown = partial(self._page, request, "invitation.html.j2", person=person, next=wanted)
        if request.method != "POST":
            return shown(problems=())
        form = await forms.form_of(request)
        shown = partial(shown, next=forms.next_asked(form.get("next")))
        try:
            self._guard.check(request, form)
        except FormRefused:
            return shown(400, problems=(Problem("form-expired", EXPIRED_FORM),))
        if problem := _differ(form):
            return shown(422, problems=(problem,))
        hours = settings().session_hours
        accept = partial(signing_in.accept_invitation, register, token, form["password"], hours=hours)
        answer = await self._aside(accept)
        if isinstance(answer, Rejected):
            return shown(_STATUS.get(answer.problems[0].rule, 422), problems=answer.problems)
        await self._keep_language(register, answer.actor, request.cookies.get(LANGUAGE_COOKIE))
        follow = form.get("next")
        return _enter(answer, forms.landing(answer.actor, follow) if follow else "/account")

    async def account(self, request: Request, register: Register) -> Response:
        """Who one is here, the way out, and another password."""
        session = request.cookies.get(SESSION_COOKIE)
        actor = await self._aside(partial(signing_in.actor_of, register, session))
        if actor is None or session is None:
            return no_store(RedirectResponse("/sign-in?next=/account", status_code=303))
        if request.headers.get("sec-fetch-site") != "cross-site":
            await self._keep_language(register, actor, request.query_params.get("lang"))
        shown = partial(self._page, request, "account.html.j2", actor=actor, roles=_role_names(actor), is_changed=False)
        if request.method != "POST":
            return shown(problems=())
        form = await forms.form_of(request)
        self._guard.check(request, form)
        if problem := _differ(form):
            return shown(422, problems=(problem,))
        attempt = Attempt(actor.email, form.get("present", ""), _address(request))
        change = partial(signing_in.change_password, register, attempt, session, form["password"], self._waiting)
        answer = await self._aside(change)
        if isinstance(answer, Rejected):
            return shown(_STATUS.get(answer.problems[0].rule, 422), problems=answer.problems)
        return shown(problems=(), is_changed=True)

    async def _keep_language(self, register: Register, actor: Actor, language: str | None) -> None:
        """Who chose a language on a page of its own account is written to in it."""
        if language in LANGUAGES:
            await self._aside(partial(people.choose_language, register, actor, language))

    async def _sign_in_page(
        self,
        request: Request,
        register: Register,
        problems: tuple[Problem, ...],
        form: Mapping[str, str] | None = None,
        status: int | None = None,
    ) -> Response:
        accounts = await self._aside(partial(people.demonstration_accounts, register))
        found = status or (_STATUS.get(problems[0].rule, 422) if problems else 200)
        response = self._page(
            request,
            "sign_in.html.j2",
            found,
            problems=problems,
            email=(form or {}).get("email", "")[:254],
            next=forms.next_asked((form or request.query_params).get("next")),
            is_signed_out="signed-out" in request.query_params and not problems,
            accounts=[(account.person, _role_names(account)) for account in accounts],
            password=people.DEMONSTRATION_PASSWORD,
        )
        if found == 429:
            response.headers["retry-after"] = str(problems[0].values["seconds"])
        return response

    def _says(self, request: Request, status: int, sentence: str) -> Response:
        return self._page(request, "says.html.j2", status, sentence=sentence)

    def _page(self, request: Request, template: str, status: int = 200, **values: Any) -> Response:
        asked = request.query_params.get("lang")
        language = asked if asked in LANGUAGES else request.cookies.get(LANGUAGE_COOKIE)
        t = text(language)
        browser = request.cookies.get(forms.BROWSER_COOKIE) or secrets.token_urlsafe(32)
        csrf = self._guard.token(browser, request.cookies.get(SESSION_COOKIE))
        register = self._register_of()
        shown = {"is_demonstration": register is not None and register.is_demonstration, "languages": LANGUAGES}
        html = environment().get_template(template).render(t=t, csrf=csrf, path=request.url.path, **shown, **values)
        response = no_store(HTMLResponse(html, status_code=status))
        forms.remember_browser(response, browser)
        if asked in LANGUAGES:
            response.set_cookie(LANGUAGE_COOKIE, t.language, max_age=31_536_000, samesite="lax", httponly=True)
        return response

    async def _aside(self, work: Callable[[], Answer]) -> Answer:
        # A limiter of our own: people who wait for a hash take no thread from the pages.
        if self._limiter is None:
            self._limiter = anyio.CapacityLimiter(_MOST_AT_ONCE)
        return await anyio.to_thread.run_sync(work, limiter=self._limiter)


def _enter(signed_in: SignedIn, path: str) -> Response:
    response = no_store(RedirectResponse(path, status_code=303))
    forms.remember_session(response, signed_in.token, signed_in.device)
    return response


def _differ(form: Mapping[str, str]) -> Problem | None:
    if form.get("password") and form.get("password") == form.get("again"):
        return None
    return Problem("password-again", message("Type the same new password twice."))


def _role_names(who: Actor | Account) -> list[str]:
    return [people.ROLE_NAMES[role] for role in Role if role in who.roles]


def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"


async def _style(_request: Request) -> Response:
    return Response(STYLE, media_type="text/css", headers={"cache-control": "public, max-age=3600"})
