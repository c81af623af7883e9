SocketChannel channel = SocketChannel.open(StandardProtocolFamily.INET);
// before connect; in a server, on the ServerSocketChannel before bind
channel.setOption(StandardSocketOptions.SO_RCVBUF, 50000);
// 50000: Java halves what the kernel doubled
System.out.println(channel.getOption(StandardSocketOptions.SO_RCVBUF));
