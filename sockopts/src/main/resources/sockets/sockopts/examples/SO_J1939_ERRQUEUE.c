#include <linux/can.h>
#include <linux/can/j1939.h>
int fd = socket(AF_CAN, SOCK_DGRAM, CAN_J1939);
int on = 1;
if (setsockopt(fd, SOL_CAN_J1939, SO_J1939_ERRQUEUE, &on, sizeof on) == -1)
    perror("SO_J1939_ERRQUEUE");
