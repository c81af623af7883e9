#!/usr/bin/env python3
"""Chat servers on 127.0.0.1, right ones and wrong ones, to test the checker with.

    python3 chat_servers.py MODE PORT    runs one; it prints "ready" once it listens
    python3 chat_servers.py --list       MODE <tab> right|wrong <tab> description

Some speak another protocol than the contract's: they are listed as "right-with-profile NAME" (or
"wrong-with-profile NAME"), for the file NAME.properties beside this one. A wrong server has the
fault that its description names and, as far as possible, no other one. "Inside only" marks a fault
that no client sees, only who watches the process. Others are all clients but the one who acts; a
text is what a client says, to all or in private; a chunk is what one recv returns.
"""
import collections
import html
import json
import math
import re
import select
import selectors
import socket
import sys
import threading
import time

from modes import BACKLOG, HOST, die, listening, loop, main, mode, ready

CHUNK = 65536
KIB = 1 << 10
MIB = 1 << 20
SMALL_BUFFER = 16384  # as SO_SNDBUF: a client that does not read soon leaves output pending
READ, WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE

NICKNAME = re.compile("[A-Za-z][A-Za-z0-9_-]{0,15}")
BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
DECEIVING = re.compile(f"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff{BIDI}]")
HELP = ("/nick NAME", "/msg NAME text", "/who", "/help", "/quit [text]", "//text says /text")

IAC, DONT, DO, WONT, WILL, SB, SE, EOF = 255, 254, 253, 252, 251, 250, 240, 236
TIMING_MARK = 6


def room(kind, name, description):
    """Enters a subclass of Room, served by a Loop, as a server."""

    def enter(cls):
        mode(kind, name, description)(lambda port: Loop(port, cls()).run())
        return cls

    return enter


def wrong(name, description):
    return room("wrong", name, description)


# ---------------------------------------------------------------- the protocol


class Client:
    """What a room knows of a connection. How it writes and closes, the subclasses know."""

    def __init__(self, address):
        self.address = address
        self.name = None
        self.inside = False  # the room
        self.line = bytearray()  # not ended yet
        self.too_long = False  # that line: its rest is discarded
        self.state = "text"  # of the telnet commands
        self.verb = None

    def write(self, data):
        """Sends, soon and without blocking."""
        raise NotImplementedError

    def close(self):
        """Closes, after what was written."""
        raise NotImplementedError


def same(one, other):
    return one.isascii() and one.lower() == other.lower()


class Room:
    """The right protocol, without sockets. A wrong one overrides the step in which it errs."""

    limit = 1024  # bytes of a client's line, with its end
    max_clients = math.inf
    passes = ""  # characters that could deceive and are let through
    guest = "guest"

    def __init__(self):
        self.clients = []  # in the order of their coming
        self.guests = 0
        self.commands = {
            "/nick": self.nick,
            "/msg": self.msg,
            "/who": self.who,
            "/help": self.help,
            "/quit": self.quit,
        }

    # -------- what happens to connections

    def join(self, client):
        if len(self.clients) >= self.max_clients:
            self.tell(client, "! 405 server full")
            client.close()
            return
        client.name = self.next_guest()
        client.inside = True
        self.clients.append(client)
        self.welcome(client)
        self.joined(client)

    def next_guest(self):
        self.guests += 1
        while self.find(f"{self.guest}{self.guests}"):
            self.guests += 1
        return f"{self.guest}{self.guests}"

    def received(self, client, data):
        for raw in self.lines(client, self.without_telnet(client, data)):
            if not client.inside:
                return  # it has quit
            self.heard(client, raw)

    def ended(self, client):
        """The end of a client's input: an unfinished line is discarded."""
        self.leave(client)

    def failed(self, client):
        """A client was reset, or does not read."""
        self.leave(client)

    def leave(self, client, text=""):
        if client.inside:
            self.remove(client)
            self.left(client, text)

    def remove(self, client):
        client.inside = False
        self.clients.remove(client)

    # -------- from bytes to lines to text

    def without_telnet(self, client, data):
        if client.state == "text" and IAC not in data:
            return data
        rest = bytearray()
        for byte in data:
            state, client.state = client.state, "text"
            if state == "text":
                if byte == IAC:
                    client.state = "command"
                else:
                    rest.append(byte)
            elif state == "command":
                if byte == IAC:
                    rest.append(IAC)
                elif byte == SB:
                    client.state = "parameters"
                elif WILL <= byte <= DONT:
                    client.state, client.verb = "option", byte
                elif byte < EOF:
                    rest += bytes((IAC, byte))  # no command: something that is not UTF-8
            elif state == "option":
                if client.verb == DO and byte == TIMING_MARK:
                    client.write(bytes((IAC, WONT, TIMING_MARK)))
            elif state == "parameters":
                client.state = "parameters-command" if byte == IAC else "parameters"
            elif byte != SE:
                client.state = "parameters"
        return bytes(rest)

    def lines(self, client, data):
        """The lines that the data end, with their ends."""
        for piece in re.findall(rb"[^\n]*\n|[^\n]+", data):
            if not client.too_long:
                client.line += piece
                if len(client.line) > self.limit:
                    client.too_long = True
                    client.line.clear()
                    self.refuse_line(client)
            if piece.endswith(b"\n"):
                line, client.line = bytes(client.line), bytearray()
                too_long, client.too_long = client.too_long, False
                if not too_long:
                    yield line

    def refuse_line(self, client):
        self.tell(client, "! 417 line too long")

    def heard(self, client, raw):
        self.line(client, self.clean(self.decoded(raw)))

    def decoded(self, raw):
        return raw.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8", "replace")

    def encoded(self, text):
        return text.encode("utf-8")

    def clean(self, text):
        def replaced(match):
            return match[0] if match[0] in self.passes else "\ufffd"

        return DECEIVING.sub(replaced, text.replace("\t", " "))

    # -------- what a client says

    def line(self, client, text):
        command = text.lstrip(" \ufeff")
        if command.startswith("//"):
            self.say(client, self.spoken(command[1:]))
        elif command.startswith("/"):
            self.command(client, command)
        elif text:
            self.say(client, self.spoken(text))

    def command(self, client, line):
        word, _, rest = line.partition(" ")
        known = self.commands.get(word.lower())
        if known:
            known(client, rest)
        else:
            self.unknown(client, word, line)

    def unknown(self, client, word, line):
        self.tell(client, f"! 421 unknown command: {word}")

    def spoken(self, text):
        """A text as it is passed on."""
        return text

    def say(self, client, text):
        self.tell_each(self.others(client), f"<{self.shown(client)}> {text}")

    def shown(self, client):
        """The name under which a client speaks."""
        return client.name

    def msg(self, client, rest):
        name, _, text = rest.partition(" ")
        to = self.find(name)
        if not name:
            self.tell(client, "! 411 no recipient given")
        elif not to:
            self.nobody(client, name)
        elif not text:
            self.tell(client, "! 412 no text to send")
        else:
            self.private(client, to, self.spoken(text))

    def nobody(self, client, name):
        self.tell(client, f"! 401 no such nickname: {name}")

    def private(self, client, to, text):
        self.tell(to, f"[{self.shown(client)}] {text}")
        self.confirm(client, to, text)

    def confirm(self, client, to, text):
        self.tell(client, f"[-> {to.name}] {text}")

    def nick(self, client, name):
        if not name:
            self.tell(client, "! 431 no nickname given")
        elif not self.allowed(name):
            self.tell(client, f"! 432 bad nickname: {name}")
        elif self.taken(client, name):
            self.refuse(client, name)
        else:
            self.rename(client, name)

    def allowed(self, name):
        return NICKNAME.fullmatch(name)

    def taken(self, client, name):
        return self.find(name) not in (None, client)

    def refuse(self, client, name):
        self.tell(client, f"! 433 nickname in use: {name}")

    def rename(self, client, name):
        old, client.name = client.name, name
        self.renamed(client, old)

    def who(self, client, _):
        names = sorted((each.name for each in self.clients), key=str.lower)
        self.tell(client, "* online: " + " ".join(names))

    def help(self, client, _):
        for line in HELP:
            self.tell(client, "* " + line)

    def quit(self, client, text):
        self.leave(client, text)
        client.close()

    # -------- notices

    def welcome(self, client):
        self.tell(client, f"* welcome, you are {client.name}")

    def joined(self, client):
        self.tell_each(self.others(client), f"* {client.name} joined")

    def renamed(self, client, old):
        self.tell_each(self.clients, f"* {old} is now known as {client.name}")

    def left(self, client, text):
        self.tell_each(self.others(client), f"* {client.name} left" + (text and ": " + text))

    # -------- to whom

    def find(self, name):
        """The client of that name, or None."""
        return next((each for each in self.clients if same(name, each.name)), None)

    def others(self, client):
        return [each for each in self.clients if each is not client]

    def newest(self, *others):
        """A list of the client that joined last, except those; empty if there is none."""
        return [each for each in self.clients if each not in others][-1:]

    def tell_each(self, clients, line):
        for client in list(clients):
            self.tell(client, line)

    def tell(self, client, line):
        client.write(self.encoded(line + "\n"))


