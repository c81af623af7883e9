int on = 1, count = 3;
setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
setsockopt(fd, IPPROTO_TCP, TCP_KEEPCNT, &count, sizeof count);
