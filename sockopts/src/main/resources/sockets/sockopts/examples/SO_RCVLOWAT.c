int least = 10;
setsockopt(fd, SOL_SOCKET, SO_RCVLOWAT, &least, sizeof least);
// poll wakes when 10 bytes are there; a recv that began with 5 would wait for 10 more | poll despierta cuando hay 10 bytes; un recv que empezó con 5 esperaría 10 más
struct pollfd waiting = {fd, POLLIN, 0};
poll(&waiting, 1, -1);
char data[1024];
ssize_t n = recv(fd, data, sizeof data, 0);
printf("%zd bytes: fewer than %d only at the end, or after an error\n", n, least);
