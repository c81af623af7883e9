"""What is said of many options in the same words."""
from kit import *

COLUMN = {row.split("\t")[0]: row.split("\t")[7] for row in TABLE.read_text().splitlines() if "\t" in row}


def alike(names, *words):
    """The experiment that follows, which takes a name, for each option."""
    def add(experiment):
        for name in names.split():
            CLAIMS.append((name, words, True, lambda name=name: experiment(name)))
        return experiment
    return add


def socket_for(name):
    return fresh(COLUMN[name] if COLUMN[name] in KINDS else "tcp")


@alike("SO_TYPE SO_ERROR SO_PEERCRED SO_PEERNAME SO_ACCEPTCONN SO_PEERSEC SO_PROTOCOL SO_DOMAIN SO_BPF_EXTENSIONS "
       "SO_MEMINFO SO_INCOMING_NAPI_ID SO_COOKIE SO_PEERGROUPS SO_NETNS_COOKIE IP_PKTOPTIONS IP_MTU IP_PROTOCOL "
       "SO_ORIGINAL_DST IPV6_PATHMTU IP6T_SO_ORIGINAL_DST TCP_INFO TCP_CC_INFO TCP_SAVED_SYN TCP_IS_MPTCP "
       "PACKET_STATISTICS PACKET_HDRLEN PACKET_ROLLOVER_STATS NETLINK_LIST_MEMBERSHIPS XDP_MMAP_OFFSETS XDP_STATISTICS "
       "XDP_OPTIONS MPTCP_INFO", "Read-only")
def _(name):
    return put_refused(socket_for(name), name, bytes(8)) == "ENOPROTOOPT"


@alike("SO_TYPE SO_DOMAIN SO_PROTOCOL SO_ACCEPTCONN SO_PEERCRED SO_PEERSEC TCP_INFO", "can only be read")
def _(name):
    return put_refused(socket_for(name), name, 1) == "ENOPROTOOPT"


@alike("SO_SNDBUFFORCE SO_RCVBUFFORCE SO_BUSY_POLL_BUDGET SO_DEVMEM_DONTNEED SO_INQ "
       "IP_ADD_MEMBERSHIP IP_DROP_MEMBERSHIP IP_UNBLOCK_SOURCE "
       "IP_BLOCK_SOURCE IP_ADD_SOURCE_MEMBERSHIP IP_DROP_SOURCE_MEMBERSHIP MCAST_JOIN_GROUP MCAST_BLOCK_SOURCE "
       "MCAST_UNBLOCK_SOURCE MCAST_LEAVE_GROUP MCAST_JOIN_SOURCE_GROUP MCAST_LEAVE_SOURCE_GROUP "
       "IPV6_ADD_MEMBERSHIP IPV6_JOIN_ANYCAST IPV6_LEAVE_ANYCAST TCP_MD5SIG TCP_MD5SIG_EXT TCP_REPAIR_OPTIONS "
       "TCP_AO_ADD_KEY TCP_AO_DEL_KEY PACKET_ADD_MEMBERSHIP PACKET_DROP_MEMBERSHIP PACKET_RX_RING "
       "PACKET_TX_RING PACKET_FANOUT_DATA NETLINK_ADD_MEMBERSHIP NETLINK_DROP_MEMBERSHIP", "It can only be set")
@alike("IPV6_PKTINFO", "can only be set")
@alike("SO_DETACH_FILTER SO_ATTACH_BPF SO_ATTACH_REUSEPORT_CBPF SO_ATTACH_REUSEPORT_EBPF SO_CNX_ADVICE "
       "SO_DETACH_REUSEPORT_BPF IP_IPSEC_POLICY IP_XFRM_POLICY IPV6_IPSEC_POLICY IPV6_XFRM_POLICY",
       "It cannot be read")
def _(name):
    return refused(got, socket_for(name), name, 64) == "ENOPROTOOPT"


@alike("XDP_RX_RING XDP_TX_RING XDP_UMEM_REG XDP_UMEM_FILL_RING XDP_UMEM_COMPLETION_RING XDP_MAX_TX_SKB_BUDGET",
       "It can only be set")
