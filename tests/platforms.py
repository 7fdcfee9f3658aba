"""A learning platform for tests: lti1p3platform, and the storage and routes that it leaves open."""

import contextlib
import html
import socket
import threading

import uvicorn
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from lti1p3platform.ltiplatform import LTI1P3PlatformConfAbstract
from lti1p3platform.membership import Context
from lti1p3platform.message_launch import LTIAdvantageMessageLaunchAbstract
from lti1p3platform.oidc_login import OIDCLoginAbstract
from lti1p3platform.registration import Registration
from lti1p3platform.request import Request
from lti1p3platform.score import UpdateScoreStatus
from lti1p3platform.service_connector import AssignmentsGradesService, NamesRoleProvisioningService
from serving import wait_until
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse
from starlette.routing import Route

MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
ISSUER, CLIENT, DEPLOYMENT, CONTEXT = "https://moodle.example.edu", "tool-7", "1", "course-12"
PEOPLE = {  # by the platform's own number
    "u1": ("ada", "Ada Lovelace", "Learner"),
    "u2": ("ben", "Ben", "Learner"),
    "u8": ("tom", "Tom", "Learner"),
    "u9": ("ida", "Ida", "Instructor"),
}


def key_pair():
    """Make a private and a public key, as PEM."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pkcs8 = serialization.PrivateFormat.PKCS8
    pem, public = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    own = private.private_bytes(pem, pkcs8, serialization.NoEncryption()).decode()
    return own, private.public_key().public_bytes(pem, public).decode()


class Config(LTI1P3PlatformConfAbstract):
    """One registered tool."""

    def init_platform_config(self, *, url, tool):
        """Register the tool."""
        self.private, self.public = key_pair()
        self._registration = (
            Registration()
            .set_iss(ISSUER)
            .set_client_id(CLIENT)
            .set_deployment_id(DEPLOYMENT)
            .set_oidc_login_url(f"{tool}/lti/login/moodle")
            .set_launch_url(f"{tool}/lti/launch/moodle")
            .set_deeplink_launch_url(f"{tool}/lti/launch/moodle")
            .set_tool_key_set_url(f"{tool}/lti/keys")
            .set_platform_private_key(self.private)
            .set_platform_public_key(self.public)
        )

    def get_registration_by_params(self, **_):
        """Return the only registration."""
        return self._registration


class Asked(Request):
    """A request as the library reads it."""

    def build_metadata(self, request):
        """Take over what was read before."""
        return request


class Login(OIDCLoginAbstract):
    """The first step of a launch."""

    def set_lti_message_hint(self, **hint):
        """Keep what is opened."""
        self._lti_message_hint = hint["what"]

    def get_redirect(self, url):
        """Send the browser to the tool."""
        return RedirectResponse(url)


class Launch(LTIAdvantageMessageLaunchAbstract):
    """The second step: the platform signs who it is."""

    def prepare_launch(self, preflight_response):
        """Say who opens what."""
        number, what = preflight_response["login_hint"], preflight_response["lti_message_hint"]
        student, full_name, role = PEOPLE[number]
        self.set_user_data(number, [MEMBERSHIP + role], full_name, f"{student}@example.edu")
        self.set_launch_context_claim(CONTEXT, context_title="Statistics")
        lis = {"person_sourcedid": student}
        self.set_extra_claims({"https://purl.imsglobal.org/spec/lti/claim/lis": lis})
        url = self._platform_config.url
        if what == "choose":
            self.set_dl(f"{url}/chosen", extra_data={"opaque": "state"})
            return
        self.set_resource_link_claim("link-3")
        self.set_custom_parameters_claim({"assignment": what})
        self.set_ags(f"{url}/lineitems", f"{url}/lineitems/5/lineitem")
        self.set_nrps(f"{url}/members")

    def render_launch_form(self, launch_data, **_):
        """Return the form that brings the launch to the tool."""
        fields = "".join(
            f'<input name="{name}" value="{html.escape(launch_data[name])}">'
            for name in ("id_token", "state")
        )
        return HTMLResponse(
            f'<form method="post" action="{launch_data["launch_url"]}">{fields}'
            "<button>Go</button></form><script>document.forms[0].submit()</script>"
        )


class Grades(AssignmentsGradesService):
    """The gradebook."""

    def update_score(self, line_item_id, score):
        """Note a grade."""
        self.platform_config.grades.append(score)
        return UpdateScoreStatus.SUCCESS


for _name in (
    *("find_lineitems", "find_lineitem", "create_lineitem", "update_lineitem"),
    *("delete_lineitem", "get_results"),
):
    setattr(Grades, _name, lambda *_: {})
Grades.__abstractmethods__ = frozenset()


class Members(NamesRoleProvisioningService):
    """The list of members."""

    def get_member_data_page(self, **_):
        """Return everybody."""
        every = [
            {"user_id": n, "roles": [MEMBERSHIP + r], "name": f, "lis_person_sourcedid": s}
            for n, (s, f, r) in PEOPLE.items()
        ]
        return {"content": every, "has_next": False}

    def get_context_by_id(self):
        """Return the course."""
        return Context(CONTEXT, "stat", "Statistics")


async def read(request):
    """Return a request as the library wants it."""
    is_json = "json" in request.headers.get("content-type", "")
    return {
        "method": request.method,
        "form_data": {} if is_json else dict(await request.form()),
        "get_data": dict(request.query_params),
        "headers": request.headers,
        "content_type": request.headers.get("content-type"),
        "path": request.url.path,
        "json": await request.json() if is_json else None,
    }


def application(config):
    """Return the pages and services of the platform."""

    def open_tool(request):
        login = Login(request, config)
        login.set_lti_message_hint(what=request.query_params["what"])
        return login.initiate_login(request.query_params["user"])

    async def authorize(request):
        return Launch(Asked(await read(request)), config).lti_launch()

    async def token(request):
        form = dict(await request.form())
        # In a thread, because it asks the tool for its keys.
        return JSONResponse(await run_in_threadpool(config.get_access_token, form))

    async def scores(request):
        own = Grades(Asked(await read(request)), config, f"{config.url}/lineitems")
        answer = own.handle_resp(own.handle_update_score, line_item_id="5")
        return JSONResponse(answer.result, answer.code)

    async def members(request):
        own = Members(Asked(await read(request)), config, f"{config.url}/members")
        answer = own.handle_resp(own.handle_get_members)
        return JSONResponse(answer.result, answer.code)

    async def chosen(request):
        form = dict(await request.form())
        config.chosen = await run_in_threadpool(config.validate_deeplinking_resp, form)
        return HTMLResponse("<p>added</p>")

    return Starlette(
        routes=[
            Route("/open", open_tool),
            Route("/authorize", authorize),
            Route("/keys", lambda _request: JSONResponse(config.get_jwks())),
            Route("/token", token, methods=["POST"]),
            Route("/lineitems/5/lineitem/scores", scores, methods=["POST"]),
            Route("/members", members),
            Route("/chosen", chosen, methods=["POST"]),
        ]
    )


@contextlib.contextmanager
def platform(listener, tool, host="127.0.0.1"):
    """Run a platform at a listening socket; give its Config."""
    url = f"http://{host}:{listener.getsockname()[1]}"
    config = Config(url=url, tool=tool)
    config.url, config.grades, config.chosen = url, [], None
    server = uvicorn.Server(
        uvicorn.Config(application(config), log_config=None, timeout_graceful_shutdown=2)
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        wait_until(lambda: server.started, "the platform is ready")
        yield config
    finally:
        server.should_exit = True
        thread.join(30)


def listening():
    """Return a socket that listens on this machine."""
    made = socket.socket()
    made.bind(("127.0.0.1", 0))
    made.listen()
    return made


def settings(url, **changes):
    """Return the content of serve.yaml for a platform at an address."""
    values = {
        "name": "moodle",
        "issuer": ISSUER,
        "client_id": CLIENT,
        "deployments": [DEPLOYMENT],
        "contexts": [CONTEXT],
        "authorize": f"{url}/authorize",
        "token": f"{url}/token",
        "keys": f"{url}/keys",
        **changes,
    }
    return {"lti": [values]}
