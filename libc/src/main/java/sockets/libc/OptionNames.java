package sockets.libc;

/** The names of socket options by level and number. */
final class OptionNames {
    // in the order of their numbers, from 0; <asm-generic/socket.h>
    private static final String[] SOCKET =
            """
            - SO_DEBUG SO_REUSEADDR SO_TYPE SO_ERROR SO_DONTROUTE SO_BROADCAST SO_SNDBUF SO_RCVBUF \
            SO_KEEPALIVE SO_OOBINLINE SO_NO_CHECK SO_PRIORITY SO_LINGER SO_BSDCOMPAT SO_REUSEPORT \
            SO_PASSCRED SO_PEERCRED SO_RCVLOWAT SO_SNDLOWAT SO_RCVTIMEO SO_SNDTIMEO - - - \
            SO_BINDTODEVICE SO_ATTACH_FILTER SO_DETACH_FILTER SO_PEERNAME SO_TIMESTAMP \
            SO_ACCEPTCONN SO_PEERSEC SO_SNDBUFFORCE SO_RCVBUFFORCE SO_PASSSEC SO_TIMESTAMPNS \
            SO_MARK SO_TIMESTAMPING SO_PROTOCOL SO_DOMAIN SO_RXQ_OVFL SO_WIFI_STATUS SO_PEEK_OFF \
            SO_NOFCS SO_LOCK_FILTER SO_SELECT_ERR_QUEUE SO_BUSY_POLL SO_MAX_PACING_RATE \
            SO_BPF_EXTENSIONS SO_INCOMING_CPU SO_ATTACH_BPF SO_ATTACH_REUSEPORT_CBPF \
            SO_ATTACH_REUSEPORT_EBPF SO_CNX_ADVICE - SO_MEMINFO SO_INCOMING_NAPI_ID SO_COOKIE - \
            SO_PEERGROUPS SO_ZEROCOPY SO_TXTIME SO_BINDTOIFINDEX SO_TIMESTAMP_NEW \
            SO_TIMESTAMPNS_NEW SO_TIMESTAMPING_NEW SO_RCVTIMEO_NEW SO_SNDTIMEO_NEW \
            SO_DETACH_REUSEPORT_BPF SO_PREFER_BUSY_POLL SO_BUSY_POLL_BUDGET SO_NETNS_COOKIE \
            SO_BUF_LOCK SO_RESERVE_MEM SO_TXREHASH SO_RCVMARK SO_PASSPIDFD SO_PEERPIDFD - - - - \
            SO_RCVPRIORITY SO_PASSRIGHTS"""
                    .split(" ");

    // <linux/in.h>
    private static final String[] IP =
            """
            - IP_TOS IP_TTL IP_HDRINCL IP_OPTIONS IP_ROUTER_ALERT IP_RECVOPTS IP_RETOPTS IP_PKTINFO \
            IP_PKTOPTIONS IP_MTU_DISCOVER IP_RECVERR IP_RECVTTL IP_RECVTOS IP_MTU IP_FREEBIND \
            IP_IPSEC_POLICY IP_XFRM_POLICY IP_PASSSEC IP_TRANSPARENT IP_ORIGDSTADDR IP_MINTTL \
            IP_NODEFRAG IP_CHECKSUM IP_BIND_ADDRESS_NO_PORT IP_RECVFRAGSIZE IP_RECVERR_RFC4884 \
            - - - - - IP_MULTICAST_IF IP_MULTICAST_TTL IP_MULTICAST_LOOP IP_ADD_MEMBERSHIP \
            IP_DROP_MEMBERSHIP IP_UNBLOCK_SOURCE IP_BLOCK_SOURCE IP_ADD_SOURCE_MEMBERSHIP \
            IP_DROP_SOURCE_MEMBERSHIP IP_MSFILTER MCAST_JOIN_GROUP MCAST_BLOCK_SOURCE \
            MCAST_UNBLOCK_SOURCE MCAST_LEAVE_GROUP MCAST_JOIN_SOURCE_GROUP \
            MCAST_LEAVE_SOURCE_GROUP MCAST_MSFILTER IP_MULTICAST_ALL IP_UNICAST_IF \
            IP_LOCAL_PORT_RANGE IP_PROTOCOL"""
                    .split(" ");