# ---------------------------------------------------------------- one thread for all


class Connection(Client):
    """A non-blocking connection, and what is still to be sent to it."""

    def __init__(self, loop, conn, address):
        super().__init__(address)
        conn.setblocking(False)
        self.loop = loop
        self.conn = conn
        self.pending = bytearray()
        self.closing = False
        self.closed = False

    def write(self, data):
        self.loop.queue(self, data)

    def close(self):
        self.closing = True
        self.loop.touch(self)


class Loop:
    """Serves a room with a selector. A wrong one overrides the step in which it errs."""

    new_room = Room
    max_pending = MIB
    chunk = CHUNK
    send_buffer = None

    def __init__(self, port, room=None):
        self.room = room or self.new_room()
        self.touched = []  # clients with something to send, or to close
        self.selector = selectors.DefaultSelector()
        self.server = listening(port, send_buffer=self.send_buffer)
        self.server.setblocking(False)
        self.selector.register(self.server, READ)

    def run(self):
        while True:
            for key, events in self.wait():
                if key.fileobj is self.server:
                    self.accept()
                elif not key.data.closed:  # by what another client did, just now
                    self.handle(key.data, events)
                while self.touched:
                    self.settle(self.touched.pop(0))

    def wait(self):
        return self.selector.select()

    def accept(self):
        try:
            client = Connection(self, *self.server.accept())
        except OSError:
            return  # it went away before it was accepted
        self.accepted(client)

    def accepted(self, client):
        self.selector.register(client.conn, READ, client)
        self.room.join(client)

    def handle(self, client, events):
        self.touch(client)
        if events & READ:
            try:
                self.receive(client)
            except BlockingIOError:
                pass  # later
            except OSError:
                self.failed(client)

    def receive(self, client):
        data = client.conn.recv(self.chunk)
        if data:
            self.room.received(client, data)
        else:
            self.room.ended(client)
            client.close()

    def failed(self, client):
        self.drop(client)
        self.room.failed(client)

    def queue(self, client, data):
        if not client.closed:
            client.pending += data
            self.touch(client)

    def touch(self, client):
        if client not in self.touched:
            self.touched.append(client)

    def settle(self, client):
        """Sends what can be sent, and watches a client for what is next, unless it is done."""
        if client.closed:
            return
        try:
            self.flush(client)
        except BlockingIOError:
            pass  # later
        except OSError:
            self.failed(client)
            return
        if client.closing:
            self.drop(client)
        elif len(client.pending) > self.max_pending:
            self.failed(client)
        else:
            self.selector.modify(client.conn, READ | (WRITE if client.pending else 0), client)

    def flush(self, client):
        if client.pending:
            del client.pending[: client.conn.send(client.pending)]

    def drop(self, client):
        client.closed = True
        self.selector.unregister(client.conn)
        client.conn.close()


class Gathering(Loop):
    """Lets 30 ms pass before it looks what came: more may have come by then."""

    def wait(self):
        self.selector.select()
        time.sleep(0.03)
        return self.selector.select()


# ---------------------------------------------------------------- a thread for each client


class Threaded(Client):
    """A blocking connection, with a thread that sends what is pending."""

    def __init__(self, conn, address):
        super().__init__(address)
        self.conn = conn
        self.pending = bytearray()
        self.more = threading.Condition()
        self.closing = False

    def write(self, data):
        with self.more:
            self.pending += data
            if len(self.pending) > MIB:
                self.give_up()
            self.more.notify()

    def close(self):
        with self.more:
            self.closing = True
            self.more.notify()

    def send(self):
        """What the sending thread does."""
        try:
            while data := self.take():
                self.conn.sendall(data)
        except OSError:
            self.give_up()

    def take(self):
        """What is pending; nothing if it closes."""
        with self.more:
            self.more.wait_for(lambda: self.pending or self.closing)
            data, self.pending = self.pending, bytearray()
            return data

    def give_up(self):
        """Makes both threads' calls return."""
        try:
            self.conn.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # the client is gone


def start(target, *args):
    thread = threading.Thread(target=target, args=args, daemon=True)
    thread.start()
    return thread


