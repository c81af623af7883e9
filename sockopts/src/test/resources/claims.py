"""What explain says, shown on this kernel: python3 claims.py --list, python3 claims.py NUMBER.

Each claim names an option, words of what explain says of it in English, and an experiment that returns true if it is so.
"""
import errno
import fcntl
import select
import socket
import struct
import sys
import termios
import threading

CLAIMS = []
LO = "127.0.0.1"
MINTTL, TTL, WINDOW_CLAMP = 21, socket.IP_TTL, socket.TCP_WINDOW_CLAMP


def claim(option, words):
    def add(experiment):
        CLAIMS.append((option, words, experiment))
        return experiment
    return add


def refused(call, *arguments):
    """The name of the error; None if there is none."""
    try:
        call(*arguments)
    except OSError as e:
        return errno.errorcode[e.errno]


def udp():
    return socket.socket(socket.AF_INET, socket.SOCK_DGRAM)


def taken():
    """A socket whose port answers strangers with an error: it is connected to somebody else."""
    s = udp()
    s.bind((LO, 0))
    s.connect((LO, 9))
    return s


def listener(*options):
    server = socket.socket()
    for option in options:
        server.setsockopt(*option)
    server.bind((LO, 0))
    server.listen()
    return server


def pair(*options):
    """A client and its server's end, the options set on the listener."""
    server = listener(*options)
    client = socket.create_connection(server.getsockname())
    return client, server.accept()[0]


def waiting(end):
    return struct.unpack("i", fcntl.ioctl(end, termios.FIONREAD, b"1234"))[0]


def filled(client, end):
    """How much the kernel takes for a reader that does not read."""
    client.setblocking(False)
    taken = 0
    while select.select([], [client], [], 0.5)[1]:
        taken += client.send(bytes(65536))
    return waiting(end)


def late_recv(flags=0):
    """What a recv that began with 5 of 10 bytes returns; the other five come, and later five more."""
    client, end = pair()
    end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, 10)
    client.send(b"12345")
    while waiting(end) < 5:
        pass
    got = []
    reader = threading.Thread(target=lambda: got.append(end.recv(1024, flags)))
    reader.start()
    # it takes the five and sleeps: then none of them waits
    while waiting(end) > 0:
        pass
    client.send(b"67890")
    # time to wake, if it did
    reader.join(0.3)
    client.send(b"abcde")
    reader.join()
    return got[0]


def restarts(old, new):
    """True if a listener starts over connections in TIME_WAIT, with an option on the old one and on the new."""
    server = listener((socket.SOL_SOCKET, old, 1))
    address = server.getsockname()
    client = socket.create_connection(address)
    end = server.accept()[0]
    end.close()
    client.recv(1)
    client.close()
    server.close()
    again = socket.socket()
    again.setsockopt(socket.SOL_SOCKET, new, 1)
    return refused(again.bind, address) is None and refused(again.listen) is None


@claim("IP_MINTTL", "UDP and raw sockets take the number, read it back and receive everything")
def _():
    receiver, sender = udp(), udp()
    receiver.bind((LO, 0))
    receiver.setsockopt(socket.IPPROTO_IP, MINTTL, 255)
    sender.setsockopt(socket.IPPROTO_IP, TTL, 1)
    sender.sendto(b"x", receiver.getsockname())
    return receiver.getsockopt(socket.IPPROTO_IP, MINTTL) == 255 and receiver.recv(9) == b"x"


@claim("IP_MINTTL", "Drops TCP segments that arrive with a smaller TTL")
def _():
    server = listener((socket.IPPROTO_IP, MINTTL, 255))
    near, far = socket.socket(), socket.socket()
    near.setsockopt(socket.IPPROTO_IP, TTL, 255)
    far.settimeout(0.5)
    try:
        far.connect(server.getsockname())
        return False
    except TimeoutError:
        return refused(near.connect, server.getsockname()) is None


