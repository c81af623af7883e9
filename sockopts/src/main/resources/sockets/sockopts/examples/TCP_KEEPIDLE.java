SocketChannel channel = SocketChannel.open(StandardProtocolFamily.INET);
channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
channel.setOption(jdk.net.ExtendedSocketOptions.TCP_KEEPIDLE, 60);
