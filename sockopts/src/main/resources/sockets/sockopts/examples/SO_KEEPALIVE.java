SocketChannel channel = SocketChannel.open(StandardProtocolFamily.INET);
channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
// the defaults take hours: here a dead peer is noticed after 60 + 3 * 10 seconds | por omisión tarda horas: aquí un extremo muerto se nota a los 60 + 3 * 10 segundos
channel.setOption(jdk.net.ExtendedSocketOptions.TCP_KEEPIDLE, 60);
channel.setOption(jdk.net.ExtendedSocketOptions.TCP_KEEPINTERVAL, 10);
channel.setOption(jdk.net.ExtendedSocketOptions.TCP_KEEPCOUNT, 3);
