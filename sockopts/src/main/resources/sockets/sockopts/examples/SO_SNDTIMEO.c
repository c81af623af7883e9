struct timeval limit = {.tv_sec = 3};
setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(3500)};
inet_pton(AF_INET, "192.0.2.1", &server.sin_addr);
if (connect(fd, (struct sockaddr *) &server, sizeof server) == -1)
    perror("connect");  // EINPROGRESS: 3 seconds were not enough | EINPROGRESS: 3 segundos no alcanzaron
