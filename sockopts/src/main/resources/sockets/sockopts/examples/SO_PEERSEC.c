char label[256] = "";
socklen_t length = sizeof label - 1;
if (getsockopt(fd, SOL_SOCKET, SO_PEERSEC, label, &length) == 0)
    printf("label: %s\n", label);
else
    perror("SO_PEERSEC");  // ENOPROTOOPT: nothing here gives labels | ENOPROTOOPT: aquí nada da etiquetas
