#include <time.h>
#include <linux/errqueue.h>
int on = 1;  // fd is a UDP socket | fd es un socket UDP
setsockopt(fd, IPPROTO_IP, IP_RECVERR, &on, sizeof on);  // then sendto(), poll(): POLLERR | después sendto(), poll(): POLLERR
_Alignas(struct cmsghdr) char control[512];
struct msghdr message = {.msg_control = control, .msg_controllen = sizeof control};
if (recvmsg(fd, &message, MSG_ERRQUEUE) != -1 && CMSG_FIRSTHDR(&message) != NULL) {
    struct sock_extended_err *error = (void *) CMSG_DATA(CMSG_FIRSTHDR(&message));
    printf("ICMP type %d, code %d\n", error->ee_type, error->ee_code);
}
