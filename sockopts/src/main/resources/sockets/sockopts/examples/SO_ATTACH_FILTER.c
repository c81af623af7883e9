#include <linux/filter.h>
// fd is a UDP socket: byte 0 is the first of the UDP header | fd es un socket UDP: el byte 0 es el primero del encabezado UDP
struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_H | BPF_ABS, 0),           // load the source port | carga el puerto de origen
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 3500, 0, 1), // another than 3500: skip one | otro que 3500: saltea una
        BPF_STMT(BPF_RET | BPF_K, 0xffff),               // take the datagram | toma el datagrama
        BPF_STMT(BPF_RET | BPF_K, 0)};                   // drop it | lo descarta
struct sock_fprog program = {.len = 4, .filter = code};
if (setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program) == -1)
    perror("SO_ATTACH_FILTER");
