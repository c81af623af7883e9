#include <linux/vm_sockets.h>
int fd = socket(AF_VSOCK, SOCK_STREAM, 0);
unsigned long long least = 4096;
if (setsockopt(fd, AF_VSOCK, SO_VM_SOCKETS_BUFFER_MIN_SIZE, &least, sizeof least) == -1)
    perror("SO_VM_SOCKETS_BUFFER_MIN_SIZE");
