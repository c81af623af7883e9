#include <linux/vm_sockets.h>
int fd = socket(AF_VSOCK, SOCK_STREAM, 0);
unsigned long long size = 65536;  // an int would be EINVAL | un int daría EINVAL
if (setsockopt(fd, AF_VSOCK, SO_VM_SOCKETS_BUFFER_SIZE, &size, sizeof size) == -1)
    perror("SO_VM_SOCKETS_BUFFER_SIZE");
