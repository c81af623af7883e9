#include <linux/can.h>
#include <linux/can/j1939.h>
int fd = socket(AF_CAN, SOCK_DGRAM, CAN_J1939);
// only what the unit with address 0x20 sends | solo lo que envía la unidad de dirección 0x20
struct j1939_filter filter = {.addr = 0x20, .addr_mask = 0xff};
if (setsockopt(fd, SOL_CAN_J1939, SO_J1939_FILTER, &filter, sizeof filter) == -1)
    perror("SO_J1939_FILTER");