def threaded(port, room, new_client=Threaded, send_buffer=None):
    """Serves a room, one at a time may be inside, with two threads for each client."""
    lock = threading.Lock()

    def serve(conn, address):
        client = new_client(conn, address)
        sender = start(client.send)
        try:
            with lock:
                room.join(client)
            while not client.closing and (data := conn.recv(CHUNK)):
                with lock:
                    room.received(client, data)
            with lock:
                room.ended(client)
        except OSError:
            with lock:
                room.failed(client)
        client.close()
        sender.join(1)  # it does not wait long for a client that does not read
        client.give_up()
        sender.join()
        conn.close()

    def served(*args):
        try:
            serve(*args)
        except BaseException:
            die()

    server = listening(port, send_buffer=send_buffer)
    while True:
        start(served, *server.accept())


# ---------------------------------------------------------------- right

loop("right", "selectors", "selectors; closes who has more than 1 MiB of output pending")(Loop)


@mode("right", "threads", "two threads for each client, one of which sends")
def threads(port):
    threaded(port, Room())


@mode("right", "asyncio", "asyncio streams")
def asyncio_streams(port):
    import asyncio  # slow to load

    class Streamed(Client):
        def __init__(self, writer):
            super().__init__(writer.get_extra_info("peername"))
            self.writer = writer

        def write(self, data):
            if not self.writer.is_closing():
                self.writer.write(data)
                if self.writer.transport.get_write_buffer_size() > MIB:
                    self.writer.transport.abort()  # which ends its input

        def close(self):
            self.writer.close()

    one_room = Room()

    async def serve(reader, writer):
        client = Streamed(writer)
        one_room.join(client)
        try:
            while not writer.is_closing() and (data := await reader.read(CHUNK)):
                one_room.received(client, data)
            one_room.ended(client)
        except OSError:
            one_room.failed(client)
        client.close()

    async def run():
        server = await asyncio.start_server(serve, HOST, port, backlog=BACKLOG, reuse_address=True)
        ready()
        await server.serve_forever()

    asyncio.run(run())


@loop("right", "buffer-7", "selectors; reads 7 bytes at a time")
class Buffer7(Loop):
    chunk = 7


@loop("right", "sends-5", "selectors; sends 5 bytes at a time, each at once")
class Sends5(Loop):
    def accepted(self, client):
        client.conn.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().accepted(client)

    def flush(self, client):
        while client.pending:
            del client.pending[: client.conn.send(client.pending[:5])]


loop("right", "gathers", "selectors; takes and sends what came in 30 ms together")(Gathering)


@room("right", "lowest-guest", "selectors; gives a newcomer the lowest N that is free")
class LowestGuest(Room):
    def next_guest(self):
        self.guests = 0
        return super().next_guest()


@room("right", "crlf", "selectors; its lines end in CR LF, as those of IRC and SMTP")
class CrLf(Room):
    def tell(self, client, line):
        super().tell(client, line + "\r")


@room("right", "crlf-after-banner", "selectors; a banner with LF, then lines that end in CR LF")
class CrLfAfterBanner(CrLf):
    def welcome(self, client):
        client.write(b"Chat 1.0\n")
        super().welcome(client)


@room("right", "coloured", "selectors; colours how a line begins, and its end")
class Coloured(Room):
    def tell(self, client, line):
        first, _, rest = line.partition(" ")
        super().tell(client, f"\x1b[1;32m{first}\x1b[0m {rest}\x1b[0m")


@room("right", "prompts", "selectors; writes a prompt, without a line end, when a line was taken")
class Prompts(Room):
    def heard(self, client, raw):
        super().heard(client, raw)
        if client.inside:
            client.write(b"> ")


@room("right", "redraws-prompt", "selectors; a prompt, which goes and comes with each line")
class RedrawsPrompt(Room):
    def tell(self, client, line):
        client.write(b"\r\x1b[K" + self.encoded(line) + b"\r\n\x1b[1mchat>\x1b[0m ")


@room("right", "prints", "selectors; prints a line for each line that comes")
class Prints(Room):
    def line(self, client, text):
        print(client.name, "says", ascii(text), flush=True)
        super().line(client, text)


class NoLimitRoom(Room):
    limit = math.inf


@loop("wrong", "no-limit", "no limit of 1024 bytes")
class NoLimit(Loop):
    new_room = NoLimitRoom
    max_pending = math.inf


# ---------------------------------------------------------------- right, with other protocols


@room(
    "right-with-profile relay",
    "course-relay",
    "copies each line to the others after its sender's address; knows neither names nor commands",
)
class Relay(Room):
    def line(self, client, text):
        if text:
            self.say(client, text)

    def shown(self, client):
        return client.address

    def welcome(self, client):
        pass

    def joined(self, client):
        self.tell_each(self.others(client), "[%s:%s] entered room" % client.address)

    def left(self, client, text):
        self.tell_each(self.others(client), "Client (%s, %s) is offline" % client.address)


@room(
    "right-with-profile other",
    "other-syntax",
    "a student's own words: NAME ana, SAY text, TELL beto text, QUIT; ana says: text",
)
class OtherSyntax(Room):
    guest = "anon"

    def line(self, client, text):
        word, _, rest = text.partition(" ")
        name, _, message = rest.partition(" ")
        if word == "NAME":
            self.nick(client, rest)
        elif word == "SAY" and rest:
            self.say(client, rest)
        elif word == "TELL" and message:
            self.tell_to(client, name, message)
        elif word == "QUIT":
            self.tell(client, "BYE")
            self.quit(client, rest)
        elif text:
            self.tell(client, "ERR what?")

    def refuse_line(self, client):
        self.tell(client, "ERR too long")

    def nick(self, client, name):
        if not self.allowed(name):
            self.tell(client, "ERR no name")
        elif self.taken(client, name):
            self.tell(client, "ERR taken")
        else:
            self.rename(client, name)

    def tell_to(self, client, name, text):
        to = self.find(name)
        if to:
            self.tell(to, f"{client.name} tells you: {text}")
            self.tell(client, f"OK {to.name} was told")
        else:
            self.tell(client, f"ERR nobody is called {name}")

    def say(self, client, text):
        self.tell_each(self.others(client), f"{client.name} says: {text}")

    def welcome(self, client):
        self.tell(client, f"HELLO {client.name}")

    def joined(self, client):
        self.tell_each(self.others(client), f"{client.name} has come")

    def renamed(self, client, old):
        self.tell(client, f"OK {client.name}")
        self.tell_each(self.others(client), f"{old} is called {client.name} now")

    def left(self, client, text):
        self.tell_each(self.others(client), f"{client.name} has gone")


