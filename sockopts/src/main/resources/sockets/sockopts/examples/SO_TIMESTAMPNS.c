int on = 1;  // fd is a UDP socket | fd es un socket UDP
setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
char data[1024];
_Alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof(struct timespec))];
struct iovec buffer = {data, sizeof data};
struct msghdr message = {.msg_iov = &buffer, .msg_iovlen = 1,
                         .msg_control = control, .msg_controllen = sizeof control};
if (recvmsg(fd, &message, 0) >= 0 && CMSG_FIRSTHDR(&message) != NULL)
    printf("came at %ld s\n", ((struct timespec *) CMSG_DATA(CMSG_FIRSTHDR(&message)))->tv_sec);
