int on = 1;
setsockopt(fd, SOL_SOCKET, SO_OOBINLINE, &on, sizeof on);
char data[1024];
ssize_t n = recv(fd, data, sizeof data, 0);  // ends before the urgent byte | termina antes del byte urgente
if (n > 0 && sockatmark(fd) == 1)
    puts("the next byte is the urgent one");
