int fd = socket(AF_INET, SOCK_DGRAM, 0);
int on = 1;
setsockopt(fd, SOL_SOCKET, SO_DONTROUTE, &on, sizeof on);
struct sockaddr_in far = {.sin_family = AF_INET, .sin_port = htons(3500)};
inet_pton(AF_INET, "198.51.100.1", &far.sin_addr);
if (sendto(fd, "hello", 5, 0, (struct sockaddr *) &far, sizeof far) == -1)
    perror("sendto");  // ENETUNREACH: it is behind a router | ENETUNREACH: está detrás de un router
