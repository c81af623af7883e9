#include <linux/net_tstamp.h>
int fd = socket(AF_INET, SOCK_DGRAM, 0);
// take a stamp when a packet comes, and when one leaves; report those of software | marcar la hora cuando llega un paquete y cuando sale; informar las del software
int flags = SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_TX_SOFTWARE
        | SOF_TIMESTAMPING_SOFTWARE;
setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof flags);
// recvmsg(fd, &message, 0) brings the first ones, with MSG_ERRQUEUE the others: control | recvmsg(fd, &message, 0) trae las primeras, con MSG_ERRQUEUE las otras: mensajes de
// messages of type SCM_TIMESTAMPING that hold three struct timespec (software, -, hardware) | control de tipo SCM_TIMESTAMPING con tres struct timespec (software, -, hardware)
