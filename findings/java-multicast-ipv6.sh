#!/usr/bin/env bash
# Guess:     a DatagramSocket of Java that has joined no group receives none, whoever else has joined it: Java sets
#            IP_MULTICAST_ALL to 0 on its sockets.
# Version:   OpenJDK 17.0.19 (Debian 12); 25.0.3 sets IPV6_MULTICAST_ALL to 0, too, and receives neither.
# Behaviour: the sockets of Java 17 take IPv6 and IPv4, and are left with IPV6_MULTICAST_ALL at 1: one that has joined nothing
#            receives the IPv6 groups of the other programs of the machine that come to its port. Those of IPv4 it does not
#            receive.
# Output:    joined by another: 239.1.1.1: nothing
#            joined by another: ff15::1: hola
. "$(dirname "$0")/setup.sh"
packages openjdk-17-jre-headless=17.0.19+10-1~deb12u2

# JAVA=PROGRAM tries another one; the package keeps its settings in /etc and links to them: to those in the folder
java=$folder/root/usr/lib/jvm/java-17-openjdk-amd64
find "$java" -type l -lname '/etc/java-17-openjdk/*' | while IFS= read -r link; do
    ln -sfn "$folder/root$(readlink "$link")" "$link"
done

# a socket for each name of the command line, that receives one datagram
cat >"$folder/Receivers.java" <<'END'
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.util.Scanner;

class Receivers {
    public static void main(String[] groups) throws Exception {
        Scanner sent = new Scanner(System.in);
        for (String group : groups) {
            try (DatagramSocket socket = new DatagramSocket()) {
                System.out.println(socket.getLocalPort());
                sent.nextLine();
                DatagramPacket packet = new DatagramPacket(new byte[100], 100);
                socket.receive(packet);
                System.out.println(new String(packet.getData(), 0, packet.getLength()));
            }
        }
    }
}
END
# joins the groups at an interface of its own, and sends to them; what follows to the own address of the receiver is there to be
# received where the group is not, so that "nothing" is known without waiting
cat >"$folder/sender.py" <<'END'
import socket, struct, subprocess, sys
GROUPS = "239.1.1.1", "ff15::1"
index = socket.if_nametoindex("multi0")
ipv4, ipv6 = (socket.socket(family, socket.SOCK_DGRAM) for family in (socket.AF_INET, socket.AF_INET6))
interface = struct.pack("@4s4si", bytes(4), bytes(4), index)
ipv4.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton(GROUPS[0]) + interface[4:])
ipv4.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, interface)
group = socket.inet_pton(socket.AF_INET6, GROUPS[1])
ipv6.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, group + struct.pack("@i", index))
ipv6.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_IF, index)
with subprocess.Popen(sys.argv[1:] + list(GROUPS), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as java:
    for sender, group, own in zip((ipv4, ipv6), GROUPS, ("127.0.0.1", "::1")):
        port = int(java.stdout.readline())
        sender.sendto(b"hola", (group, port))
        sender.sendto(b"nothing", (own, port))
        java.stdin.write("sent\n")
        java.stdin.flush()
        print(f"joined by another: {group}: {java.stdout.readline().strip()}")
END
# a network namespace, because loopback has no route for groups of IPv6
cat >"$folder/try" <<END
set -e
ip link set lo up
ip link add multi0 type veth peer name multi1
ip link set multi1 up
ip link set multi0 up
ip address add 10.9.0.1/24 dev multi0
ip address add fd00::1/64 dev multi0 nodad
python3 "$folder/sender.py" "\$@" "$folder/Receivers.java"
END
seen=$(unshare --map-root-user --net sh "$folder/try" "${JAVA:-$java/bin/java}")
expect "joined by another: 239.1.1.1: nothing
joined by another: ff15::1: hola" "$seen"
