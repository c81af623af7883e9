#include <linux/can.h>
#include <linux/can/j1939.h>
int fd = socket(AF_CAN, SOCK_DGRAM, CAN_J1939);
int priority = 3;  // 0 goes first, 7 last | 0 va primero, 7 último
if (setsockopt(fd, SOL_CAN_J1939, SO_J1939_SEND_PRIO, &priority, sizeof priority) == -1)
    perror("SO_J1939_SEND_PRIO");