def _(name):
    return refused(got, fresh("xdp"), name, 64) == "EOPNOTSUPP"


@alike("TCP_ZEROCOPY_RECEIVE TCP_AO_GET_KEYS MPTCP_TCPINFO MPTCP_SUBFLOW_ADDRS MPTCP_FULL_INFO", "It cannot be set")
def _(name):
    return put_refused(socket_for(name), name, bytes(64)) == "ENOPROTOOPT"


@alike("SO_ZEROCOPY IP_RECVERR_RFC4884 IP_MULTICAST_ALL IPV6_RECVERR_RFC4884 TCP_THIN_LINEAR_TIMEOUTS "
       "TCP_FASTOPEN_CONNECT TCP_FASTOPEN_NO_COOKIE TCP_INQ PACKET_IGNORE_OUTGOING IPV6_MULTICAST_LOOP",
       "Only 0 or 1")
def _(name):
    s = socket_for(name)
    return [put_refused(s, name, value) for value in (0, 1, 2, -1)] == [None, None, "EINVAL", "EINVAL"]


@alike("SO_INQ", "to 0 or 1")
def _(name):
    s = fresh("unix")
    return [put_refused(s, name, value) for value in (0, 1, 2)] == [None, None, "EINVAL"]


@alike("SO_SECURITY_AUTHENTICATION SO_SECURITY_ENCRYPTION_TRANSPORT SO_SECURITY_ENCRYPTION_NETWORK "
       "IPV6_NEXTHOP IPV6_AUTHHDR IPV6_USE_MIN_MTU TCP_COOKIE_TRANSACTIONS TCP_AO_ADD_KEY TCP_AO_DEL_KEY TCP_AO_INFO "
       "TCP_AO_GET_KEYS TCP_AO_REPAIR PACKET_RECV_OUTPUT NETLINK_RX_RING NETLINK_TX_RING", "ENOPROTOOPT")
def _(name):
    # a kernel with TCP-AO would answer otherwise: there the words do not apply
    if name.startswith("TCP_AO") and put_refused(fresh("tcp"), "TCP_AO_DEL_KEY", bytes(168)) != "ENOPROTOOPT":
        return True
    s = socket_for(name)
    return put_refused(s, name, 1) == "ENOPROTOOPT" == refused(got, s, name, 64)


@alike("SO_VM_SOCKETS_PEER_HOST_VM_ID SO_VM_SOCKETS_TRUSTED SO_VM_SOCKETS_NONBLOCK_TXRX",
       "Linux implements nothing under it: ENOPROTOOPT")
def _(name):
    s = fresh("vsock")
    return short(s, name, 1) == "ENOPROTOOPT" == c_got(s, name, bytes(8))


@alike("SO_PASSCRED SO_PASSSEC SO_PASSPIDFD SO_PASSRIGHTS", "On Internet sockets, EOPNOTSUPP in recent kernels")
@alike("SO_PASSCRED SO_PASSSEC", "Other families answer EOPNOTSUPP on new kernels")
def _(name):
    return {put_refused(fresh(kind), name, 1) for kind in ("tcp", "udp6", "raw")} == {"EOPNOTSUPP"}


@alike("IPV6_JOIN_GROUP IPV6_LEAVE_GROUP IP_RECVRETOPTS IP_RECVORIGDSTADDR IPV6_RECVORIGDSTADDR SO_DETACH_BPF "
       "SO_GET_FILTER", "same number")
def _(name):
    same = {"IPV6_JOIN_GROUP": "IPV6_ADD_MEMBERSHIP", "IPV6_LEAVE_GROUP": "IPV6_DROP_MEMBERSHIP",
            "IP_RECVRETOPTS": "IP_RETOPTS", "IP_RECVORIGDSTADDR": "IP_ORIGDSTADDR", "SO_GET_FILTER": "SO_ATTACH_FILTER",
            "IPV6_RECVORIGDSTADDR": "IPV6_ORIGDSTADDR", "SO_DETACH_BPF": "SO_DETACH_FILTER"}[name]
    # what the C headers say, not the table of the program
    program = f"#include <netinet/in.h>\n#include <linux/in6.h>\n#include <sys/socket.h>\n{name} {same}"
    program = program.replace("#include <linux/in6.h>\n", "")
    text = tool("cpp", "-P", stdin=program)
    a, b = text.split()[-2:]
    return a == b


