#!/usr/bin/env python3
"""What students would hand in for step 12: options without a demo, each with its effect.

python3 options.py NAME...    on loopback, Linux; some show nothing: their effect is on the wire
"""

import inspect
import select
import socket
import struct
import subprocess
import sys
from socket import AF_INET, AF_INET6, IPPROTO_IP, IPPROTO_TCP, IPPROTO_UDP, SOCK_DGRAM, SOL_SOCKET

LO = "127.0.0.1"
# numbers of Linux that Python does not name, or not in all versions
SO_NO_CHECK, SO_MAX_PACING_RATE = 11, 47
IP_PKTINFO, IP_FREEBIND, IP_MINTTL = 8, 15, 21
TCP_NOTSENT_LOWAT, UDP_CORK = 25, 1


def udp(family=AF_INET):
    return socket.socket(family, SOCK_DGRAM)


def listener(port=0):
    server = socket.socket()
    server.bind((LO, port))
    server.listen()
    return server


def client(server, *option):
    """Connected, with an option that was set before."""
    one = socket.socket()
    if option:
        one.setsockopt(*option)
    one.connect(server.getsockname())
    return one


def ss(*arguments):
    return subprocess.run(["ss", *arguments], capture_output=True, text=True).stdout


def tcp_maxseg():
    client(listener(), IPPROTO_TCP, socket.TCP_MAXSEG, 500)


def tcp_window_clamp():
    client(listener(), IPPROTO_TCP, socket.TCP_WINDOW_CLAMP, 3000)


def tcp_syncnt():
    full = listener(4106)
    full.listen(0)
    first = client(full)
    second = socket.socket()
    second.bind((LO, 4107))
    second.setsockopt(IPPROTO_TCP, socket.TCP_SYNCNT, 1)
    try:
        second.connect(full.getsockname())
    except OSError as e:
        print(first.getpeername(), e)


def ip_multicast_ttl():
    one = udp()
    one.setsockopt(IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(LO))
    one.setsockopt(IPPROTO_IP, socket.IP_MULTICAST_TTL, 3)
    one.sendto(b"hola", ("239.1.2.3", 4100))


def ip_options():
    one = udp()
    room_for_two = bytes([7, 11, 4]) + bytes(9)
    one.setsockopt(IPPROTO_IP, socket.IP_OPTIONS, room_for_two)
    one.sendto(b"hola", (LO, 4101))


def so_no_check():
    one = udp()
    one.setsockopt(SOL_SOCKET, SO_NO_CHECK, 1)
    one.sendto(b"hola", (LO, 4102))


def udp_cork():
    one = udp()
    one.connect((LO, 4103))
    one.setsockopt(IPPROTO_UDP, UDP_CORK, 1)
    one.send(b"hola")
    one.send(b"mundo")
    one.setsockopt(IPPROTO_UDP, UDP_CORK, 0)


def ipv6_unicast_hops():
    one = udp(AF_INET6)
    one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_UNICAST_HOPS, 7)
    one.sendto(b"hola", ("::1", 4104))


def ipv6_tclass():
    one = udp(AF_INET6)
    one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_TCLASS, 0xB8)
    one.sendto(b"hola", ("::1", 4105))


def ip_minttl():
    server = listener()
    server.setsockopt(IPPROTO_IP, IP_MINTTL, 100)
    for ttl in (64, 255):
        one = socket.socket()
        one.setsockopt(IPPROTO_IP, socket.IP_TTL, ttl)
        one.settimeout(0.3 if ttl == 64 else 10)
        try:
            one.connect(server.getsockname())
            print(f"ttl {ttl}: connected")
        except OSError as e:
            print(f"ttl {ttl}: {e}")


def ip_pktinfo():
    server = udp()
    server.bind(("0.0.0.0", 4109))
    server.setsockopt(IPPROTO_IP, IP_PKTINFO, 1)
    udp().sendto(b"hola", ("127.0.0.5", 4109))
    _, more, _, _ = server.recvmsg(100, 100)
    index, _, to = struct.unpack("I4s4s", more[0][2])
    print("to", socket.inet_ntoa(to), "on", socket.if_indextoname(index))


def ip_freebind():
    one = udp()
    one.setsockopt(IPPROTO_IP, IP_FREEBIND, 1)
    one.bind(("10.99.99.99", 4110))
    print(ss("-uan", "sport = :4110"))


def tcp_congestion():
    server = listener()
    one = client(server, IPPROTO_TCP, socket.TCP_CONGESTION, b"reno")
    print(ss("-tin", f"sport = :{one.getsockname()[1]}"))


def tcp_linger2():
    server = listener()
    one = client(server, IPPROTO_TCP, socket.TCP_LINGER2, 2)
    accepted, (_, port) = server.accept()
    one.close()
    while left := ss("-tanoH", f"sport = :{port}"):
        print(left, end="")
        select.select([], [], [], 0.5)
    print("gone, and the other end is still open:", accepted.getpeername())


def tcp_notsent_lowat():
    server = listener()
    for mark in (1 << 30, 4096):
        one = client(server, IPPROTO_TCP, TCP_NOTSENT_LOWAT, mark)
        one.setblocking(False)
        taken = 0
        try:
            while select.select([], [one], [], 0.2)[1]:
                taken += one.send(bytes(1000))
        except BlockingIOError:
            pass  # full
        print(mark, taken)


def so_max_pacing_rate():
    server = listener()
    one = client(server, SOL_SOCKET, SO_MAX_PACING_RATE, 200_000)
    one.send(bytes(100_000))
    print(ss("-tin", f"sport = :{one.getsockname()[1]}"))


for name in sys.argv[1:]:
    found = globals().get(name.lower())
    if not inspect.isfunction(found):
        sys.exit("no such option here: " + name)
    found()
