"""What explain says of packet and netlink sockets, in claims like those of claims.py: families.py --list, families.py NUMBER.

It makes a network of its own, as root: nobody else's frames are in it.
"""
import ctypes
import socket
import struct
import subprocess
import sys

# or the import would leave a folder among the sources
sys.dont_write_bytecode = True

from claims import CLAIMS, claim, refused

# those of claims.py are tried by themselves
CLAIMS.clear()

SOL_PACKET, SOL_NETLINK = 263, 270
LO = ("127.0.0.1", 9)
RX_RING, TX_RING, COPY_THRESH, HAS_OFF, LOSS, VNET_HDR, FANOUT = 5, 13, 7, 19, 14, 15, 18
# blocks of 4096 bytes, 2 of them; slots of 256 bytes, 32 of them
RING = struct.pack("IIII", 4096, 2, 256, 32)
ADD_MEMBERSHIP, PKTINFO, NO_ENOBUFS, LIST_MEMBERSHIPS, CAP_ACK, EXT_ACK, STRICT = 1, 3, 5, 9, 10, 11, 12
GETLINK, GETADDR, LINK_GROUP = 18, 22, 1


def frames(*options):
    """A packet socket that sees each frame of lo once."""
    s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
    s.bind(("lo", 3))
    for option, value in ((23, 1), *options):
        s.setsockopt(SOL_PACKET, option, value)
    s.setblocking(False)
    return s


def datagrams(count=1, size=5):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        for _ in range(count):
            s.sendto(bytes(size), LO)


def received(s):
    sizes = []
    while not refused(lambda: sizes.append(len(s.recv(65536)))):
        pass
    return sizes


def netlink(*options):
    s = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)
    s.bind((0, 0))
    for option, value in options:
        s.setsockopt(SOL_NETLINK, option, value)
    s.setblocking(False)
    return s


def answer(s, kind, body, flags=1):
    """The first answer: its type, and what stands behind its header."""
    s.send(struct.pack("IHHII", 16 + len(body), kind, flags, 1, 0) + body)
    data = s.recv(65536)
    return struct.unpack_from("IH", data)[1], data[16:]


def absent(*options):
    """The answer to a request about an interface that does not exist."""
    return answer(netlink(*options), GETLINK, struct.pack("BxHiII", 0, 0, 9999, 0, 0))[1]


def odd(*options):
    """The answer to a request for addresses with fields that mean nothing there."""
    return answer(netlink(*options), GETADDR, struct.pack("BBBBi", 0, 9, 9, 9, 0), 0x301)


def toggle(times=1):
    for i in range(times):
        for state in "down", "up":
            subprocess.run(["ip", "link", "set", "lo", state], check=True)


@claim("PACKET_COPY_THRESH", "a frame that its slot has to cut is queued whole")
def _():
    off, on = frames((RX_RING, RING)), frames((COPY_THRESH, 1), (RX_RING, RING))
    datagrams(size=1000)
    return received(off) == [] and 1042 in received(on)


@claim("PACKET_LOSS", "Set it before the ring; EBUSY afterwards")
def _():
    return refused(frames((TX_RING, RING)).setsockopt, SOL_PACKET, LOSS, 1) == "EBUSY"


@claim("PACKET_TX_HAS_OFF", "Set it before the ring; afterwards it is accepted and ignored")
def _():
    late, early = frames((TX_RING, RING), (HAS_OFF, 1)), frames((HAS_OFF, 1))
    return [s.getsockopt(SOL_PACKET, HAS_OFF) for s in (late, early)] == [0, 1]


@claim("PACKET_VNET_HDR", "a header of virtio (struct virtio_net_hdr) goes before each frame")
def _():
    plain, more = frames(), frames((VNET_HDR, 1))
    datagrams()
    return [size + 10 for size in received(plain)] == received(more) != []


@claim("PACKET_VNET_HDR_SZ", "10 bytes, or 12 with the field for joined buffers")
def _():
    plain, more = frames(), frames((24, 12))
    datagrams()
    return [size + 12 for size in received(plain)] == received(more) != []


@claim("PACKET_FANOUT", "1 in turn")
def _():
    group = [frames((FANOUT, 77 | 1 << 16)) for _ in range(2)]
    datagrams(10)
    first, second = (len(received(s)) for s in group)
    return first > 0 and abs(first - second) <= 1


@claim("NETLINK_LIST_MEMBERSHIPS", "bit 0 of the first is group 1")
def _():
    s = netlink()
    before = s.getsockopt(SOL_NETLINK, LIST_MEMBERSHIPS, 64)
    s.setsockopt(SOL_NETLINK, ADD_MEMBERSHIP, 5)
    return before == b"" and s.getsockopt(SOL_NETLINK, LIST_MEMBERSHIPS, 64)[0] == 1 << 4


@claim("NETLINK_ADD_MEMBERSHIP", "with RTNLGRP_LINK, of every change of an interface")
def _():
    deaf, s = netlink(), netlink((ADD_MEMBERSHIP, LINK_GROUP))
    toggle()
    return received(deaf) == [] and len(received(s)) >= 2


@claim("NETLINK_PKTINFO", "the number of the group that it was sent to")
def _():
    s = netlink((ADD_MEMBERSHIP, LINK_GROUP), (PKTINFO, 1))
    toggle()
    control = s.recvmsg(65536, 64)[1]
    return control == [(SOL_NETLINK, PKTINFO, struct.pack("I", LINK_GROUP))]


@claim("NETLINK_NO_ENOBUFS", "Off, the next receive fails with ENOBUFS")
def _():
    told, silent = (netlink((ADD_MEMBERSHIP, LINK_GROUP), (NO_ENOBUFS, on)) for on in (0, 1))
    for s in told, silent:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
    toggle(20)
    return refused(told.recv, 65536) == "ENOBUFS" and refused(silent.recv, 65536) != "ENOBUFS"


@claim("NETLINK_CAP_ACK", "brings only the header of the request")
def _():
    # the number of the error and a header: 4 + 16 bytes
    return len(absent((CAP_ACK, 1))) == 20 < len(absent())


@claim("NETLINK_EXT_ACK", "says in words what was wrong")
def _():
    words = b"dump request"
    return words in odd((STRICT, 1), (EXT_ACK, 1))[1] and words not in odd((STRICT, 1))[1]


@claim("NETLINK_GET_STRICT_CHK", "it refuses those with fields that it does not use")
def _():
    # RTM_NEWADDR is the first of a list; NLMSG_DONE its end, here with an error
    return odd()[0] == 20 and odd((STRICT, 1))[0] in (2, 3)


if __name__ == "__main__":
    if sys.argv[1] == "--list":
        for option, words, _ in CLAIMS:
            print(option, words, sep="\t")
    else:
        if ctypes.CDLL(None).unshare(0x40000000) != 0:
            sys.exit("no network of its own")
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
        sys.exit(0 if CLAIMS[int(sys.argv[1])][2]() else 1)