@room(
    "right-with-profile json",
    "json-lines",
    'a JSON object a line: {"name":"ana"}, {"say":"text"}, {"to":"beto","text":"text"}',
)
class JsonLines(Room):
    def line(self, client, text):
        if not text:
            return
        try:
            said = json.loads(text)
        except (ValueError, RecursionError):
            said = None
        if not isinstance(said, dict) or not all(isinstance(v, str) for v in said.values()):
            self.put([client], error="an object with strings is wanted")
            return
        said = {key: self.clean(value) for key, value in said.items()}  # "\u001b" is an escape, too
        if "name" in said:
            self.nick(client, said["name"])
        elif "say" in said:
            self.put(self.others(client), **{"from": client.name}, text=said["say"])
        elif "to" in said and "text" in said:
            self.tell_to(client, said["to"], said["text"])
        elif "quit" in said:
            self.quit(client, said["quit"])
        else:
            self.put([client], error="name, say, to with text, or quit is wanted")

    def put(self, clients, **fields):
        self.tell_each(clients, json.dumps(fields, ensure_ascii=False, separators=(",", ":")))

    def refuse_line(self, client):
        self.put([client], error="too long")

    def nick(self, client, name):
        if not self.allowed(name):
            self.put([client], error="bad name", name=name)
        elif self.taken(client, name):
            self.put([client], error="taken", name=name)
        else:
            self.rename(client, name)

    def tell_to(self, client, name, text):
        to = self.find(name)
        if to:
            self.put([to], **{"from": client.name}, to=to.name, text=text)
        else:
            self.put([client], error="unknown", name=name)

    def welcome(self, client):
        self.put([client], you=client.name)

    def joined(self, client):
        self.put(self.others(client), joined=client.name)

    def renamed(self, client, old):
        self.put(self.clients, old=old, name=client.name)

    def left(self, client, text):
        self.put(self.others(client), left=client.name)


@room(
    "right-with-profile json-lines",
    "json-escapes",
    "as json-lines, as Python writes JSON: spaces, and an escape for each character not ASCII",
)
class JsonEscapes(JsonLines):
    def put(self, clients, **fields):
        self.tell_each(clients, json.dumps(fields))


@room("wrong-with-profile json-lines", "json-quotes", "escapes no quotes in a text")
class JsonQuotes(JsonEscapes):
    def put(self, clients, **fields):
        text = json.dumps(fields)
        if "text" in fields:
            text = text.replace(json.dumps(fields["text"]), '"' + fields["text"] + '"')
        self.tell_each(clients, text)


@room("right-with-profile echo", "hears-itself", "a text also comes back to its sender, as declared")
class HearsItself(Room):
    def say(self, client, text):
        self.tell_each(self.clients, f"<{client.name}> {text}")


@room("wrong-with-profile echo", "hears-not-itself", "a text does not come back, as it should")
class HearsNotItself(Room):
    pass


@room(
    "right-with-profile login",
    "login",
    "asks for a name; whoever has none is not there, and nobody is told of it",
)
class Login(Room):
    def join(self, client):
        client.inside = True
        client.write(b"Your name: ")

    def line(self, client, text):
        word, _, rest = text.partition(" ")
        if client not in self.clients:
            self.enter(client, text)
        elif text == "/bye":
            self.quit(client, "")
        elif text == "/who":
            self.tell(client, "-- here: " + " ".join(each.name for each in self.clients))
        elif word.startswith("@"):
            self.tell_to(client, word[1:], rest)
        elif text:
            self.say(client, text)

    def enter(self, client, name):
        if not self.allowed(name) or self.find(name):
            self.tell(client, f"-- {name} is taken" if self.find(name) else "-- that is no name")
            client.write(b"Your name: ")
            return
        client.name = name
        self.clients.append(client)
        self.tell(client, f"-- welcome, {name}")
        self.tell_each(self.others(client), f"-- {name} is here")

    def leave(self, client, text=""):
        client.inside = False
        if client in self.clients:
            self.clients.remove(client)
            self.tell_each(self.clients, f"-- {client.name} is gone")

    def say(self, client, text):
        self.tell_each(self.others(client), f"{client.name}: {text}")

    def tell_to(self, client, name, text):
        to = self.find(name)
        if to:
            self.tell(to, f"{client.name} (to you): {text}")
        else:
            self.tell(client, f"-- nobody is called {name}")


@room("wrong-with-profile login", "login-untold", "tells nobody that one with a name is there")
class LoginUntold(Login):
    def enter(self, client, name):
        before = list(self.clients)
        self.clients = [each for each in before if same(each.name, name)]
        super().enter(client, name)
        self.clients += [each for each in before if each not in self.clients]


@room(
    "right-with-profile length32",
    "length32",
    "the length of each message before it, in 32 bits, instead of an end",
)
class Length32(Room):
    most = 65536  # bytes of a message

    def without_telnet(self, client, data):
        return data

    def lines(self, client, data):
        client.line += data
        while len(client.line) >= 4:
            size = int.from_bytes(client.line[:4], "big")
            if size > self.most:
                self.leave(client)
                client.close()
            if size > self.most or len(client.line) < 4 + size:
                return
            message = bytes(client.line[4 : 4 + size])
            del client.line[: 4 + size]
            yield message

    def tell(self, client, line):
        data = self.encoded(line)
        client.write(len(data).to_bytes(4, "big") + data)

    def line(self, client, text):
        word, _, rest = text.partition(" ")
        name, _, message = rest.partition(" ")
        if word == "NAME":
            self.nick(client, rest)
        elif word == "ALL":
            self.tell_each(self.others(client), f"FROM {client.name} {rest}")
        elif word == "TO":
            self.tell_to(client, name, message)
        elif word == "WHO":
            self.tell(client, "HERE " + " ".join(each.name for each in self.clients))
        elif word == "BYE":
            self.quit(client, rest)
        else:
            self.tell(client, "ERROR what?")

    def nick(self, client, name):
        if not self.allowed(name):
            self.tell(client, "ERROR that is no name")
        elif self.taken(client, name):
            self.tell(client, f"ERROR {name} is taken")
        else:
            self.rename(client, name)

    def tell_to(self, client, name, text):
        to = self.find(name)
        if to:
            self.tell(to, f"PRIVATE {client.name} {text}")
        else:
            self.tell(client, f"ERROR nobody is called {name}")

    def welcome(self, client):
        self.tell(client, f"WELCOME {client.name}")

    def joined(self, client):
        self.tell_each(self.others(client), f"JOINED {client.name}")

    def renamed(self, client, old):
        self.tell_each(self.clients, f"RENAMED {old} {client.name}")

    def left(self, client, text):
        self.tell_each(self.others(client), f"LEFT {client.name}")


@room("wrong-with-profile length32", "length32-chunks", "what one recv returns is a message")
class Length32Chunks(Length32):
    def lines(self, client, data):
        yield data[4:]


@room("wrong-with-profile length32", "length32-characters", "counts characters, not bytes")
class Length32Characters(Length32):
    def tell(self, client, line):
        client.write(len(line).to_bytes(4, "big") + self.encoded(line))


@room("wrong-with-profile other", "refuses-all", "answers an error to whatever it is told")
class RefusesAll(Room):
    def welcome(self, client):
        pass

    def joined(self, client):
        pass

    def line(self, client, text):
        self.tell(client, "ERROR orden")