@alike("SO_TIMESTAMP_NEW SO_TIMESTAMPNS_NEW SO_TIMESTAMPING_NEW SO_RCVTIMEO_NEW SO_SNDTIMEO_NEW",
       "with 64-bit time on every machine", "On 64-bit systems the plain name is enough")
def _(name):
    plain = name[:-4]
    if "TIMEO" in name:
        s = fresh("tcp")
        put(s, name, struct.pack("qq", 2**33, 0))
        return got(s, name, 16) == got(s, plain, 16) == struct.pack("qq", 2**33, 0)
    times = []
    for option in plain, name:
        value = 8 | 16 if "ING" in name else 1
        found = brought(option, value=value)
        if "ING" in name:
            receiver = udp()
            put(receiver, option, value)
            while found is None or not any(found):
                receiver.sendto(b"x", receiver.getsockname())
                found = controls(receiver)[1].get(OPTIONS[option])
        times.append(len(found))
    return times[0] == times[1] and times[0] % 16 == 0


@alike("IP_HDRINCL IP_NODEFRAG", "ENOPROTOOPT on other sockets")
def _(name):
    return put_refused(fresh("raw"), name, 1) is None and {
        put_refused(fresh(kind), name, 1) for kind in ("udp", "tcp")} == {"ENOPROTOOPT"}


@alike("IPV6_HDRINCL", "ENOPROTOOPT on other sockets")
def _(name):
    return put_refused(fresh("raw6"), name, 1) is None and {
        put_refused(fresh(kind), name, 1) for kind in ("udp6", "tcp6")} == {"ENOPROTOOPT"}


@alike("IP_ROUTER_ALERT", "EINVAL on other sockets")
def _(name):
    return {put_refused(fresh(kind), name, 1) for kind in ("udp", "tcp")} == {"EINVAL"}


@alike("IP_RECVFRAGSIZE IP_MULTICAST_TTL IP_MULTICAST_IF", "EINVAL on TCP")
def _(name):
    value = bytes(4) if name.endswith("IF") else 1
    return put_refused(fresh("tcp"), name, value) == "EINVAL" and put_refused(fresh("udp"), name, value) is None


@alike("IPV6_MULTICAST_IF IPV6_MULTICAST_HOPS", "ENOPROTOOPT on TCP")
def _(name):
    return put_refused(fresh("tcp6"), name, 1) == "ENOPROTOOPT" and put_refused(fresh("udp6"), name, 1) is None


@alike("IP_ADD_MEMBERSHIP IPV6_ADD_MEMBERSHIP", "EPROTO on TCP")
def _(name):
    six = name.startswith("IPV6")
    group = socket.inet_pton(10, "ff02::77") + struct.pack("i", 1) if six else socket.inet_aton(
        "239.1.2.3") + socket.inet_aton(LO)
    return put_refused(fresh("tcp6" if six else "tcp"), name, group) == "EPROTO"


@alike("SO_ORIGINAL_DST IP6T_SO_ORIGINAL_DST", "where the firewall follows connections, one that nobody redirected gives its "
                                               "own destination, and where it does not, ENOENT")
def _(name):
    six = name.startswith("IP6")
    family = socket.AF_INET6 if six else socket.AF_INET
    untracked = refused(got, pair(family=family)[1], name, 28)
    # a rule that speaks of connections makes the firewall follow them
    tool("nft", "add table inet t; add chain inet t c { type filter hook output priority 0; ct state new counter; }")
    end = pair(family=family)[1]
    return untracked == "ENOENT" and struct.unpack("!H", got(end, name, 28)[2:4])[0] == end.getsockname()[1]


@alike("TCP_KEEPIDLE TCP_KEEPINTVL", "1 to 32767")
def _(name):
    s = fresh("tcp")
    return [put_refused(s, name, value) for value in (0, 1, 32767, 32768)] == ["EINVAL", None, None, "EINVAL"]