    // <linux/in6.h>
    private static final String[] IPV6 =
            """
            - - - - - - - - - - - - - - - - IPV6_UNICAST_HOPS IPV6_MULTICAST_IF \
            IPV6_MULTICAST_HOPS IPV6_MULTICAST_LOOP IPV6_ADD_MEMBERSHIP IPV6_DROP_MEMBERSHIP \
            IPV6_ROUTER_ALERT IPV6_MTU_DISCOVER IPV6_MTU IPV6_RECVERR IPV6_V6ONLY - - - - \
            IPV6_RECVERR_RFC4884"""
                    .split(" ");

    // <linux/tcp.h>
    private static final String[] TCP =
            """
            - TCP_NODELAY TCP_MAXSEG TCP_CORK TCP_KEEPIDLE TCP_KEEPINTVL TCP_KEEPCNT TCP_SYNCNT \
            TCP_LINGER2 TCP_DEFER_ACCEPT TCP_WINDOW_CLAMP TCP_INFO TCP_QUICKACK TCP_CONGESTION \
            TCP_MD5SIG - TCP_THIN_LINEAR_TIMEOUTS TCP_THIN_DUPACK TCP_USER_TIMEOUT TCP_REPAIR \
            TCP_REPAIR_QUEUE TCP_QUEUE_SEQ TCP_REPAIR_OPTIONS TCP_FASTOPEN TCP_TIMESTAMP \
            TCP_NOTSENT_LOWAT TCP_CC_INFO TCP_SAVE_SYN TCP_SAVED_SYN TCP_REPAIR_WINDOW \
            TCP_FASTOPEN_CONNECT TCP_ULP TCP_MD5SIG_EXT TCP_FASTOPEN_KEY TCP_FASTOPEN_NO_COOKIE \
            TCP_ZEROCOPY_RECEIVE TCP_INQ TCP_TX_DELAY TCP_AO_ADD_KEY TCP_AO_DEL_KEY TCP_AO_INFO \
            TCP_AO_GET_KEYS TCP_AO_REPAIR TCP_IS_MPTCP TCP_RTO_MAX_MS TCP_RTO_MIN_US \
            TCP_DELACK_MAX_US"""
                    .split(" ");

    // <linux/udp.h>: these count from 100
    private static final String[] UDP = {
        "UDP_ENCAP", "UDP_NO_CHECK6_TX", "UDP_NO_CHECK6_RX", "UDP_SEGMENT", "UDP_GRO"
    };
    private static final int UDP_FIRST = 100;

    // <linux/if_packet.h>
    private static final String[] PACKET =
            """
            - PACKET_ADD_MEMBERSHIP PACKET_DROP_MEMBERSHIP PACKET_RECV_OUTPUT - PACKET_RX_RING \
            PACKET_STATISTICS PACKET_COPY_THRESH PACKET_AUXDATA PACKET_ORIGDEV PACKET_VERSION \
            PACKET_HDRLEN PACKET_RESERVE PACKET_TX_RING PACKET_LOSS PACKET_VNET_HDR \
            PACKET_TX_TIMESTAMP PACKET_TIMESTAMP PACKET_FANOUT PACKET_TX_HAS_OFF \
            PACKET_QDISC_BYPASS PACKET_ROLLOVER_STATS PACKET_FANOUT_DATA PACKET_IGNORE_OUTGOING"""
                    .split(" ");

    // <linux/icmp.h>, <linux/icmpv6.h>
    private static final String[] ICMP = {"-", "ICMP_FILTER"};
    private static final String[] ICMPV6 = {"-", "ICMPV6_FILTER"};

    private OptionNames() {}

    /** {@code SO_REUSEADDR}; of one that is not known here level and number. */
    static String of(int level, int number) {
        String[] names =
                switch (level) {
                    case Linux.SOL_SOCKET -> SOCKET;
                    case Linux.IPPROTO_IP -> IP;
                    case Linux.IPPROTO_IPV6 -> IPV6;
                    case Linux.IPPROTO_TCP -> TCP;
                    case Linux.IPPROTO_UDP -> UDP;
                    case Linux.SOL_PACKET -> PACKET;
                    case Linux.SOL_RAW -> ICMP;
                    case Linux.IPPROTO_ICMPV6 -> ICMPV6;
                    default -> new String[0];
                };
        int place = level == Linux.IPPROTO_UDP ? number - UDP_FIRST : number;
        boolean known = place >= 0 && place < names.length && !names[place].equals("-");
        return known ? names[place] : level + ", " + number;
    }
}
