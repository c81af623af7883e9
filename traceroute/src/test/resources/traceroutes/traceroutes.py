"""Traceroutes that are right, or wrong in one way: traceroutes.py MODE HOST."""
import os
import random
import signal
import socket
import struct
import sys
import time

MODES = {}


def mode(function):
    MODES[function.__name__.replace("_", "-")] = function
    return function


def probe(host, ttl, wait=1.0, own=True, any_router=False):
    """One probe of its own sockets: who answers, and whether that is the end."""
    icmp = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
    udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    udp.bind(("", 0))
    udp.setsockopt(socket.SOL_IP, socket.IP_TTL, ttl)
    port = 33434 + ttl
    udp.sendto(b"", (host, port))
    end = time.monotonic() + wait if wait else None
    while True:
        icmp.settimeout(max(0.001, end - time.monotonic()) if end else None)
        try:
            packet, (router, _) = icmp.recvfrom(1500)
        except OSError:
            return None, False
        header = (packet[0] & 15) * 4
        kind = packet[header]
        quoted = packet[header + 8:]
        if not own:
            return router, router == host
        if kind not in (3, 11) or len(quoted) < 28 or quoted[9] != 17:
            continue
        ports = struct.unpack("!HH", quoted[20:24])
        if quoted[16:20] == socket.inet_aton(host) and ports == (udp.getsockname()[1], port):
            return router, kind == 3


def trace(host, show=lambda ttl, router: print(ttl, router or "*"), ends=True, **how):
    for ttl in range(1, 31):
        router, end = probe(host, ttl, **how)
        show(ttl, router)
        if ends and end:
            break


@mode
def right(host):
    trace(host)


@mode
def patient(host):
    """It waits for five seconds, as the course's."""
    trace(host, wait=5)


@mode
def words(host):
    """Another layout: a title, words, a probe a line, a summary; silence is left out."""
    print("Python 3 traceroute to %s, 30 hops at most" % host)

    def show(ttl, router):
        if router:
            for _ in range(3):
                print("Salto %d: dst=%s responde router.lab (%s) en %.2f ms" % (ttl, host, router, 1.25))

    trace(host, show)
    print("2 routers were seen before 10.9.9.9")


@mode
def any_icmp(host):
    """As the course's pytraceroute.py: whatever comes is the answer."""
    trace(host, own=False)


@mode
def never_ends(host):
    """It goes on behind the destination to its thirtieth hop."""
    trace(host, ends=False)


@mode
def no_limit(host):
    """It knows no last hop."""
    ttl, end = 0, False
    while not end:
        ttl = min(ttl + 1, 255)
        router, end = probe(host, ttl)
        print(ttl, router or "*")


@mode
def shifted(host):
    """It counts from 0, and names each hop one too far."""
    trace(host, lambda ttl, router: print(ttl + 1, router or "*") if ttl > 1 else print("1", router, "\n2", router))


@mode
def hangs(host):
    """It waits for an answer for ever."""
    trace(host, wait=None)


@mode
def silence_shifts(host):
    """It numbers what answers, not what it asked."""
    seen = []

    def show(ttl, router):
        if router:
            seen.append(router)
            print(len(seen), router)

    trace(host, show)


@mode
def port_only(host):
    """It compares no source port: another traceroute's answers are its own."""
    for ttl in range(1, 31):
        icmp = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
        icmp.settimeout(1)
        udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        udp.setsockopt(socket.SOL_IP, socket.IP_TTL, ttl)
        udp.sendto(b"", (host, 33434 + ttl))
        kind, router = 0, None
        try:
            while router is None:
                packet, (sender, _) = icmp.recvfrom(1500)
                to, port = packet[44:48], struct.unpack("!H", packet[50:52])[0] if len(packet) > 51 else 0
                if to == socket.inet_aton(host) and port == 33434 + ttl and packet[37] == 17:
                    kind, router = packet[20], sender
        except OSError:
            pass
        print(ttl, router or "*")
        if kind == 3:
            break


@mode
def one_socket(host):
    """Constant ports: it cannot tell a late answer from the one that it waits for."""
    icmp = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
    icmp.settimeout(1)
    udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    udp.bind(("", 0))
    for ttl in range(1, 31):
        udp.setsockopt(socket.SOL_IP, socket.IP_TTL, ttl)
        udp.sendto(b"", (host, 33434))
        kind, router = 0, None
        try:
            while router is None:
                packet, (sender, _) = icmp.recvfrom(1500)
                ports = struct.unpack("!HH", packet[48:52]) if len(packet) > 51 else None
                if packet[37] == 17 and ports == (udp.getsockname()[1], 33434):
                    kind, router = packet[20], sender
        except OSError:
            pass
        print(ttl, router or "*")
        if kind == 3:
            break


@mode
def knows_by_heart(host):
    """It prints what it should, and asks nobody."""
    if host.startswith("127"):
        return print("1", host)
    for k in range(1, int(host.split(".")[2]) + 1):
        print(k, "10.0.%d.2" % k)


@mode
def stays_behind(host):
    """Right, but a child of it goes to the background, and obeys nobody."""
    if os.fork() == 0:
        os.setsid()
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        for fd in (0, 1, 2):
            os.close(fd)
        while True:
            time.sleep(60)
    trace(host)


@mode
def floods(host):
    """Bytes without end, as a terminal would not like them."""
    while True:
        sys.stdout.buffer.write(b"\x1b[2J\x00\xff 1 10.0.1.2 " * 1000)


MODES[sys.argv[1]](sys.argv[2])
