// abort: RST instead of FIN, what was not sent is thrown away | abortar: RST en vez de FIN, lo que no se envió se descarta
struct linger abort_it = {.l_onoff = 1, .l_linger = 0};
setsockopt(fd, SOL_SOCKET, SO_LINGER, &abort_it, sizeof abort_it);
close(fd);
