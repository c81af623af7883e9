// without INET the socket is one of IPv6, and its IPv4 packets would leave with 0
SocketChannel channel = SocketChannel.open(StandardProtocolFamily.INET);
// DSCP 46 (expedited forwarding), above the two ECN bits
channel.setOption(StandardSocketOptions.IP_TOS, 46 << 2);
