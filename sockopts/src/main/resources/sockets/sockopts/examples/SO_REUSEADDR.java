ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET);
// Java has switched it on already: false here shows what happens without it | Java ya la activó: false muestra aquí qué pasa sin ella
listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
listener.bind(new InetSocketAddress(3500));
