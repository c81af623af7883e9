#!/usr/bin/env bash
# Guess:     a capture of `tcpdump -i any -w FILE` holds the names of the interfaces, as `tcpdump -r FILE` prints them.
# Version:   tcpdump 4.99.3 with libpcap 1.10.3 (Debian 12).
# Behaviour: the file (LINUX_SLL2) holds only their numbers. tcpdump prints the name that the number has on the machine, and in
#            the network namespace, that reads the file: a capture of a namespace whose interface 1 was another than lo says lo.
#            A number that is not here becomes a question mark. All that tells is a line on stderr, `Warning: interface names
#            might be incorrect`.
# Output:    lo Out IP 10.9.0.1.1000 > 10.9.0.2.2000: UDP, length 0
#            ? Out IP 10.9.0.1.1000 > 10.9.0.2.2000: UDP, length 0
. "$(dirname "$0")/setup.sh"
packages tcpdump=4.99.3-1 libpcap0.8=1.10.3-1 libdbus-1-3=1.14.10-1~deb12u1 libssl3

# two datagrams that left by interfaces 1 and 1000000 of a machine that is not this one: Ethernet, so that it was not lo there
cat >"$folder/capture.py" <<'END'
import struct, sys
from ipaddress import IPv4Address
IPV4, ETHERNET, OUTGOING, LINUX_SLL2 = 0x800, 1, 4, 276
udp = struct.pack("!HHHH", 1000, 2000, 8, 0)
addresses = b"".join(IPv4Address(text).packed for text in ("10.9.0.1", "10.9.0.2"))
ip = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(udp), 1, 0, 64, 17, 0) + addresses
with open(sys.argv[1], "wb") as file:
    file.write(struct.pack("<IHHIIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, LINUX_SLL2))
    for interface in (1, 1000000):
        cooked = struct.pack("!HHIHBB8s", IPV4, 0, interface, ETHERNET, OUTGOING, 6, bytes.fromhex("020000000001"))
        data = cooked + ip + udp
        file.write(struct.pack("<IIII", 1, 0, len(data), len(data)) + data)
END
python3 "$folder/capture.py" "$folder/capture.pcap"
seen=$("$folder/root/usr/bin/tcpdump" -tnr "$folder/capture.pcap" 2>"$folder/errors" | tr -s ' ')
expect "lo Out IP 10.9.0.1.1000 > 10.9.0.2.2000: UDP, length 0
? Out IP 10.9.0.1.1000 > 10.9.0.2.2000: UDP, length 0" "$seen"
expect 1 "$(grep -c 'interface names might be incorrect' "$folder/errors")"
