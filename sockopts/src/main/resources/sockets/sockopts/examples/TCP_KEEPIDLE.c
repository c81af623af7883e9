int on = 1, idle = 60;
setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &idle, sizeof idle);