@room("right", "full-at-20", "says that it is full to the 21st client")
class FullAt20(Room):
    max_clients = 20


# ---------------------------------------------------------------- wrong: one row of the protocol


@wrong("full-silent", "closes the connection of the 21st client without a word")
class FullSilent(FullAt20):
    def join(self, client):
        if len(self.clients) >= self.max_clients:
            client.close()
        else:
            super().join(client)


@wrong("joined-capitals", "tells others of a newcomer in capitals: not as it was welcomed")
class JoinedCapitals(Room):
    def joined(self, client):
        self.tell_each(self.others(client), f"* {client.name.upper()} joined")


@wrong("two-slashes", "both slashes of //text are said")
class TwoSlashes(Room):
    def line(self, client, text):
        if text.startswith("//"):
            self.say(client, text)
        else:
            super().line(client, text)


@wrong("rename-untold", "who changes its name is the only one who is not told")
class RenameUntold(Room):
    def renamed(self, client, old):
        self.tell_each(self.others(client), f"* {old} is now known as {client.name}")


@wrong("own-case", "the case of one's own name cannot be changed")
class OwnCase(Room):
    def taken(self, client, name):
        return self.find(name) is not None


@wrong("nick-empty", "/nick without a name is not answered")
class NickEmpty(Room):
    def nick(self, client, name):
        if name:
            super().nick(client, name)


@wrong("msg-empty", "/msg without a text is sent all the same")
class MsgEmpty(Room):
    def msg(self, client, rest):
        to = self.find(rest)
        if to:
            self.private(client, to, "")
        else:
            super().msg(client, rest)


@wrong("msg-alone", "/msg alone is refused as an unknown name")
class MsgAlone(Room):
    def msg(self, client, rest):
        if rest:
            super().msg(client, rest)
        else:
            self.nobody(client, "")


@wrong("confirms-as-typed", "confirms a private message with the name as it was typed")
class ConfirmsAsTyped(Room):
    def msg(self, client, rest):
        self.typed = rest.partition(" ")[0]
        super().msg(client, rest)

    def confirm(self, client, to, text):
        self.tell(client, f"[-> {self.typed}] {text}")


@wrong("who-unsorted", "the names of /who stand in the opposite order")
class WhoUnsorted(Room):
    def who(self, client, _):
        names = sorted((each.name for each in self.clients), key=str.lower, reverse=True)
        self.tell(client, "* online: " + " ".join(names))


@wrong("help-silent", "/help is not answered")
class HelpSilent(Room):
    def help(self, client, _):
        pass


@wrong("help-to-all", "/help is answered to all")
class HelpToAll(Room):
    def help(self, client, _):
        for line in HELP:
            self.tell_each(self.clients, "* " + line)


@wrong("quit-text", "what is said with /quit is lost")
class QuitText(Room):
    def quit(self, client, text):
        super().quit(client, "")


@wrong("too-long-at-end", "a line too long is refused when it ends, not before")
class TooLongAtEnd(Room):
    def refuse_line(self, client):
        client.refuse = True

    def lines(self, client, data):
        yield from super().lines(client, data)
        if getattr(client, "refuse", False) and not client.too_long:
            client.refuse = False
            self.tell(client, "! 417 line too long")


@wrong("too-long-leaves", "whoever sends a line too long is put out")
class TooLongLeaves(Room):
    def refuse_line(self, client):
        super().refuse_line(client)
        self.leave(client)
        client.close()


# ---------------------------------------------------------------- wrong: private messages


@wrong("private-to-all", "a private message reaches all others")
class PrivateToAll(Room):
    def private(self, client, to, text):
        self.tell_each(self.others(client), f"[{client.name}] {text}")
        self.confirm(client, to, text)


@wrong("private-to-newest", "a private message also reaches the one who joined last")
class PrivateToNewest(Room):
    def private(self, client, to, text):
        super().private(client, to, text)
        self.tell_each(self.newest(client, to), f"[{client.name}] {text}")


@wrong("private-to-sender", "a private message reaches its sender, as if it were for him")
class PrivateToSender(Room):
    def private(self, client, to, text):
        super().private(client, client, text)


@wrong("private-to-newcomers", "who joins gets the last private message, too")
class PrivateToNewcomers(Room):
    last = None

    def private(self, client, to, text):
        super().private(client, to, text)
        self.last = f"[{client.name}] {text}"

    def welcome(self, client):
        super().welcome(client)
        if self.last:
            self.tell(client, self.last)


@wrong("private-to-oneself", "a private message to oneself ends the server")
class PrivateToOneself(Room):
    def private(self, client, to, text):
        if client is to:
            die()
        super().private(client, to, text)


@wrong("private-first-word", "a private message is cut after its first word")
class PrivateFirstWord(Room):
    def private(self, client, to, text):
        super().private(client, to, text.split(" ")[0])


@wrong("private-also-public", "a private message is also said to all others")
class PrivateAlsoPublic(Room):
    def private(self, client, to, text):
        super().private(client, to, text)
        self.say(client, text)


@wrong("private-as-public", "a private message reaches the right one, as if it were said to all")
class PrivateAsPublic(Room):
    def private(self, client, to, text):
        self.tell(to, f"<{client.name}> {text}")
        self.confirm(client, to, text)


@wrong("private-other-sender", "a private message shows the name of the other who joined last")
class PrivateOtherSender(Room):
    def private(self, client, to, text):
        for other in self.newest(client):
            self.tell(to, f"[{other.name}] {text}")
        self.confirm(client, to, text)


@wrong("private-unconfirmed", "the sender of a private message gets no [-> NAME] text")
class PrivateUnconfirmed(Room):
    def confirm(self, client, to, text):
        pass


@wrong("unknown-silent", "a private message to an unknown name: nobody is told")
class UnknownSilent(Room):
    def nobody(self, client, name):
        pass


@wrong("unknown-told-all", "a private message to an unknown name: all are told of the error")
class UnknownToldAll(Room):
    def nobody(self, client, name):
        self.tell_each(self.clients, f"! 401 no such nickname: {name}")


@wrong("unknown-to-all", "a private message to an unknown name is said to all; the sender is told")
class UnknownToAll(Room):
    def msg(self, client, rest):
        super().msg(client, rest)
        name, _, text = rest.partition(" ")
        if text and not self.find(name):
            self.say(client, text)


@wrong("unknown-dies", "dies of a private message to an unknown name")
class UnknownDies(Room):
    def nobody(self, client, name):
        raise KeyError(name)


@wrong("private-prefix", "an unknown name reaches a client whose name starts like it")
class PrivatePrefix(Room):
    def msg(self, client, rest):
        name, space, text = rest.partition(" ")
        if name and not self.find(name):
            starting = (c.name for c in self.clients if c.name.lower().startswith(name.lower()))
            name = next(starting, name)
        super().msg(client, name + space + text)


