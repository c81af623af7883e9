"""What Python's getsockopt and setsockopt say of each option: the oracle of SockoptsOracleIT.

Reads lines KIND LEVEL NUMBER ROOM from standard input. Without arguments it prints for each the value
in hexadecimal, or the number of the error. With "set" it sets each option to what was read, or to the
int 1 where it cannot be read, and prints ok or the number of the error; "set UID" does so as that user.
"""
import os
import socket
import sys

KINDS = {
    "tcp": (socket.AF_INET, socket.SOCK_STREAM, 0),
    "udp": (socket.AF_INET, socket.SOCK_DGRAM, 0),
    "tcp6": (socket.AF_INET6, socket.SOCK_STREAM, 0),
    "udp6": (socket.AF_INET6, socket.SOCK_DGRAM, 0),
    "raw": (socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP),
    "raw6": (socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_ICMPV6),
    "packet": (socket.AF_PACKET, socket.SOCK_RAW, 0),
    "unix": (socket.AF_UNIX, socket.SOCK_STREAM, 0),
    "udplite": (socket.AF_INET, socket.SOCK_DGRAM, 136),
    "mptcp": (socket.AF_INET, socket.SOCK_STREAM, 262),
    "tls": (socket.AF_INET, socket.SOCK_STREAM, 0),
    "netlink": (socket.AF_NETLINK, socket.SOCK_RAW, 0),
    "xdp": (44, socket.SOCK_RAW, 0),
    "can": (socket.AF_CAN, socket.SOCK_RAW, 1),
    "j1939": (socket.AF_CAN, socket.SOCK_DGRAM, 7),
    "vsock": (socket.AF_VSOCK, socket.SOCK_STREAM, 0),
}


def fresh(kind):
    s = socket.socket(*KINDS[kind])
    if kind == "vsock":
        # Python lets nobody read bytes from one, unless it takes it for another
        return socket.socket(socket.AF_INET, socket.SOCK_STREAM, 0, fileno=s.detach())
    if kind == "tls":
        s.bind(("127.0.0.1", 0))
        s.connect(s.getsockname())
        s.setsockopt(socket.IPPROTO_TCP, 31, b"tls")
    return s


def read(s, level, number, room):
    return s.getsockopt(level, number, room)


def write(s, level, number, room):
    try:
        value = read(s, level, number, room)
    except OSError:
        value = b""
    s.setsockopt(level, number, value or (1).to_bytes(4, sys.byteorder))


if len(sys.argv) > 2:
    os.setgroups([])
    os.setresuid(*3 * [int(sys.argv[2])])
for line in sys.stdin:
    kind, level, number, room = line.split()
    try:
        with fresh(kind) as s:
            if sys.argv[1:2] == ["set"]:
                write(s, int(level), int(number), int(room))
                print("ok")
            else:
                print(read(s, int(level), int(number), int(room)).hex() or "empty")
    except OSError as e:
        print(e.errno)
