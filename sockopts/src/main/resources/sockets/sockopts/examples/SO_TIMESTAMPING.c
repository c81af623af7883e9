#include <linux/net_tstamp.h>
int fd = socket(AF_INET, SOCK_DGRAM, 0);
// take a stamp when a packet comes, and when one leaves; report those of software
int flags = SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_TX_SOFTWARE
        | SOF_TIMESTAMPING_SOFTWARE;
setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof flags);
// recvmsg(fd, &message, 0) brings the first ones, with MSG_ERRQUEUE the others: control
// messages of type SCM_TIMESTAMPING that hold three struct timespec (software, -, hardware)
