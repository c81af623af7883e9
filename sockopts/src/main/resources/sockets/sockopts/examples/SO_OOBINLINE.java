SocketChannel channel = SocketChannel.open(StandardProtocolFamily.INET);
// StandardSocketOptions has no such name; without it Java drops the urgent byte
channel.socket().setOOBInline(true);
