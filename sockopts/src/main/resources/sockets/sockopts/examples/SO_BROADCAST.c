int fd = socket(AF_INET, SOCK_DGRAM, 0);
int on = 1;
setsockopt(fd, SOL_SOCKET, SO_BROADCAST, &on, sizeof on);
struct sockaddr_in everybody = {.sin_family = AF_INET, .sin_port = htons(3500)};
inet_pton(AF_INET, "127.255.255.255", &everybody.sin_addr);
if (sendto(fd, "hello", 5, 0, (struct sockaddr *) &everybody, sizeof everybody) == -1)
    perror("sendto");