@alike("TCP_KEEPCNT TCP_SYNCNT", "1 to 127")
def _(name):
    s = fresh("tcp")
    return [put_refused(s, name, value) for value in (0, 1, 127, 128)] == ["EINVAL", None, None, "EINVAL"]


@alike("TCP_KEEPIDLE", "The default is net.ipv4.tcp_keepalive_time")
@alike("TCP_KEEPINTVL", "The default is net.ipv4.tcp_keepalive_intvl")
@alike("TCP_KEEPCNT", "The default is net.ipv4.tcp_keepalive_probes")
def _(name):
    setting = {"IDLE": "time", "NTVL": "intvl", "PCNT": "probes"}[name[-4:]]
    sysctl("net.ipv4.tcp_keepalive_" + setting, 77)
    return got(fresh("tcp"), name) == 77


@alike("IP_MULTICAST_TTL IPV6_MULTICAST_HOPS", "0 to 255", "-1 returns to it")
def _(name):
    s = socket_for(name)
    first = got(s, name)
    answers = [put_refused(s, name, value) for value in (0, 255, 256, -2)]
    return answers == [None, None, "EINVAL", "EINVAL"] and kept(s, name, -1) == first == 1


@alike("IP_IPSEC_POLICY IPV6_IPSEC_POLICY", "EOPNOTSUPP where the kernel has no PF_KEY")
def _(name):
    without = refused(socket.socket, 15, 3, 2) is not None
    return not without or put_refused(socket_for(name), name, bytes(64)) == "EOPNOTSUPP"


@alike("UDPLITE_SEND_CSCOV UDPLITE_RECV_CSCOV", "Values from 1 to 7 become 8")
def _(name):
    s = fresh("udplite")
    return [kept(s, name, value) for value in (0, 1, 7, 8, 9)] == [0, 8, 8, 8, 9]


@alike("UDPLITE_SEND_CSCOV UDPLITE_RECV_CSCOV", "Only on UDP-Lite sockets")
def _(name):
    return put_refused(fresh("udp"), name, 8) == "ENOPROTOOPT"


@alike("PACKET_VERSION PACKET_RESERVE", "must be set before the ring; EBUSY afterwards")
def _(name):
    s = fresh("packet")
    before = put_refused(s, name, 1)
    put(s, "PACKET_RX_RING", struct.pack("4I", 4096, 1, 2048, 2))
    return before is None and put_refused(s, name, 0) == "EBUSY"


@alike("TCP_RTO_MIN_US TCP_DELACK_MAX_US", "It can only be lowered")
def _(name):
    # the first number that is taken tells the tick
    s = fresh("tcp")
    most = [put_refused(s, name, value) for value in (200000, 200001)]
    least = next(n for n in (10001, 4001, 3334, 1001) if put_refused(s, name, n - 1) == "EINVAL"
                 and put_refused(s, name, n) is None)
    return most == [None, "EINVAL"] and least - 1 in (10000, 4000, 3333, 1000)


@alike("TCP_RTO_MIN_US TCP_DELACK_MAX_US", "Rounded up to ticks")
def _(name):
    s = fresh("tcp")
    value = kept(s, name, 100001)
    return value > 100001 and any(value % tick == 0 and value - tick < 100001 for tick in (1000, 3333, 4000, 10000))


@alike("SO_ATTACH_FILTER", "Reading gives the program back")
@alike("SO_GET_FILTER", "gives back the classic BPF program, and its length counts instructions")
def _(name):
    s = fresh("udp")
    attach(s, filter_program((0x28, 0, 0, 12), (6, 0, 0, 0xffff)))
    room = ctypes.create_string_buffer(64)
    length = ctypes.c_uint(2)
    libc.getsockopt(s.fileno(), SOL, OPTIONS[name][1], room, ctypes.byref(length))
    return length.value == 2 and room.raw[:16] == struct.pack("HBBI", 0x28, 0, 0, 12) + struct.pack(
        "HBBI", 6, 0, 0, 0xffff)
