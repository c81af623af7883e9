struct timeval limit = {.tv_sec = 0, .tv_usec = 500000};
setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
char data[1024];
if (recv(fd, data, sizeof data, 0) == -1 && (errno == EAGAIN || errno == EWOULDBLOCK))
    puts("nothing came in half a second");
