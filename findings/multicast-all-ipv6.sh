#!/usr/bin/env bash
# Guess:     a UDP socket of IPv6 bound to ::, which takes IPv4, too, receives the IPv4 groups that another socket has joined, as
#            a socket of IPv4 bound to 0.0.0.0 does: IP_MULTICAST_ALL is 1 by default (ip(7)).
# Version:   Linux 6.18; no package: Python only makes the calls.
# Behaviour: IP_MULTICAST_ALL is 1 by default on a socket of AF_INET only. On one of AF_INET6 it is 0 (IPV6_MULTICAST_ALL is 1):
#            it receives no IPv4 group that it has not joined itself, until the option is set on it.
# Output:    AF_INET, IP_MULTICAST_ALL 1: b'hola'
#            AF_INET6, IP_MULTICAST_ALL 0: nothing
#            AF_INET6 with the option set, IP_MULTICAST_ALL 1: b'hola'
. "$(dirname "$0")/setup.sh"

# the group is joined on loopback by a socket that is not one of the receivers; what follows a datagram of multicast to a receiver
# is one to its own address, so that "nothing" is known without waiting
cat >"$folder/receivers.py" <<'END'
import socket
IP_MULTICAST_ALL = 49
GROUP, LOOPBACK = "239.1.1.1", "127.0.0.1"
member, sender = (socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(2))
member.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton(GROUP) + socket.inet_aton(LOOPBACK))
sender.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(LOOPBACK))

def receive(name, family, address, option=None):
    with socket.socket(family, socket.SOCK_DGRAM) as receiver:
        if option is not None:
            receiver.setsockopt(socket.IPPROTO_IP, IP_MULTICAST_ALL, option)
        receiver.bind((address, 0))
        port = receiver.getsockname()[1]
        sender.sendto(b"hola", (GROUP, port))
        sender.sendto(b"end", (LOOPBACK, port))
        received = receiver.recv(100)
        value = receiver.getsockopt(socket.IPPROTO_IP, IP_MULTICAST_ALL)
        print(f"{name}, IP_MULTICAST_ALL {value}:", "nothing" if received == b"end" else received)

receive("AF_INET", socket.AF_INET, "0.0.0.0")
receive("AF_INET6", socket.AF_INET6, "::")
receive("AF_INET6 with the option set", socket.AF_INET6, "::", 1)
END
expect "AF_INET, IP_MULTICAST_ALL 1: b'hola'
AF_INET6, IP_MULTICAST_ALL 0: nothing
AF_INET6 with the option set, IP_MULTICAST_ALL 1: b'hola'" "$(python3 "$folder/receivers.py")"