@claim("IPV6_MINHOPCOUNT", "UDP and raw sockets take the number and receive everything")
def _():
    receiver, sender = (socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) for _ in range(2))
    receiver.bind(("::1", 0))
    receiver.setsockopt(socket.IPPROTO_IPV6, 73, 255)
    sender.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_UNICAST_HOPS, 1)
    sender.sendto(b"x", receiver.getsockname())
    return receiver.recv(9) == b"x"


@claim("SO_RCVLOWAT", "a recv that finds fewer takes them and then sleeps until as many again are waiting")
def _():
    return late_recv() == b"1234567890abcde"


@claim("SO_RCVLOWAT", "Wait with poll first")
def _():
    client, end = pair()
    end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, 10)
    client.send(b"12345")
    while waiting(end) < 5:
        pass
    early = select.select([end], [], [], 0)[0]
    client.send(b"67890")
    select.select([end], [], [])
    return not early and end.recv(1024) == b"1234567890"


@claim("SO_RCVLOWAT", "0 counts as 1, and TCP takes at most half of the largest receive buffer")
def _():
    s = socket.socket()
    s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, 0)
    least = s.getsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, 2**31 - 1)
    half = int(open("/proc/sys/net/ipv4/tcp_rmem").read().split()[2]) // 2
    return least == 1 and s.getsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT) == half


@claim("SO_REUSEPORT", "Set by the old listener and by the new one, it also lets a server start again")
def _():
    return restarts(socket.SO_REUSEPORT, socket.SO_REUSEPORT)


@claim("SO_REUSEPORT", "one of each does not")
def _():
    both = socket.SO_REUSEPORT, socket.SO_REUSEADDR
    return not restarts(*both) and not restarts(*reversed(both))


@claim("SO_REUSEADDR", "that last run must have set it too")
def _():
    return restarts(socket.SO_REUSEADDR, socket.SO_REUSEADDR) and not restarts(
        socket.SO_KEEPALIVE, socket.SO_REUSEADDR)


@claim("TCP_WINDOW_CLAMP", "afterwards the kernel sets a bound of its own by the size of the receive buffer")
def _():
    return filled(*pair((socket.IPPROTO_TCP, WINDOW_CLAMP, 3000))) > 30_000


@claim("TCP_WINDOW_CLAMP", "it lasts only where SO_RCVBUF keeps that buffer small")
def _():
    small = socket.SOL_SOCKET, socket.SO_RCVBUF, 3000
    return filled(*pair((socket.IPPROTO_TCP, WINDOW_CLAMP, 3000), small)) < 6000


@claim("SO_ATTACH_FILTER", "UDP and UNIX sockets need no privilege for it")
def _():
    import ctypes
    accept = ctypes.create_string_buffer(struct.pack("HBBI", 6, 0, 0, 0xffff))
    program = struct.pack("HxxxxxxQ", 1, ctypes.addressof(accept))
    unix = socket.socket(socket.AF_UNIX)
    return all(refused(s.setsockopt, socket.SOL_SOCKET, 26, program) is None for s in (udp(), unix))


@claim("TCP_REPAIR_WINDOW", "Outside it, EPERM, and EINVAL for a buffer that is not of exactly 20 bytes")
def _():
    s = socket.socket()
    return refused(s.getsockopt, 6, 29, 20) == "EPERM" and refused(s.getsockopt, 6, 29, 24) == "EINVAL"


@claim("SO_ERROR", "Reading it also clears it")
def _():
    other, s = taken(), udp()
    s.connect(other.getsockname())
    s.send(b"x")
    # the ICMP error comes with the send on loopback
    errors = [s.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) for _ in range(2)]
    return errors == [errno.ECONNREFUSED, 0]


@claim("SO_BROADCAST", "fail with EACCES until it is on")
def _():
    s = udp()
    before = refused(s.sendto, b"x", ("127.255.255.255", 9))
    s.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
    return before == "EACCES" and refused(s.sendto, b"x", ("127.255.255.255", 9)) is None


