ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET);
// in each process or thread that listens on the port, before bind
listener.setOption(StandardSocketOptions.SO_REUSEPORT, true);
listener.bind(new InetSocketAddress(3500));
