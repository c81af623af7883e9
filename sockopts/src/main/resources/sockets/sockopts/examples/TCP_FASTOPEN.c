int queue = 16;
setsockopt(fd, IPPROTO_TCP, TCP_FASTOPEN, &queue, sizeof queue);
struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(3500)};
if (bind(fd, (struct sockaddr *) &here, sizeof here) == -1 || listen(fd, 16) == -1)
    perror("port 3500");
