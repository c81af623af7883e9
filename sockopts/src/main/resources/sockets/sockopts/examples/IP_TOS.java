// without INET the socket is one of IPv6, and its IPv4 packets would leave with 0 | sin INET el socket es de IPv6, y sus paquetes IPv4 saldrían con 0
SocketChannel channel = SocketChannel.open(StandardProtocolFamily.INET);
// DSCP 46 (expedited forwarding), above the two ECN bits | DSCP 46 (reenvío acelerado), arriba de los dos bits de ECN
channel.setOption(StandardSocketOptions.IP_TOS, 46 << 2);
