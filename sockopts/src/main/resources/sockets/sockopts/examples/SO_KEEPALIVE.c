int on = 1, idle = 60, interval = 10, count = 3;
setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
// the defaults take hours: here a dead peer is noticed after 60 + 3 * 10 seconds | por omisión tarda horas: aquí un extremo muerto se nota a los 60 + 3 * 10 segundos
setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &idle, sizeof idle);
setsockopt(fd, IPPROTO_TCP, TCP_KEEPINTVL, &interval, sizeof interval);
setsockopt(fd, IPPROTO_TCP, TCP_KEEPCNT, &count, sizeof count);
