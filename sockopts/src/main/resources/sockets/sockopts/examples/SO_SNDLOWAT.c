int least = 1024;
if (setsockopt(fd, SOL_SOCKET, SO_SNDLOWAT, &least, sizeof least) == -1)
    perror("SO_SNDLOWAT");  // ENOPROTOOPT: on Linux it is always 1 | ENOPROTOOPT: en Linux siempre es 1
