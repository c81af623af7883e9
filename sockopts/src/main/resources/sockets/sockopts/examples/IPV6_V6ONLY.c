int fd = socket(AF_INET6, SOCK_STREAM, 0);
int on = 1;
setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);  // before bind() | antes de bind()
struct sockaddr_in6 here = {.sin6_family = AF_INET6, .sin6_port = htons(3500)};
if (bind(fd, (struct sockaddr *) &here, sizeof here) == -1 || listen(fd, 5) == -1)
    perror("port 3500");
