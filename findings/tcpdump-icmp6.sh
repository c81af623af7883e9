#!/usr/bin/env bash
# Guess:     `tcpdump icmp6` shows all of ICMPv6, and with it what a host sends when it joins a group (MLD).
# Version:   tcpdump 4.99.3 with libpcap 1.10.3 (Debian 12).
# Behaviour: the filter `icmp6` looks at the first Next Header only (and behind a Fragment header). A report of MLD stands behind
#            a Hop-by-Hop Options header, with its Router Alert, so that neither `icmp6` nor `ip6 proto 58` shows it, while a
#            neighbour solicitation is shown. `ip6 protochain 58` follows the headers and shows both.
# Output:    icmp6: neighbor solicitation
#            ip6 protochain 58: neighbor solicitation, multicast listener report
. "$(dirname "$0")/setup.sh"
packages tcpdump=4.99.3-1 libpcap0.8=1.10.3-1 libdbus-1-3=1.14.10-1~deb12u1 libssl3

# a capture with a neighbour solicitation and a report of MLDv2, as a host sends them
cat >"$folder/capture.py" <<'END'
import struct, sys
from ipaddress import IPv6Address

HOP_BY_HOP, ICMPV6 = 0, 58
source, solicited, routers = (IPv6Address(text).packed for text in ("fe80::1", "ff02::1:ff00:2", "ff02::16"))

def icmpv6(destination, message):
    pseudo = source + destination + struct.pack("!II", len(message), ICMPV6)
    total = sum(struct.unpack(f"!{len(pseudo + message) // 2}H", pseudo + message))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return message[:2] + struct.pack("!H", total ^ 0xFFFF) + message[4:]

def frame(destination, first, hops, payload):
    ethernet = b"\x33\x33" + destination[12:] + bytes.fromhex("020000000001") + b"\x86\xdd"
    return ethernet + struct.pack("!IHBB", 6 << 28, len(payload), first, hops) + source + destination + payload

solicitation = icmpv6(solicited, struct.pack("!BBHI", 135, 0, 0, 0) + IPv6Address("fe80::2").packed)
report = icmpv6(routers, struct.pack("!BBHHHBBH", 143, 0, 0, 0, 1, 4, 0, 0) + IPv6Address("ff15::9").packed)
router_alert = struct.pack("!BBBBHBB", ICMPV6, 0, 5, 2, 0, 1, 0)
with open(sys.argv[1], "wb") as file:
    file.write(struct.pack("<IHHIIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1))
    for data in (frame(solicited, ICMPV6, 255, solicitation), frame(routers, HOP_BY_HOP, 1, router_alert + report)):
        file.write(struct.pack("<IIII", 1, 0, len(data), len(data)) + data)
END
python3 "$folder/capture.py" "$folder/capture.pcap"

try() {
    local line found=""
    while IFS= read -r line; do
        case $line in
        *"neighbor solicitation"*) found+=", neighbor solicitation" ;;
        *"multicast listener report"*) found+=", multicast listener report" ;;
        esac
    done < <("$folder/root/usr/bin/tcpdump" -nr "$folder/capture.pcap" "$1" 2>/dev/null)
    echo "$1: ${found#, }"
}
expect "icmp6: neighbor solicitation" "$(try icmp6)"
expect "ip6 proto 58: neighbor solicitation" "$(try 'ip6 proto 58')"
expect "ip6 protochain 58: neighbor solicitation, multicast listener report" "$(try 'ip6 protochain 58')"
