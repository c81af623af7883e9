#!/usr/bin/env python3
"""UDP echo servers on 127.0.0.1, right ones and wrong ones, to test the checker with.

    python3 udp_servers.py MODE PORT    runs one; it prints "ready" once it is bound
    python3 udp_servers.py --list       MODE <tab> right|right-with-option|slow|wrong <tab> description

A wrong server has the fault that its description names and, as far as possible, no other one.
Random faults use a fixed seed: they are the same in each run.
"""
import collections
import itertools
import os
import random
import selectors
import socket
import socketserver
import sys
import tempfile
import threading
import time

from modes import HOST, forever, main, mode, ready

ALL = 65535  # a buffer for any datagram
MAX = 65507  # the largest payload that IPv4 carries
PAUSE = 0.02  # seconds: datagrams of two clients that come closer together are "at the same time"
RANDOM = random.Random(2024)


def bound(port):
    """A socket on the port, ready."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.bind((HOST, port))
    ready()
    return sock


# ---------------------------------------------------------------- right


@mode("right", "plain", "recvfrom and sendto in a loop")
def plain(port):
    sock = bound(port)
    while True:
        data, client = sock.recvfrom(ALL)
        sock.sendto(data, client)


@mode("right", "selectors", "non-blocking, with selectors and a queue of answers")
def non_blocking(port):
    sock = bound(port)
    sock.setblocking(False)
    answers = collections.deque()
    selector = selectors.DefaultSelector()
    selector.register(sock, selectors.EVENT_READ)
    while True:
        for _, events in selector.select():
            try:
                if events & selectors.EVENT_READ:
                    answers.append(sock.recvfrom(ALL))
                while answers:
                    sock.sendto(*answers[0])
                    answers.popleft()
            except BlockingIOError:
                pass  # later
        write = selectors.EVENT_WRITE if answers else 0
        selector.modify(sock, selectors.EVENT_READ | write)


@mode("right", "threads", "a thread for each datagram; answers may change order")
def threads(port):
    sock = bound(port)
    while True:
        threading.Thread(target=sock.sendto, args=sock.recvfrom(ALL), daemon=True).start()


@mode("right", "asyncio", "asyncio DatagramProtocol; before Python 3.13 it ignores empty datagrams")
def asyncio_protocol(port):
    import asyncio

    class Echo(asyncio.DatagramProtocol):
        def connection_made(self, transport):
            self.transport = transport
            ready()

        def datagram_received(self, data, client):
            self.transport.sendto(data, client)

    async def run():
        loop = asyncio.get_running_loop()
        await loop.create_datagram_endpoint(Echo, local_addr=(HOST, port))
        await asyncio.Event().wait()

    asyncio.run(run())


@mode("right", "socketserver", "socketserver.UDPServer")
def socket_server(port):
    class Echo(socketserver.BaseRequestHandler):
        def handle(self):
            data, sock = self.request
            sock.sendto(data, self.client_address)

    class Server(socketserver.UDPServer):
        max_packet_size = ALL

    with Server((HOST, port), Echo) as server:
        ready()
        server.serve_forever()


@mode("right", "ignores-empty", "leaves empty datagrams unanswered and goes on")
def ignores_empty(port):
    sock = bound(port)
    while True:
        data, client = sock.recvfrom(ALL)
        if data:
            sock.sendto(data, client)


@mode("right-with-option", "prefix", "puts OK... before each answer; right with --prefix OK...")
def prefix(port):
    sock = bound(port)
    while True:
        data, client = sock.recvfrom(ALL)
        sock.sendto((b"OK..." + data)[:MAX], client)


@mode("right-with-option", "cut-1024", "recvfrom(1024); right with --max-size 1024")
def cut_1024(port):
    sock = bound(port)
    while True:
        data, client = sock.recvfrom(1024)
        sock.sendto(data, client)


# ---------------------------------------------------------------- wrong: what the answers contain


def answering(answers):
    """A server that answers datagram n (from 1 on) with all of answers(n, data)."""

    def serve(port):
        sock = bound(port)
        for n in itertools.count(1):
            data, client = sock.recvfrom(ALL)
            for answer in answers(n, data):
                sock.sendto(answer[:MAX], client)

    return serve


def wrong(name, description, answers):
    mode("wrong", name, description)(answering(answers))


def swap_neighbours(data):
    swapped = bytearray(data)
    even = len(data) // 2 * 2
    swapped[0:even:2], swapped[1:even:2] = data[1:even:2], data[0:even:2]
    return bytes(swapped)


def corrupt(data, at):
    """The data with one byte changed, if there is such a byte."""
    changed = bytearray(data)
    if at < len(data):
        changed[at] ^= RANDOM.randint(1, 255)
    return bytes(changed)


def corrupt_anywhere(data):
    return corrupt(data, RANDOM.randrange(len(data))) if data else data


SEVEN_BITS = bytes(byte & 0x7F for byte in range(256))

wrong("upper-case", "changes to upper case", lambda n, d: [d.upper()])
wrong("strips", "takes away white space at both ends", lambda n, d: [d.strip()])
wrong(
    "decode-replace",
    "decodes as UTF-8, with U+FFFD for what is none",
    lambda n, d: [d.decode("utf-8", "replace").encode()],
)
wrong("decode-dies", "decodes as UTF-8; dies of what is none", lambda n, d: [d.decode().encode()])
wrong("mask-7bit", "clears the highest bit of each byte", lambda n, d: [d.translate(SEVEN_BITS)])
wrong("stops-at-nul", "echoes only what is before a NUL byte", lambda n, d: [d.split(b"\0")[0]])
wrong("crlf-to-lf", "replaces CR LF by LF", lambda n, d: [d.replace(b"\r\n", b"\n")])
wrong("truncate-512", "cuts to 512 bytes", lambda n, d: [d[:512]])
wrong("truncate-1024", "cuts to 1024 bytes", lambda n, d: [d[:1024]])
wrong("truncate-8192", "cuts to 8192 bytes", lambda n, d: [d[:8192]])
wrong("cuts-last-byte", "leaves out the last byte", lambda n, d: [d[:-1]])
wrong("appends-newline", "appends a newline", lambda n, d: [d + b"\n"])
wrong("pads-1024", "fills up to 1024 bytes with NUL", lambda n, d: [d.ljust(1024, b"\0")])
wrong("reverses", "answers the bytes backwards", lambda n, d: [d[::-1]])
wrong(
    "swaps-neighbours",
    "swaps bytes 0 and 1, 2 and 3... of datagrams over 100 bytes",
    lambda n, d: [swap_neighbours(d) if len(d) > 100 else d],
)
wrong(
    "corrupts-every-10th",
    "changes one byte somewhere in every 10th datagram",
    lambda n, d: [d if n % 10 else corrupt_anywhere(d)],
)
wrong(
    "corrupts-at-32768",
    "changes the byte at offset 32768, if there is one",
    lambda n, d: [corrupt(d, 32768)],
)
wrong("text-on-empty", "answers an empty datagram with text", lambda n, d: [d or b"empty"])


@mode("wrong", "stale-tail", "its buffer keeps the end of longer datagrams, and it echoes that too")
def stale_tail(port):
    sock = bound(port)
    buffer = bytearray(ALL)
    longest = 0
    while True:
        size, client = sock.recvfrom_into(buffer)
        longest = max(longest, size)
        sock.sendto(buffer[:longest], client)


@mode("wrong", "answers-previous", "answers with the previous datagram; the first has no answer")
def answers_previous(port):
    sock = bound(port)
    previous = None
    while True:
        data, client = sock.recvfrom(ALL)
        if previous is not None:
            sock.sendto(previous, client)
        previous = data


# ---------------------------------------------------------------- wrong: how many answers, and when

wrong("loses-every-3rd", "never answers every 3rd datagram", lambda n, d: [d] if n % 3 else [])
wrong("loses-every-7th", "never answers every 7th datagram", lambda n, d: [d] if n % 7 else [])
wrong(
    "loses-20-percent",
    "leaves out 20 % of the answers, at random",
    lambda n, d: [d] if RANDOM.random() >= 0.2 else [],
)
wrong(
    "loses-over-1472",
    "never answers datagrams over 1472 bytes",
    lambda n, d: [d] if len(d) <= 1472 else [],
)
wrong("answers-twice", "answers everything twice", lambda n, d: [d, d])
wrong(
    "answers-5th-twice",
    "answers every 5th datagram twice",
    lambda n, d: [d] if n % 5 else [d, d],
)
wrong(
    "flood",
    "answers with 1000 datagrams of garbage",
    lambda n, d: [RANDOM.randbytes(RANDOM.randint(40, 200)) for _ in range(1000)],
)
wrong("never-answers", "receives and never answers", lambda n, d: [])


@mode("wrong", "answers-after-10s", "answers each datagram 10 seconds after it came")
def answers_after_10s(port):
    sock = bound(port)
    while True:
        timer = threading.Timer(10, sock.sendto, sock.recvfrom(ALL))
        timer.daemon = True
        timer.start()


# ---------------------------------------------------------------- wrong: from whom to whom


@mode("wrong", "swaps-clients", "two clients at the same time get each other's data")
def swaps_clients(port):
    sock = bound(port)
    while True:
        sock.settimeout(None)
        data, client = sock.recvfrom(ALL)
        sock.settimeout(PAUSE)
        try:
            data2, client2 = sock.recvfrom(ALL)
        except socket.timeout:
            sock.sendto(data, client)
            continue
        if client2 != client:
            data, data2 = data2, data
        sock.sendto(data, client)
        sock.sendto(data2, client2)


@mode("wrong", "answers-to-first", "sends all answers to the first client it saw")
def answers_to_first(port):
    sock = bound(port)
    first = None
    while True:
        data, client = sock.recvfrom(ALL)
        first = first or client
        sock.sendto(data, first)


@mode("wrong", "only-first-client", "answers the first client and ignores all others")
def only_first_client(port):
    sock = bound(port)
    first = None
    while True:
        data, client = sock.recvfrom(ALL)
        first = first or client
        if client == first:
            sock.sendto(data, client)


@mode("wrong", "answers-to-all", "sends every answer to every client it saw in the last second")
def answers_to_all(port):
    sock = bound(port)
    clients = {}
    while True:
        data, client = sock.recvfrom(ALL)
        now = time.monotonic()
        clients[client] = now
        clients = {each: last for each, last in clients.items() if now - last < 1}
        for each in clients:
            sock.sendto(data, each)


@mode("wrong", "one-at-a-time", "throws away what comes while it answers")
def one_at_a_time(port):
    sock = bound(port)
    while True:
        data, client = sock.recvfrom(ALL)
        time.sleep(0.02)
        sock.setblocking(False)
        try:
            while True:
                sock.recvfrom(ALL)
        except BlockingIOError:
            sock.setblocking(True)
        sock.sendto(data, client)


@mode("wrong", "answers-to-next-port", "sends the answer to the client's port + 1")
def answers_to_next_port(port):
    sock = bound(port)
    while True:
        data, (address, number) = sock.recvfrom(ALL)
        sock.sendto(data, (address, number % 65535 + 1))


@mode("wrong", "answers-from-new-port", "sends each answer from a new socket, so from another port")
def answers_from_new_port(port):
    sock = bound(port)
    while True:
        data, client = sock.recvfrom(ALL)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
            other.sendto(data, client)


# ---------------------------------------------------------------- wrong: what makes it end


def dies_after(count):
    def serve(port):
        sock = bound(port)
        for _ in range(count):
            data, client = sock.recvfrom(ALL)
            sock.sendto(data, client)
        sys.exit(f"died after {count} datagrams")

    return serve


for number in (3, 20, 150):
    mode("wrong", f"dies-after-{number}", f"answers {number} datagrams, then dies")(
        dies_after(number)
    )


@mode("wrong", "dies-in-a-burst", "dies when more than 100 datagrams wait")
def dies_in_a_burst(port):
    sock = bound(port)
    while True:
        waiting = [sock.recvfrom(ALL)]
        time.sleep(0.02)
        sock.setblocking(False)
        try:
            while True:
                waiting.append(sock.recvfrom(ALL))
        except BlockingIOError:
            sock.setblocking(True)
        for data, client in waiting:
            sock.sendto(data, client)
        if len(waiting) > 100:
            sys.exit("too many")


@mode("wrong", "dies-of-icmp", "asks for ICMP errors (IP_RECVERR), and dies of one")
def dies_of_icmp(port):
    sock = bound(port)
    sock.setsockopt(socket.IPPROTO_IP, 11, 1)
    while True:
        data, client = sock.recvfrom(ALL)
        sock.sendto(data, client)


@mode("wrong", "dies-at-2000", "answers two thousand datagrams, then dies")
def dies_at_2000(port):
    sock = bound(port)
    for _ in range(2000):
        data, client = sock.recvfrom(ALL)
        sock.sendto(data, client)
    sys.exit("too many")


@mode("wrong", "ends-at-quit", "ends when a client says quit")
def ends_at_quit(port):
    sock = bound(port)
    while True:
        data, client = sock.recvfrom(ALL)
        if data.strip() == b"quit":
            return
        sock.sendto(data, client)


@mode("wrong", "leaks", "opens a socket for each datagram, and keeps it. Inside only: descriptors")
def leaks(port):
    sock = bound(port)
    kept = []
    while True:
        data, client = sock.recvfrom(ALL)
        kept.append(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        sock.sendto(data, client)


@mode("wrong", "spins", "non-blocking, asks without a pause. Inside only: CPU")
def spins(port):
    sock = bound(port)
    sock.setblocking(False)
    while True:
        try:
            data, client = sock.recvfrom(ALL)
            sock.sendto(data, client)
        except BlockingIOError:
            pass  # nothing there


@mode("wrong", "starts-once", "leaves a file, and does not start beside it. Inside only: restart")
def starts_once(port):
    name = os.path.join(tempfile.gettempdir(), f"udp-starts-once-{port}-{os.getppid()}")
    if os.path.exists(name):
        os.unlink(name)
        sys.exit("it runs already")
    open(name, "w").close()
    sock = bound(port)
    while True:
        data, client = sock.recvfrom(ALL)
        sock.sendto(data, client)


@mode("slow", "slow", "300 ms before each answer")
def slow(port):
    sock = bound(port)
    while True:
        data, client = sock.recvfrom(ALL)
        time.sleep(0.3)
        sock.sendto(data, client)


@mode("wrong", "exits-on-empty", "takes an empty datagram for the end and exits")
def exits_on_empty(port):
    sock = bound(port)
    data, client = sock.recvfrom(ALL)
    while data:
        sock.sendto(data, client)
        data, client = sock.recvfrom(ALL)


@mode("wrong", "stuck-after-4096", "answers a datagram over 4096 bytes, then hangs")
def stuck_after_4096(port):
    sock = bound(port)
    data = b""
    while len(data) <= 4096:
        data, client = sock.recvfrom(ALL)
        sock.sendto(data, client)
    forever()


@mode("wrong", "dies-when-gone", "dies of ECONNREFUSED when a client has gone before the answer")
def dies_when_gone(port):
    """Each client has a connected socket on the same port: that one hears of ICMP errors."""
    sockets = {}  # client -> its socket
    selector = selectors.DefaultSelector()

    def add():
        sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((HOST, port))
        selector.register(sock, selectors.EVENT_READ)
        return sock

    add()
    ready()
    while True:
        for key, _ in selector.select():
            # what came before connect() may be another client's: go by the address
            data, client = key.fileobj.recvfrom(ALL)
            if client not in sockets:
                time.sleep(0.005)  # a client that wants to go is gone now
                sockets[client] = add()
                sockets[client].connect(client)
            sockets[client].send(data)


# ---------------------------------------------------------------- main


if __name__ == "__main__":
    main()