@claim("SO_ACCEPTCONN", "it is 1 from listen() on, and a connection that accept returns answers 0")
def _():
    server = listener()
    client = socket.create_connection(server.getsockname())
    ends = server, server.accept()[0]
    return [e.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN) for e in ends] == [1, 0]


@claim("SO_LINGER", "On with 0: the connection is aborted with RST")
def _():
    client, end = pair()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()
    return refused(end.recv, 1) == "ECONNRESET"


@claim("SO_RCVTIMEO", "an int is EINVAL, and a negative time makes every call fail at once")
def _():
    client, end = pair()
    wrong = refused(end.setsockopt, socket.SOL_SOCKET, socket.SO_RCVTIMEO, 1)
    end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("qq", -1, 0))
    return wrong == "EINVAL" and refused(end.recv, 1) == "EAGAIN"


@claim("SO_RCVTIMEO", "Connections that accept returns inherit it")
def _():
    value = struct.pack("qq", 2, 0)
    end = pair((socket.SOL_SOCKET, socket.SO_RCVTIMEO, value))[1]
    return end.getsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, 16) == value


@claim("TCP_DEFER_ACCEPT", "The client notices nothing: its connect() returned at once")
def _():
    server = listener((socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, 5))
    client = socket.create_connection(server.getsockname())
    early = select.select([server], [], [], 0)[0]
    client.send(b"x")
    select.select([server], [], [])
    return not early and server.accept()[0].recv(9) == b"x"


@claim("TCP_FASTOPEN", "On a connected socket: EINVAL")
def _():
    return refused(pair()[0].setsockopt, socket.IPPROTO_TCP, socket.TCP_FASTOPEN, 5) == "EINVAL"


@claim("SO_SNDLOWAT", "always 1 and setting it fails with ENOPROTOOPT")
def _():
    s = socket.socket()
    set_it = refused(s.setsockopt, socket.SOL_SOCKET, socket.SO_SNDLOWAT, 2)
    return s.getsockopt(socket.SOL_SOCKET, socket.SO_SNDLOWAT) == 1 and set_it == "ENOPROTOOPT"


@claim("SO_PEERCRED", "TCP among them, answer pid 0 and uid -1 without an error")
def _():
    return struct.unpack("3i", socket.socket().getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[:2] == (0, -1)


@claim("IPV6_V6ONLY", "before bind() (afterwards EINVAL)")
def _():
    s = socket.socket(socket.AF_INET6)
    s.bind(("::1", 0))
    return refused(s.setsockopt, socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0) == "EINVAL"


@claim("SO_BINDTODEVICE", "ENODEV if there is none of that name")
def _():
    return refused(udp().setsockopt, socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"nonesuch") == "ENODEV"


@claim("SO_OOBINLINE", "that byte is taken out of the stream and only recv with MSG_OOB gives it")
def _():
    client, end = pair()
    client.send(b"abc")
    client.send(b"!", socket.MSG_OOB)
    client.send(b"def")
    client.close()
    select.select([], [], [end])
    urgent = end.recv(9, socket.MSG_OOB)
    rest = b"".join(iter(lambda: end.recv(9), b""))
    return (urgent, rest) == (b"!", b"abcdef")


@claim("TCP_CORK", "only full segments leave until it is switched off")
def _():
    client, end = pair()
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 1)
    client.send(b"head")
    early = select.select([end], [], [], 0)[0]
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 0)
    return not early and end.recv(9) == b"head"


@claim("IP_TOS", "It also changes SO_PRIORITY")
def _():
    s = udp()
    s.setsockopt(socket.IPPROTO_IP, socket.IP_TOS, 0x10)
    return s.getsockopt(socket.SOL_SOCKET, socket.SO_PRIORITY) == 6


if __name__ == "__main__":
    if sys.argv[1] == "--list":
        for option, words, _ in CLAIMS:
            print(option, words, sep="\t")
    else:
        sys.exit(0 if CLAIMS[int(sys.argv[1])][2]() else 1)
