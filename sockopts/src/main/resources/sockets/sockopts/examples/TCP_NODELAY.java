SocketChannel channel = SocketChannel.open(StandardProtocolFamily.INET);
channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
