"""What is said of netlink sockets."""
import socket
import struct

from kit import *

GETLINK, NEWLINK, NEWADDR, GETADDR = 18, 16, 20, 22
LINK = 1


def netlink(*options):
    s = fresh("netlink")
    s.bind((0, 0))
    for name, value in options:
        put(s, name, value)
    return s


def messages(s):
    found = []
    while readable(s):
        found.append(s.recv(65536))
    return found


def ask(s, kind, body, flags=1):
    """The first answer: its type, and what stands behind its header."""
    s.send(struct.pack("IHHII", 16 + len(body), kind, flags, 1, 0) + body)
    data = s.recv(65536)
    return struct.unpack_from("IH", data)[1], data[16:]


def absent(*options):
    """The answer to a request about an interface that does not exist."""
    return ask(netlink(*options), GETLINK, struct.pack("BxHiII", 0, 0, 9999, 0, 0))[1]


def listed(*options, odd=0, index=0):
    """The type of the first answer to a request for addresses of IPv4, of one interface or of all, and what the answers tell."""
    s = netlink(*options)
    kind, data = ask(s, GETADDR, struct.pack("BBBBi", 2, odd, odd, odd, index), 0x301)
    return kind, data + b"".join(messages(s))


def toggle(times=1):
    ip(*["link set lo down", "link set lo up"] * times)


@claim("NETLINK_ADD_MEMBERSHIP", "with RTNLGRP_LINK, of every change of an interface", "NETLINK_LIST_MEMBERSHIPS reads it",
       root=True)
@claim("NETLINK_DROP_MEMBERSHIP", "leaves a group that NETLINK_ADD_MEMBERSHIP joined", root=True)
@claim("NETLINK_LIST_MEMBERSHIPS", "the groups that were joined, in numbers of 32 bits: bit 0 of the first is group 1",
       "Empty before the first one", root=True)
def _():
    def lists():
        return got(s, "NETLINK_LIST_MEMBERSHIPS", 8)
    s = netlink()
    heard, joined = [], [lists()]
    for step in None, "NETLINK_ADD_MEMBERSHIP", "NETLINK_DROP_MEMBERSHIP":
        if step:
            put(s, step, LINK)
            joined.append(lists())
        toggle()
        heard.append(len(messages(s)))
    put(s, "NETLINK_ADD_MEMBERSHIP", 5)
    joined.append(lists())
    return joined == [b"", *(struct.pack("II", bits, 0) for bits in (1, 0, 1 << 4))] and (
        heard[0] == 0 == heard[2] and heard[1] >= 2)


@claim("NETLINK_PKTINFO", "each message brings the number of the group that it was sent to, in a control message; 0 for "
                          "none", root=True)
def _():
    s = netlink(("NETLINK_ADD_MEMBERSHIP", LINK), ("NETLINK_PKTINFO", 1))
    toggle()
    group = controls(s, 65536)[1]
    messages(s)
    s.send(struct.pack("IHHII", 32, GETLINK, 1, 1, 0) + struct.pack("BxHiII", 0, 0, 1, 0, 0))
    answer = controls(s, 65536)[1]
    key = OPTIONS["NETLINK_PKTINFO"]
    return [group, answer] == [{key: struct.pack("I", LINK)}, {key: bytes(4)}]


@claim("NETLINK_NO_ENOBUFS", "when the receive buffer is full, messages are lost in silence",
       "Off, the next receive fails with ENOBUFS", root=True)
def _():
    told, silent = (netlink(("NETLINK_ADD_MEMBERSHIP", LINK), ("NETLINK_NO_ENOBUFS", on), ("SO_RCVBUF", 1))
                    for on in (0, 1))
    toggle(20)
    first = refused(told.recv, 65536), refused(silent.recv, 65536)
    return first == ("ENOBUFS", None) and len(messages(silent)) < 39


@claim("NETLINK_LISTEN_ALL_NSID", "hears also what is told in the other network namespaces that have a number in this one; "
                                  "a control message brings that number", root=True)
def _():
    # the kernel gives the other end of a cable a number
    other = two_hosts()
    deaf, s = (netlink(("NETLINK_ADD_MEMBERSHIP", LINK), ("NETLINK_LISTEN_ALL_NSID", on)) for on in (0, 1))
    number = int(tool("ip", "link", "show", "near").split("link-netnsid ")[1].split()[0])
    with other.inside():
        ip("link set lo mtu 1500")
    told = controls(s, 65536)[1]
    return messages(deaf) == [] and told == {OPTIONS["NETLINK_LISTEN_ALL_NSID"]: struct.pack("i", number)}


@claim("NETLINK_CAP_ACK", "the answer to a request that failed brings only the header of the request",
       "Off, it brings all of it")
def _():
    # the number of the error, the header, and its body
    return [len(absent(("NETLINK_CAP_ACK", on))) for on in (1, 0)] == [4 + 16, 4 + 16 + 16]


@claim("NETLINK_EXT_ACK", "also says in words what was wrong, and where in the request", root=True)
def _():
    # NLMSGERR_ATTR_OFFS: the wrong attribute (IFLA_MTU with a single byte) comes behind two headers
    request, where = struct.pack("BxHiII", 0, 0, 1, 0, 0) + struct.pack("HHBxxx", 5, 4, 1), struct.pack("HHI", 8, 2, 32)
    short, told = (ask(netlink(("NETLINK_EXT_ACK", on)), NEWLINK, request)[1] for on in (0, 1))
    return b"policy" in told and where in told and b"policy" not in short and where not in short


@claim("NETLINK_GET_STRICT_CHK", "it refuses those with fields that it does not use, and lists only what they ask for",
       "Off, it lists all and looks at little", root=True)
def _():
    two_hosts()
    local, near = socket.inet_aton(LO), socket.inet_aton("10.0.1.1")
    strict = ("NETLINK_GET_STRICT_CHK", 1)
    answers = []
    for options in (strict,), ():
        kind, data = listed(*options, index=1)
        answers.append((listed(*options, odd=9)[0] == NEWADDR, local in data, near in data))
    return answers == [(False, True, False), (True, True, True)]