@wrong("private-first-prefix", "a name reaches the first client whose name starts like it")
class PrivateFirstPrefix(Room):
    def msg(self, client, rest):
        name, space, text = rest.partition(" ")
        starting = (c.name for c in self.clients if c.name.lower().startswith(name.lower()))
        super().msg(client, (name and next(starting, name)) + space + text)


@wrong("private-case", "/msg knows a name only as its owner writes it")
class PrivateCase(Room):
    def msg(self, client, rest):
        name = rest.partition(" ")[0]
        to = self.find(name)
        if to and to.name != name:
            self.nobody(client, name)
        else:
            super().msg(client, rest)


# ---------------------------------------------------------------- wrong: names


@wrong("duplicates", "two clients may have the same name; the first one gets its messages")
class Duplicates(Room):
    def taken(self, client, name):
        return False


@wrong("duplicates-other-case", "two clients may have the same name, if their case differs")
class DuplicatesOtherCase(Room):
    def taken(self, client, name):
        return any(other.name == name for other in self.others(client))


@wrong("case-sensitive", "Ana and ana are two names, in /nick and /msg")
class CaseSensitive(Room):
    def find(self, name):
        return next((each for each in self.clients if each.name == name), None)


@wrong("duplicate-silent", "a name that is taken is refused without a word")
class DuplicateSilent(Room):
    def refuse(self, client, name):
        pass


@wrong("duplicate-kicks", "who takes a name that is taken gets it; its owner is put out")
class DuplicateKicks(Room):
    def refuse(self, client, name):
        owner = self.find(name)
        self.leave(owner)
        owner.close()
        self.rename(client, name)


@wrong("duplicate-renames", "who takes a name that is taken gets it; its owner is a guest again")
class DuplicateRenames(Room):
    def refuse(self, client, name):
        self.rename(self.find(name), self.next_guest())
        self.rename(client, name)


@wrong("any-nickname", "any name is accepted, as ana> hola")
class AnyNickname(Room):
    def allowed(self, name):
        return True


@wrong("rename-silent", "nobody is told of a name change")
class RenameSilent(Room):
    def renamed(self, client, old):
        pass


@wrong("rename-to-self", "only who changes the name is told of it")
class RenameToSelf(Room):
    def renamed(self, client, old):
        self.tell(client, f"* {old} is now known as {client.name}")


@wrong("rename-not-shown", "after /nick the texts still come from the first name")
class RenameNotShown(Room):
    def join(self, client):
        super().join(client)
        client.first_name = client.name

    def shown(self, client):
        return client.first_name


@wrong("rename-reserves", "a name that was given up by /nick stays taken for ever")
class RenameReserves(Room):
    def __init__(self):
        super().__init__()
        self.given_up = set()

    def rename(self, client, name):
        self.given_up.add(client.name.lower())
        super().rename(client, name)

    def taken(self, client, name):
        return super().taken(client, name) or (
            name.lower() in self.given_up and not same(name, client.name)
        )


@wrong("rename-old-receives", "a name given up by /nick still gets private messages")
class RenameOldReceives(Room):
    def __init__(self):
        super().__init__()
        self.old = {}  # name, in small letters -> client

    def rename(self, client, name):
        self.old[client.name.lower()] = client
        super().rename(client, name)

    def msg(self, client, rest):
        name, space, text = rest.partition(" ")
        owner = self.old.get(name.lower())
        if owner in self.clients and not self.find(name):
            name = owner.name
        super().msg(client, name + space + text)


# ---------------------------------------------------------------- wrong: who gets a text


@wrong("echoes", "a text also comes back to its sender")
class Echoes(Room):
    def say(self, client, text):
        self.tell_each(self.clients, f"<{client.name}> {text}")


@wrong("only-sender", "a text comes back to its sender only, as in an echo server")
class OnlySender(Room):
    def say(self, client, text):
        self.tell(client, f"<{client.name}> {text}")


@wrong("all-but-newest", "a text reaches all others but the one who joined last, if they are 2")
class AllButNewest(Room):
    def say(self, client, text):
        others = self.others(client)
        self.tell_each(others[:-1] or others, f"<{client.name}> {text}")


@wrong("previous-sender", "a text comes from the name of who spoke before")
class PreviousSender(Room):
    previous = None

    def say(self, client, text):
        known = self.previous in self.clients
        name = self.previous.name if known else client.name
        self.previous = client
        self.tell_each(self.others(client), f"<{name}> {text}")


@wrong("no-sender", "a text comes without a name")
class NoSender(Room):
    def say(self, client, text):
        self.tell_each(self.others(client), text)


@wrong("no-who", "/who is said to all others")
class NoWho(Room):
    def who(self, client, rest):
        self.say(client, ("/who " + rest).rstrip())


@wrong("unknown-command-said", "an unknown command is said to all others")
class UnknownCommandSaid(Room):
    def unknown(self, client, word, line):
        self.say(client, line)


@wrong("empty-said", "an empty line is said to all others")
class EmptySaid(Room):
    def line(self, client, text):
        if text:
            super().line(client, text)
        else:
            self.say(client, text)


@wrong("loses-half", "over 20 texts a second every other one is lost")
class LosesHalf(Room):
    def __init__(self):
        super().__init__()
        self.times = collections.deque([-math.inf] * 21, maxlen=21)
        self.count = 0

    def say(self, client, text):
        self.times.append(time.monotonic())
        self.count += 1
        if self.times[-1] - self.times[0] > 1 or self.count % 2:
            super().say(client, text)


@wrong("slow", "2 s before each text, in which all wait")
class Slow(Room):
    def spoken(self, text):
        time.sleep(2)
        return text


# ---------------------------------------------------------------- wrong: notices


@wrong("no-welcome", "a newcomer gets no welcome")
class NoWelcome(Room):
    def welcome(self, client):
        pass


@wrong("no-join", "nobody is told of a newcomer")
class NoJoin(Room):
    def joined(self, client):
        pass


@wrong("no-leave", "nobody is told of one who leaves")
class NoLeave(Room):
    def left(self, client, text):
        pass


class Unnoticed(Room):
    def go(self, client):
        if client.inside:
            self.remove(client)


@wrong("leave-only-quit", "others are told of a /quit, neither of an end of input nor of a reset")
class LeaveOnlyQuit(Unnoticed):
    def ended(self, client):
        self.go(client)

    def failed(self, client):
        self.go(client)


@wrong("leave-not-reset", "others are told of a /quit and of an end of input, not of a reset")
class LeaveNotReset(Unnoticed):
    def failed(self, client):
        self.go(client)


@wrong("leave-not-quit", "others are told of an end of input and of a reset, not of a /quit")
class LeaveNotQuit(Unnoticed):
    def quit(self, client, text):
        self.go(client)
        client.close()


