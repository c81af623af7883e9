SocketChannel channel = SocketChannel.open(StandardProtocolFamily.INET);
channel.setOption(StandardSocketOptions.SO_SNDBUF, 65536);
// 65536: Java halves what the kernel doubled | 65536: Java divide por dos lo que el núcleo duplicó
System.out.println(channel.getOption(StandardSocketOptions.SO_SNDBUF));
