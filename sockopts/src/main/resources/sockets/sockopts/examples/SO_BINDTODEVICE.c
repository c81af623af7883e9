const char *name = "lo";
if (setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, name, strlen(name) + 1) == -1)
    perror("SO_BINDTODEVICE");