@wrong("leave-other-name", "the notice of one who left names the one who joined last")
class LeaveOtherName(Room):
    def left(self, client, text):
        for newest in self.newest(client):
            self.tell_each(self.clients, f"* {newest.name} left" + (text and ": " + text))


# ---------------------------------------------------------------- wrong: lines


@wrong("recv-is-message", "a chunk is a message, whatever line ends it has")
class RecvIsMessage(Room):
    passes = "\n"

    def lines(self, client, data):
        yield data.replace(b"\r\n", b"\n")


class MergesRoom(Room):
    passes = "\n"

    def lines(self, client, data):
        lines = list(super().lines(client, data))
        if lines:
            yield b"".join(lines).replace(b"\r\n", b"\n")


@loop("wrong", "merges-quick", "lines that come within 30 ms are one message with line ends")
class MergesQuick(Gathering):
    new_room = MergesRoom


@wrong("cuts-pieces", "the start of a line, if its end comes in a later chunk, is a message")
class CutsPieces(Room):
    def lines(self, client, data):
        yield from super().lines(client, data)
        if client.line:
            yield bytes(client.line)
            client.line.clear()


@wrong("loses-pieces", "the start of a line, if its end comes in a later chunk, is lost")
class LosesPieces(Room):
    def lines(self, client, data):
        yield from super().lines(client, data)
        client.line.clear()


class FirstOnlyRoom(Room):
    def lines(self, client, data):
        yield from list(super().lines(client, data))[:1]


@loop("wrong", "first-line-only", "of the lines that come within 30 ms only the first one counts")
class FirstLineOnly(Gathering):
    new_room = FirstOnlyRoom


class ReordersRoom(Room):
    def lines(self, client, data):
        lines = list(super().lines(client, data))
        texts = [line for line in lines if not line.startswith(b"/")]
        for line in lines:
            yield line if line.startswith(b"/") else texts.pop()


@loop("wrong", "reorders", "texts that come within 30 ms are said in the opposite order")
class Reorders(Gathering):
    new_room = ReordersRoom


@wrong("end-is-line-end", "an unfinished line at the end of input is taken as a line")
class EndIsLineEnd(Room):
    def ended(self, client):
        if client.line and client.inside:
            self.heard(client, bytes(client.line))
        self.leave(client)


@wrong("keeps-cr", "the CR of a CR LF stays in the texts; commands are understood")
class KeepsCr(Room):
    end = ""

    def heard(self, client, raw):
        self.end = "\r" if raw.endswith(b"\r\n") else ""
        super().heard(client, raw)

    def spoken(self, text):
        return text + self.end


@wrong("replaces-cr", "the CR of a CR LF becomes U+FFFD in the texts; commands are understood")
class ReplacesCr(KeepsCr):
    def spoken(self, text):
        return text + self.end.replace("\r", "\ufffd")


@wrong("cr-in-commands", "the CR of a CR LF is a part of commands: a bad name, an unknown command")
class CrInCommands(Room):
    def decoded(self, raw):
        text = super().decoded(raw)
        return text + "\r" if text.startswith("/") and raw.endswith(b"\r\n") else text


@wrong("needs-cr", "a line ends at CR LF only")
class NeedsCr(Room):
    def lines(self, client, data):
        client.line += data
        *lines, rest = client.line.split(b"\r\n")
        client.line = bytearray(rest)
        yield from map(bytes, lines)


@wrong("keeps-telnet", "telnet's commands stay in a line: after Ctrl-C /msg is no command")
class KeepsTelnet(Room):
    def without_telnet(self, client, data):
        return data


# ---------------------------------------------------------------- wrong: text


@wrong("squeezes-spaces", "several spaces in a text become one")
class SqueezesSpaces(Room):
    def spoken(self, text):
        return re.sub(" +", " ", text)


@wrong("no-spaces", "the spaces in a text are lost")
class NoSpaces(Room):
    def spoken(self, text):
        return text.replace(" ", "")


@wrong("latin-1-in", "takes what comes for Latin-1, and sends UTF-8")
class Latin1In(Room):
    def decoded(self, raw):
        return raw.removesuffix(b"\n").removesuffix(b"\r").decode("latin-1")


@wrong("latin-1-out", "takes what comes for UTF-8, and sends Latin-1")
class Latin1Out(Room):
    def encoded(self, text):
        return text.encode("latin-1", "replace")


@wrong("no-accents", "all characters that are not ASCII are lost")
class NoAccents(Room):
    def spoken(self, text):
        return text.encode("ascii", "ignore").decode("ascii")


@wrong("dies-on-not-utf-8", "dies of a line that is not UTF-8")
class DiesOnNotUtf8(Room):
    def decoded(self, raw):
        return raw.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8")


@wrong("cuts-at-64", "a text is cut after 64 characters")
class CutsAt64(Room):
    def spoken(self, text):
        return text[:64]


@wrong("cuts-at-900", "a text is cut after 900 bytes")
class CutsAt900(Room):
    def spoken(self, text):
        return text.encode()[:900].decode(errors="ignore")


@wrong("private-cuts-at-256", "a private text is cut after 256 bytes")
class PrivateCutsAt256(Room):
    def private(self, client, to, text):
        super().private(client, to, text.encode()[:256].decode(errors="ignore"))


@wrong("nul-cuts", "a line ends at its first NUL")
class NulCuts(Room):
    def decoded(self, raw):
        return super().decoded(raw.split(b"\0")[0])


@wrong("formats", "a text is taken for a format of printf")
class Formats(Room):
    def spoken(self, text):
        return text.replace("%s", "(null)").replace("%d", "0").replace("%n", "")


@wrong("html", "a text is escaped for a browser")
class EscapesHtml(Room):
    def spoken(self, text):
        return html.escape(text, quote=False)


@wrong("drops-repeated", "who says the same again is not heard")
class DropsRepeated(Room):
    last = None

    def say(self, client, text):
        if (client, text) != self.last:
            super().say(client, text)
        self.last = client, text


@wrong("lower-case", "a text comes in small letters")
class LowerCase(Room):
    def spoken(self, text):
        return text.lower()


for _name, _what, _characters in (
    ("cr", "a CR", "\r"),
    ("escape", "the character ESC", "\x1b"),
    ("backspace", "a backspace", "\b"),
    ("c1", "U+009B, the one-character form of ESC [,", "\x9b"),
    ("bidi", "U+202E, which turns the rest of a line round,", "\u202e"),
    ("separators", "U+2028 and U+2029", "\u2028\u2029"),
):
    wrong("passes-" + _name, f"{_what} in a text passes")(
        type("Passes", (Room,), {"passes": _characters})
    )


@wrong("private-cr-forges", "a CR in a private text becomes a line end: a forged line follows")
class PrivateCrForges(Room):
    passes = "\r"

    def say(self, client, text):
        super().say(client, text.replace("\r", "\ufffd"))

    def private(self, client, to, text):
        super().private(client, to, text.replace("\r", "\n"))


