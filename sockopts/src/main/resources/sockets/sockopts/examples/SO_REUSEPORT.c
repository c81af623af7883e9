int on = 1;
setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);  // in each process, before bind() | en cada proceso, antes de bind()
struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(3500)};
if (bind(fd, (struct sockaddr *) &here, sizeof here) == -1 || listen(fd, 5) == -1)
    perror("port 3500");
