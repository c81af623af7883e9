s.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
# the defaults take hours: here a dead peer is noticed after 60 + 3 * 10 seconds | por omisión tarda horas: aquí un extremo muerto se nota a los 60 + 3 * 10 segundos
s.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 60)
s.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 10)
s.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPCNT, 3)
