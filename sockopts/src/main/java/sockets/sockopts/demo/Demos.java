package sockets.sockopts.demo;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The experiments there are, by the name of their option. */
public final class Demos {
    private static final Map<String, Supplier<Demo>> ALL = new LinkedHashMap<>();

    /** Options that are shown in the experiment of another one. */
    private static final Map<String, String> SHOWN_WITH = new LinkedHashMap<>();

    static {
        ALL.put("SO_REUSEADDR", ReuseAddress::new);
        ALL.put("SO_REUSEPORT", ReusePort::new);
        ALL.put("SO_RCVBUF", ReceiveBuffer::new);
        ALL.put("SO_SNDBUF", SendBuffer::new);
        ALL.put("SO_LINGER", Linger::new);
        ALL.put("SO_KEEPALIVE", KeepAlive::new);
        ALL.put("TCP_NODELAY", NoDelay::new);
        ALL.put("TCP_CORK", Cork::new);
        ALL.put("TCP_QUICKACK", QuickAck::new);
        ALL.put("SO_BROADCAST", Broadcast::new);
        ALL.put("SO_ERROR", PendingError::new);
        ALL.put("SO_RCVTIMEO", ReceiveTimeout::new);
        ALL.put("SO_SNDTIMEO", SendTimeout::new);
        ALL.put("SO_RCVLOWAT", ReceiveLowWater::new);
        ALL.put("SO_OOBINLINE", OutOfBandInline::new);
        ALL.put("SO_PEERCRED", PeerCred::new);
        ALL.put("SO_PASSCRED", PassCred::new);
        ALL.put("SO_PASSRIGHTS", PassRights::new);
        ALL.put("SO_BINDTODEVICE", BindToDevice::new);
        ALL.put("SO_ACCEPTCONN", SocketArguments::new);
        ALL.put("SO_TIMESTAMPNS", Timestamp::new);
        ALL.put("SO_PRIORITY", TypeOfService::new);
        ALL.put("SO_MARK", Mark::new);
        ALL.put("SO_INCOMING_CPU", IncomingCpu::new);
        ALL.put("SO_ATTACH_FILTER", AttachFilter::new);
        ALL.put("SO_RXQ_OVFL", Overflow::new);
        ALL.put("SO_PEEK_OFF", PeekOffset::new);
        ALL.put("SO_COOKIE", Cookie::new);
        ALL.put("IP_TTL", TimeToLive::new);
        ALL.put("IP_MTU_DISCOVER", MtuDiscover::new);
        ALL.put("IP_RECVERR", RecvErr::new);
        ALL.put("IP_ADD_MEMBERSHIP", Membership::new);
        ALL.put("IP_BIND_ADDRESS_NO_PORT", BindAddressNoPort::new);
        ALL.put("UDP_SEGMENT", Segmentation::new);
        ALL.put("IPV6_V6ONLY", V6Only::new);
        ALL.put("TCP_INFO", Info::new);
        ALL.put("TCP_USER_TIMEOUT", UserTimeout::new);
        ALL.put("TCP_RTO_MAX_MS", RtoMax::new);
        ALL.put("TCP_SAVE_SYN", SaveSyn::new);
        ALL.put("TCP_DEFER_ACCEPT", DeferAccept::new);
        ALL.put("TCP_FASTOPEN", FastOpen::new);

        SHOWN_WITH.put("TCP_KEEPIDLE", "SO_KEEPALIVE");
        SHOWN_WITH.put("TCP_KEEPINTVL", "SO_KEEPALIVE");
        SHOWN_WITH.put("TCP_KEEPCNT", "SO_KEEPALIVE");
        SHOWN_WITH.put("SO_TYPE", "SO_ACCEPTCONN");
        SHOWN_WITH.put("SO_DOMAIN", "SO_ACCEPTCONN");
        SHOWN_WITH.put("SO_PROTOCOL", "SO_ACCEPTCONN");
        SHOWN_WITH.put("SO_DETACH_FILTER", "SO_ATTACH_FILTER");
        SHOWN_WITH.put("IP_TOS", "SO_PRIORITY");
        SHOWN_WITH.put("IP_RECVTOS", "SO_PRIORITY");
        SHOWN_WITH.put("IP_RECVTTL", "IP_TTL");
        SHOWN_WITH.put("IP_MTU", "IP_MTU_DISCOVER");
        SHOWN_WITH.put("SO_RCVMARK", "SO_MARK");
        SHOWN_WITH.put("IP_MULTICAST_ALL", "IP_ADD_MEMBERSHIP");
        SHOWN_WITH.put("IP_LOCAL_PORT_RANGE", "IP_BIND_ADDRESS_NO_PORT");
        SHOWN_WITH.put("UDP_GRO", "UDP_SEGMENT");
        SHOWN_WITH.put("TCP_SAVED_SYN", "TCP_SAVE_SYN");
        SHOWN_WITH.put("TCP_FASTOPEN_CONNECT", "TCP_FASTOPEN");
    }

    private Demos() {}

    /** Every option that is shown in one of them. */
    public static Set<String> names() {
        Set<String> names = new LinkedHashSet<>(ALL.keySet());
        names.addAll(SHOWN_WITH.keySet());
        return names;
    }

    /** The experiment of an option; null if there is none. */
    public static Demo of(String name) {
        Supplier<Demo> demo = ALL.get(title(name));
        return demo == null ? null : demo.get();
    }

    /** The option whose experiment shows this one, too: the name that its texts have. */
    static String title(String name) {
        String option = name.toUpperCase(Locale.ROOT);
        return SHOWN_WITH.getOrDefault(option, option);
    }
}
