SocketChannel channel = SocketChannel.open(StandardProtocolFamily.INET);
// before connect; in a server, on the ServerSocketChannel before bind | antes de connect; en un servidor, en el ServerSocketChannel antes de bind
channel.setOption(StandardSocketOptions.SO_RCVBUF, 50000);
// 50000: Java halves what the kernel doubled | 50000: Java divide por dos lo que el núcleo duplicó
System.out.println(channel.getOption(StandardSocketOptions.SO_RCVBUF));
