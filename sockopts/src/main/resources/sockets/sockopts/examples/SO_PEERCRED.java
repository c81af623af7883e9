ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
listener.bind(UnixDomainSocketAddress.of("example.sock"));
SocketChannel client = listener.accept();
var peer = client.getOption(jdk.net.ExtendedSocketOptions.SO_PEERCRED);
System.out.println("user " + peer.user().getName() + ", group " + peer.group().getName());
