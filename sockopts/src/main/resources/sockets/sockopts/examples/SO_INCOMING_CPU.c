// fd is a connection that has received something | fd es una conexión que ya recibió algo
int cpu;
socklen_t length = sizeof cpu;
getsockopt(fd, SOL_SOCKET, SO_INCOMING_CPU, &cpu, &length);
printf("the last packet came through CPU %d\n", cpu);
