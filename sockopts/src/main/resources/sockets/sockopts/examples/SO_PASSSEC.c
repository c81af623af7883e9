int on = 1;  // fd is a UNIX socket | fd es un socket UNIX
setsockopt(fd, SOL_SOCKET, SO_PASSSEC, &on, sizeof on);
char data[1024];
_Alignas(struct cmsghdr) char control[512];
struct iovec buffer = {data, sizeof data};
struct msghdr message = {.msg_iov = &buffer, .msg_iovlen = 1,
                         .msg_control = control, .msg_controllen = sizeof control};
if (recvmsg(fd, &message, 0) > 0 && CMSG_FIRSTHDR(&message) != NULL)
    printf("label: %.256s\n", (char *) CMSG_DATA(CMSG_FIRSTHDR(&message)));
