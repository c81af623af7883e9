#include <linux/vm_sockets.h>
int fd = socket(AF_VSOCK, SOCK_STREAM, 0);
unsigned long long most = 1 << 20, size = 1 << 20;
// the limit first: a size above it would be cut to it | primero el límite: un tamaño mayor se recortaría a él
setsockopt(fd, AF_VSOCK, SO_VM_SOCKETS_BUFFER_MAX_SIZE, &most, sizeof most);
setsockopt(fd, AF_VSOCK, SO_VM_SOCKETS_BUFFER_SIZE, &size, sizeof size);
