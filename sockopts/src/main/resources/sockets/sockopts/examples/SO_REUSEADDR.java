ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET);
// Java has switched it on already: false here shows what happens without it
listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
listener.bind(new InetSocketAddress(3500));
