"""Tries a server with the Python package websockets: websockets_client.py ECHO_URL CHAT_URL [compressed]

One line per check; the exit code is 0 when all of them hold, else 1.
"""

import asyncio
import sys

import websockets

LIMIT = 10


async def soon(awaitable):
    return await asyncio.wait_for(awaitable, LIMIT)


def expect(actual, wanted):
    if actual != wanted:
        raise AssertionError(f"expected {wanted!r}, got {actual!r}")


async def answer(url, message):
    async with websockets.connect(url) as socket:
        await socket.send(message)
        return await soon(socket.recv())


async def hears(socket, wanted):
    """Drops messages up to this one."""
    while await soon(socket.recv()) != wanted:
        pass


async def text_comes_back_as_text(echo, chat):
    expect(await answer(echo, "Grüße, 漢字, 🙂"), "Grüße, 漢字, 🙂")


async def binary_comes_back_as_binary(echo, chat):
    expect(await answer(echo, b"\x00\x01\x80\xff"), b"\x00\x01\x80\xff")


async def a_message_of_60_kb_comes_back_whole(echo, chat):
    expect(await answer(echo, "0123456789" * 6000), "0123456789" * 6000)


async def a_fragmented_message_comes_back_as_one(echo, chat):
    expect(await answer(echo, ["in ", "three ", "parts"]), "in three parts")


async def a_ping_is_answered(echo, chat):
    async with websockets.connect(echo, ping_interval=None) as socket:
        await soon(await socket.ping(b"are you there"))  # the library compares the payload


async def an_unknown_subprotocol_is_refused_with_426(echo, chat):
    try:
        async with websockets.connect(echo, subprotocols=["nobody.speaks.this"]):
            raise AssertionError("it was accepted")
    except websockets.InvalidHandshake as refused:
        # The attribute moved with version 14 of the library.
        status = getattr(refused, "status_code", None) or refused.response.status_code
        expect(status, 426)


async def close_1000_is_answered_with_1000(echo, chat):
    socket = await soon(websockets.connect(echo))
    await soon(socket.close(1000, "done"))
    expect(socket.close_code, 1000)


async def what_one_says_in_a_room_all_hear(echo, chat):
    async with websockets.connect(chat) as one, websockets.connect(chat) as two:
        for socket, greeting in (one, "one is here"), (two, "two is here"):
            await socket.send(greeting)
            await hears(socket, greeting)  # an open connection has joined its room once it hears itself
        await one.send('{"name":"websockets","text":"hello"}')
        for socket in one, two:
            await hears(socket, '{"name":"websockets","text":"hello"}')


async def the_10_kb_come_back_whole_on_a_compressed_connection(echo, chat):
    async with websockets.connect(echo) as socket:
        # The attribute moved with version 14 of the library.
        extensions = getattr(socket, "extensions", None) or socket.protocol.extensions
        expect([extension.name for extension in extensions], ["permessage-deflate"])
        for text in "0123456789abcdef" * 640, "Grüße, 漢字, 🙂" * 700:
            await socket.send(text)
            expect(await soon(socket.recv()), text)


CHECKS = [
    text_comes_back_as_text,
    binary_comes_back_as_binary,
    a_message_of_60_kb_comes_back_whole,
    a_fragmented_message_comes_back_as_one,
    a_ping_is_answered,
    an_unknown_subprotocol_is_refused_with_426,
    close_1000_is_answered_with_1000,
    what_one_says_in_a_room_all_hear,
]


async def main(echo, chat):
    failed = 0
    for check in CHECKS:
        name = check.__name__.replace("_", " ")
        try:
            await soon(check(echo, chat))
            print("ok     ", name)
        except Exception as error:
            failed += 1
            print("FAILED ", name + ":", repr(error))
    return 1 if failed else 0


if sys.argv[3:] == ["compressed"]:
    CHECKS.append(the_10_kb_come_back_whole_on_a_compressed_connection)
elif len(sys.argv) != 3:
    sys.exit(__doc__)
sys.exit(asyncio.run(main(*sys.argv[1:3])))
