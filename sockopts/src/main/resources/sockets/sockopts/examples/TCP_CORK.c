int on = 1, off = 0;
setsockopt(fd, IPPROTO_TCP, TCP_CORK, &on, sizeof on);
send(fd, "HTTP/1.0 200 OK\r\n\r\n", 19, 0);
send(fd, "hello\n", 6, 0);
setsockopt(fd, IPPROTO_TCP, TCP_CORK, &off, sizeof off);  // both leave now, in one segment | ambos salen ahora, en un segmento
