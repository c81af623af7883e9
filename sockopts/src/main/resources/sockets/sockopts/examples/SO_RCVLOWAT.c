int least = 10;
setsockopt(fd, SOL_SOCKET, SO_RCVLOWAT, &least, sizeof least);
char data[1024];
ssize_t n = recv(fd, data, sizeof data, 0);
printf("%zd bytes: fewer than %d only at the end, or after an error\n", n, least);
