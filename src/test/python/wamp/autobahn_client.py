"""Tries a router of WAMP with the Python package autobahn: autobahn_client.py URL AUTHID SECRET SEED

URL is ws://host:port/path, or for RawSocket, which has no batches, rs://host:port or unix:/path. One line per check; the exit code is 0 when all of them hold, and 1 at the first one that does not.
"""

import asyncio
import sys
import traceback
from contextlib import asynccontextmanager

import txaio

txaio.use_asyncio()
LOOP = asyncio.new_event_loop()
asyncio.set_event_loop(LOOP)
txaio.config.loop = LOOP

from autobahn.asyncio.rawsocket import WampRawSocketClientFactory, WampRawSocketClientProtocol  # noqa: E402
from autobahn.asyncio.wamp import ApplicationRunner, Session  # noqa: E402
from autobahn.wamp import auth  # noqa: E402
from autobahn.wamp.exception import ApplicationError  # noqa: E402
from autobahn.wamp.serializer import CBORSerializer, JsonSerializer, MsgPackSerializer  # noqa: E402
from autobahn.wamp.types import CallOptions, ComponentConfig, PublishOptions  # noqa: E402
from autobahn.wamp.types import RegisterOptions, SubscribeOptions  # noqa: E402

LIMIT = 10
URL, AUTHID, SECRET, SEED = sys.argv[1:5]
RAW = not URL.startswith("ws")
FORMS = {
    name + batch: (lambda serializer=serializer, batch=batch: serializer(batched=bool(batch)))
    for name, serializer in (("json", JsonSerializer), ("msgpack", MsgPackSerializer), ("cbor", CBORSerializer))
    for batch in ("", ".batched")[: 1 if RAW else 2]
}
if not hasattr(WampRawSocketClientProtocol, "transport_details"):
    # Its sessions ask for it when they are welcomed, and for asyncio nobody has written it.
    WampRawSocketClientProtocol.transport_details = property(lambda self: self._transport_details)
ACKNOWLEDGE = PublishOptions(acknowledge=True)
CHECKS = {}


def check(name):
    def add(function):
        CHECKS[name] = function
        return function

    return add


def expect(actual, wanted):
    if actual != wanted:
        raise AssertionError(f"expected {wanted!r}, got {actual!r}")


async def soon(awaitable, what):
    try:
        return await asyncio.wait_for(awaitable, LIMIT)
    except asyncio.TimeoutError:
        raise AssertionError(f"{what} did not come") from None


class Member(Session):
    def onUserError(self, fail, msg):
        """What callees raise here is meant to reach their callers."""

    def __init__(self, config):
        super().__init__(config)
        self.joined = LOOP.create_future()
        self.left = LOOP.create_future()

    def on_join(self, details):
        self.joined.set_result(details)

    def on_leave(self, details):
        if not self.joined.done():
            self.joined.set_exception(ApplicationError(details.reason, details.message))
        if not self.left.done():
            self.left.set_result(details.reason)
        self.disconnect()


def connection(member, serializer):
    if URL.startswith("unix:"):
        factory = WampRawSocketClientFactory(lambda: member, serializer=serializer)
        return LOOP.create_unix_connection(factory, URL[len("unix:") :])
    runner = ApplicationRunner(URL, "realm1", serializers=[serializer])
    return runner.run(lambda config: member, start_loop=False)


async def join(form, authenticator=None):
    member = Member(ComponentConfig("realm1"))
    if authenticator:
        member.add_authenticator(authenticator)
    await soon(connection(member, FORMS[form.split(".")[0] if RAW else form]()), "the connection")
    details = await soon(member.joined, f"a session in {form}")
    return member, details


@asynccontextmanager
async def members(*forms):
    all_of_them = [(await join(form))[0] for form in forms]
    yield all_of_them
    for member in all_of_them:
        member.leave()
        await soon(member.left, "its end")


async def refusal(awaitable):
    try:
        granted = await soon(awaitable, "the refusal")
    except ApplicationError as refused:
        return refused
    raise AssertionError(f"it was granted: {granted!r}")


