unsigned int mark = 7;  // then: ip rule add fwmark 7 table 100 | después: ip rule add fwmark 7 table 100
if (setsockopt(fd, SOL_SOCKET, SO_MARK, &mark, sizeof mark) == -1)
    perror("SO_MARK");  // EPERM without CAP_NET_ADMIN or CAP_NET_RAW | EPERM sin CAP_NET_ADMIN ni CAP_NET_RAW
