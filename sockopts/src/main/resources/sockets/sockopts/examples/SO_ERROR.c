// fd is not blocking, and connect() answered EINPROGRESS | fd no es bloqueante, y connect() respondió EINPROGRESS
struct pollfd connecting = {.fd = fd, .events = POLLOUT};
poll(&connecting, 1, 5000);
int error = 0;
socklen_t length = sizeof error;
getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &length);
printf("connect: %s\n", error == 0 ? "done" : strerror(error));