async def inbox(member, topic, options=None):
    events = asyncio.Queue()
    options = options or SubscribeOptions()
    options.details_arg, options.details = "details", True

    def heard(*args, details=None, **kwargs):
        events.put_nowait((list(args), kwargs, details))

    await soon(member.subscribe(heard, topic, options), "SUBSCRIBED")
    return lambda: soon(events.get(), f"an event of {topic}")


def payload():
    return {
        "bytes": bytes([0, 1, 127, 128, 255]),
        "integers": [0, -1, 2**31, -(2**31) - 1, 2**32, 2**53 - 1, 2**53, -(2**53)],
        "floats": [0.5, -1.25e-7, 1e300],
        "texts": ["", "Grüße, 漢字, 🙂"],
        "nothing": None,
        "flags": [True, False],
        "deep": {"list": [[[]], {}, [{"a": [1, {"b": 2}]}]]},
    }


for _form in FORMS:

    @check(f"a session in {_form} opens and ends with goodbye_and_out")
    async def _(form=_form):
        member, details = await join(form)
        expect(details.serializer, form)
        expect((details.authmethod, details.authrole), ("anonymous", "anonymous"))
        member.leave()
        expect(await soon(member.left, "its end"), "wamp.close.goodbye_and_out")


for _one, _other in zip(FORMS, [*FORMS][len(FORMS) // 2 :] + [*FORMS][: len(FORMS) // 2]):

    @check(f"events and calls with binary and nested payload, between {_one} and {_other}")
    async def _(one=_one, other=_other):
        async with members(one, other) as (first, second):
            topic = f"it.python.{one}.{other}"
            following = await inbox(first, topic), await inbox(second, topic)
            for publisher, following_one in ((first, following[1]), (second, following[0])):
                await publisher.publish(topic, payload(), 7, sent=payload(), options=ACKNOWLEDGE)
                args, kwargs, _details = await following_one()
                expect(args, [payload(), 7])
                expect(kwargs, {"sent": payload()})
            await first.register(lambda value: value, topic)
            expect(await soon(second.call(topic, payload()), "the result"), payload())


@check("a hundred publications and calls at once, batched, come in their order")
async def _():
    async with members("msgpack.batched", "json.batched") as (publisher, subscriber):
        following = await inbox(subscriber, "it.python.many")
        published = [publisher.publish("it.python.many", i, options=ACKNOWLEDGE) for i in range(100)]
        await soon(asyncio.gather(*published), "PUBLISHED")
        expect([(await following())[0][0] for _ in range(100)], list(range(100)))
        await subscriber.register(lambda value: value + 1, "it.python.next")
        results = await soon(asyncio.gather(*[publisher.call("it.python.next", i) for i in range(100)]), "the results")
        expect(results, list(range(1, 101)))


@check("publishers, lists and patterns")
async def _():
    async with members("cbor", "json", "msgpack.batched") as (publisher, one, two):
        own = await inbox(publisher, "it.python.lists.all")
        first = await inbox(one, "it.python.lists.", SubscribeOptions(match="prefix"))
        second = await inbox(two, "it.python..all", SubscribeOptions(match="wildcard"))
        topic = "it.python.lists.all"
        await publisher.publish(topic, 1, options=PublishOptions(acknowledge=True, exclude=[one._session_id]))
        await publisher.publish(topic, 2, options=PublishOptions(acknowledge=True, eligible=[one._session_id]))
        await publisher.publish(topic, 3, options=PublishOptions(acknowledge=True, exclude_me=False))
        expect([(await second())[0], (await second())[0]], [[1], [3]])
        args, _kwargs, details = await first()
        expect((args, details.topic), ([2], topic))
        expect((await first())[0], [3])
        expect((await own())[0], [3])


@check("a retained event comes to who subscribes later")
async def _():
    async with members("cbor", "json.batched") as (publisher, subscriber):
        await publisher.publish(
            "it.python.retained", "kept", options=PublishOptions(acknowledge=True, retain=True))
        following = await inbox(subscriber, "it.python.retained", SubscribeOptions(get_retained=True))
        args, _kwargs, details = await following()
        expect((args, details.retained), (["kept"], True))


@check("an error has URI, arguments and named arguments")
async def _():
    async with members("msgpack", "cbor.batched") as (callee, caller):
        def fails():
            raise ApplicationError("it.error.empty", "no tea", 3, stock={"tea": 0})

        await callee.register(fails, "it.python.fails")
        error = await refusal(caller.call("it.python.fails"))
        expect((error.error, list(error.args), error.kwargs["stock"]), ("it.error.empty", ["no tea", 3], {"tea": 0}))
        expect((await refusal(caller.call("it.python.unknown"))).error, "wamp.error.no_such_procedure")


@check("a result comes in parts, and in order")
async def _():
    async with members("json", "cbor") as (callee, caller):
        def parts(details=None):
            for part in range(1, 6):
                details.progress(part)
            return "done"

        await callee.register(parts, "it.python.parts", RegisterOptions(details_arg="details"))
        heard = []
        result = await soon(caller.call("it.python.parts", options=CallOptions(on_progress=heard.append)), "the result")
        expect((heard, result), ([1, 2, 3, 4, 5], "done"))


@check("canceling a call interrupts its callee")
async def _():
    async with members("json.batched", "msgpack") as (callee, caller):
        begun, interrupted = LOOP.create_future(), LOOP.create_future()

        async def slow():
            begun.set_result(True)
            try:
                await LOOP.create_future()
            except asyncio.CancelledError:
                interrupted.set_result(True)

        await callee.register(slow, "it.python.slow")
        call = caller.call("it.python.slow")
        await soon(begun, "the invocation")
        call.cancel()
        expect(await soon(interrupted, "the interruption"), True)


@check("a callee that leaves ends its calls with wamp.error.canceled")
async def _():
    async with members("cbor") as (caller,):
        callee, _details = await join("json")
        begun = LOOP.create_future()

        async def never():
            begun.set_result(True)
            await LOOP.create_future()

        await callee.register(never, "it.python.leaves")
        call = caller.call("it.python.leaves")
        await soon(begun, "the invocation")
        callee._transport.transport.abort()
        expect((await refusal(call)).error, "wamp.error.canceled")


@check("a shared registration goes round, and force_reregister takes it")
async def _():
    async with members("json", "msgpack", "cbor.batched") as (one, two, caller):
        shared = RegisterOptions(invoke="roundrobin")
        await one.register(lambda: "one", "it.python.shared", shared)
        await two.register(lambda: "two", "it.python.shared", shared)
        answers = [await caller.call("it.python.shared") for _ in range(4)]
        expect(sorted(answers), ["one", "one", "two", "two"])
        expect(answers[0] != answers[1], True)
        await caller.register(lambda: "taken", "it.python.shared", RegisterOptions(force_reregister=True))
        expect(await one.call("it.python.shared"), "taken")


@check("wamp.session.count counts")
async def _():
    async with members("json") as (one,):
        while await one.call("wamp.session.count") > 1:  # those of the checks before are still leaving
            await asyncio.sleep(0.01)
        async with members("cbor"):
            expect(await one.call("wamp.session.count"), 2)


# Not scram: this package has the salt as text where its own PBKDF2 wants bytes, and so knows Argon2 only.
METHODS = {
    "ticket": lambda secret, seed: auth.AuthTicket(authid=AUTHID, ticket=secret),
    "wampcra": lambda secret, seed: auth.AuthWampCra(authid=AUTHID, secret=secret),
    "cryptosign": lambda secret, seed: auth.AuthCryptoSign(authid=AUTHID, privkey=seed),
}

for _method, _make in METHODS.items():
    for _form in FORMS:

        @check(f"{_method} in {_form} is who it says it is")
        async def _(method=_method, make=_make, form=_form):
            member, details = await join(form, make(SECRET, SEED))
            expect((details.authid, details.authrole, details.authmethod), (AUTHID, "clerk", method))
            member.leave()
            await soon(member.left, "its end")

    @check(f"{_method} with a wrong secret is refused")
    async def _(make=_make):
        error = await refusal(join("json", make("wrong", "00" * 32)))
        expect(error.error, "wamp.error.authentication_denied")


async def main():
    for name, holds in CHECKS.items():
        try:
            await holds()
        except BaseException:
            print(f"FAILED  {name}: {traceback.format_exc()}")
            return 1
        print(f"ok      {name}")
    return 0


sys.exit(LOOP.run_until_complete(main()))
