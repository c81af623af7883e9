#define _GNU_SOURCE
struct ucred peer;  // fd is a connection of UNIX sockets | fd es una conexión de sockets UNIX
socklen_t length = sizeof peer;
if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0)
    printf("pid %d, user %u, group %u\n", peer.pid, peer.uid, peer.gid);
