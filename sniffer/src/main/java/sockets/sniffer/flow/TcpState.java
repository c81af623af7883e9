package sockets.sniffer.flow;

/** The states of one end of a connection, RFC 9293, 3.3.2, by the names that netstat shows. */
public enum TcpState {
    LISTEN,
    SYN_SENT,
    SYN_RECV,
    ESTABLISHED,
    FIN_WAIT1,
    FIN_WAIT2,
    CLOSE_WAIT,
    CLOSING,
    LAST_ACK,
    TIME_WAIT,
    CLOSED,
    /** The capture does not tell. */
    UNKNOWN
}
