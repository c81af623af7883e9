SocketChannel channel = SocketChannel.open(StandardProtocolFamily.INET);
// StandardSocketOptions has no such name; without it Java drops the urgent byte | StandardSocketOptions no tiene ese nombre; sin ella Java descarta el byte urgente
channel.socket().setOOBInline(true);
