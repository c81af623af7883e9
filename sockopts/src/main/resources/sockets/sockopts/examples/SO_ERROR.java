SocketChannel channel = SocketChannel.open(StandardProtocolFamily.INET);
channel.configureBlocking(false);
channel.connect(new InetSocketAddress("127.0.0.1", 3500));
Selector selector = Selector.open();
channel.register(selector, SelectionKey.OP_CONNECT);
selector.select(5000);
// reads SO_ERROR and throws it: ConnectException where nobody listens | lee SO_ERROR y lo lanza: ConnectException donde nadie escucha
System.out.println(channel.finishConnect() ? "done" : "not yet");