@wrong("separators-forge", "U+2028 and U+2029 in a text become line ends: a forged line follows")
class SeparatorsForge(Room):
    passes = "\u2028\u2029"

    def spoken(self, text):
        return re.sub("[\u2028\u2029]", "\n", text)


# ---------------------------------------------------------------- wrong: one disturbs others


@loop("wrong", "dies-on-reset", "dies when a client resets")
class DiesOnReset(Loop):
    def receive(self, client):
        try:
            super().receive(client)
        except ConnectionResetError:
            die()


@loop("wrong", "dies-on-failed-send", "dies when a send fails: a client leaves before it got all")
class DiesOnFailedSend(Gathering):
    send_buffer = SMALL_BUFFER

    def wait(self):
        """What clients said comes before their ends."""
        return sorted(super().wait(), key=lambda each: self.ends(each[0]))

    def ends(self, key):
        try:
            return key.data is not None and not key.data.conn.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return False
        except OSError:
            return True

    def handle(self, client, events):
        if events & WRITE:
            self.settle(client)
        super().handle(client, events)

    def queue(self, client, data):
        super().queue(client, data)
        self.settle(client)

    def flush(self, client):
        try:
            super().flush(client)
        except BlockingIOError:
            raise
        except OSError:
            die()


@loop("wrong", "end-ends-server", "ends when a client leaves")
class EndEndsServer(Loop):
    def drop(self, client):
        sys.exit(0)


@loop("wrong", "leave-closes-next", "one who leaves takes the one accepted after it along")
class LeaveClosesNext(Loop):
    def __init__(self, port):
        super().__init__(port)
        self.accepted_ones = []

    def accepted(self, client):
        self.accepted_ones.append(client)
        super().accepted(client)

    def drop(self, client):
        index = self.accepted_ones.index(client)
        for each in self.accepted_ones[index : index + 2]:
            self.accepted_ones.remove(each)
            super().drop(each)
            self.room.leave(each)


@loop("wrong", "spins", "still asks one who left for input. Inside only: CPU, descriptors")
class Spins(Loop):
    def receive(self, client):
        data = client.conn.recv(self.chunk)
        if data:
            self.room.received(client, data)
        else:
            self.room.ended(client)  # and neither closes it nor stops to watch it

    def failed(self, client):
        client.pending.clear()
        self.room.failed(client)


@wrong("keeps-dead", "one who left is announced, but stays in the room: its name is taken")
class KeepsDead(Room):
    def remove(self, client):
        client.inside = False


@wrong("keeps-names", "the name of one who has left is never free again")
class KeepsNames(Room):
    def __init__(self):
        super().__init__()
        self.used = []

    def remove(self, client):
        super().remove(client)
        self.used.append(client.name)

    def taken(self, client, name):
        return super().taken(client, name) or any(same(name, used) for used in self.used)


@wrong("quit-stays", "the connection of one who says /quit stays open")
class QuitStays(Room):
    def quit(self, client, text):
        self.leave(client, text)


@loop("wrong", "leaks", "keeps the descriptor of one who left. Inside only: descriptors")
class Leaks(Loop):
    kept = []

    def drop(self, client):
        client.closed = True
        self.selector.unregister(client.conn)
        try:
            client.conn.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # reset
        self.kept.append(client.conn)


@loop("wrong", "blocking-send", "one thread, blocking sends: a client that does not read stops all")
class BlockingSend(Loop):
    send_buffer = SMALL_BUFFER

    def flush(self, client):
        client.conn.setblocking(True)
        client.conn.sendall(client.pending)
        client.conn.setblocking(False)
        client.pending.clear()


@mode("wrong", "lock-held-send", "threads send in the room: a client that does not read stops all")
def lock_held_send(port):
    class Direct(Threaded):
        def write(self, data):
            try:
                self.conn.sendall(data)
            except OSError:
                self.give_up()

    threaded(port, Room(), Direct, SMALL_BUFFER)


class SlowLosesAllRoom(Room):
    def say(self, client, text):
        if all(len(each.pending) < 32 * KIB for each in self.clients):
            super().say(client, text)


@loop("wrong", "slow-loses-all", "while a client has 32 KiB pending all texts are lost, for all")
class SlowLosesAll(Loop):
    send_buffer = SMALL_BUFFER
    new_room = SlowLosesAllRoom


@loop("wrong", "loses-unsent", "what a send did not take is lost: lines of who reads late are cut")
class LosesUnsent(Loop):
    send_buffer = SMALL_BUFFER

    def flush(self, client):
        try:
            super().flush(client)
        finally:
            client.pending.clear()


# ---------------------------------------------------------------- wrong: how many clients


@wrong("full-at-2", "a third client is told that the server is full")
class FullAt2(Room):
    max_clients = 2


@wrong("tells-ten", "of those who are there only ten get what is said")
class TellsTen(Room):
    def others(self, client):
        return super().others(client)[:10]


@loop("wrong", "ignores-3rd", "accepts a client and never serves it while 2 others are connected")
class Ignores3rd(Loop):
    def __init__(self, port):
        super().__init__(port)
        self.ignored = []

    def accepted(self, client):
        if len(self.room.clients) < 2:
            super().accepted(client)
        else:
            self.ignored.append(client)


@loop("wrong", "iterative", "one client at a time: the others wait in the backlog")
class Iterative(Loop):
    def accepted(self, client):
        super().accepted(client)
        self.selector.unregister(self.server)

    def drop(self, client):
        super().drop(client)
        self.selector.register(self.server, READ)


# ---------------------------------------------------------------- the course's original


@mode(
    "wrong-with-profile relay",
    "course-original",
    "as the course's: a chunk is a message, a CR before it, blocking sends, spins after a close",
)
def course_original(port):
    clients = []

    def broadcast(sender, text):
        for each in clients:
            if each is not sender:
                try:
                    each.send(text.encode("latin-1"))
                except OSError:
                    each.close()
                    clients.remove(each)

    server = listening(port)
    address = None
    while True:
        for ready_one in select.select([server] + clients, [], [])[0]:
            if ready_one is server:
                conn, address = server.accept()
                clients.append(conn)
                broadcast(conn, "[%s:%s] entered room\n" % address)
                continue
            try:
                data = ready_one.recv(4096)
                if data:
                    text = data.decode("latin-1")  # and back: the bytes pass as they are
                    broadcast(ready_one, f"\r<{ready_one.getpeername()}> {text}")
            except OSError:
                broadcast(ready_one, "Client (%s, %s) is offline" % address)
                ready_one.close()
                if ready_one in clients:
                    clients.remove(ready_one)


# ---------------------------------------------------------------- main


if __name__ == "__main__":
    main()
