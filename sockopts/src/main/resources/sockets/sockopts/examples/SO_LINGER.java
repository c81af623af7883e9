SocketChannel channel = SocketChannel.open(StandardProtocolFamily.INET);
channel.connect(new InetSocketAddress("127.0.0.1", 3500));
// close() waits up to 5 seconds; 0 aborts with RST, -1 switches the option off | close() espera hasta 5 segundos; 0 aborta con RST, -1 desactiva la opción
channel.setOption(StandardSocketOptions.SO_LINGER, 5);
channel.close();
