ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET);
// in each process or thread that listens on the port, before bind | en cada proceso o hilo que escucha en el puerto, antes de bind
listener.setOption(StandardSocketOptions.SO_REUSEPORT, true);
listener.bind(new InetSocketAddress(3500));
