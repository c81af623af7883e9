unsigned int milliseconds = 10000;
setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &milliseconds, sizeof milliseconds);
// 10 seconds after data that nobody acknowledged, send() and recv() fail with ETIMEDOUT | 10 segundos después de datos que nadie confirmó, send() y recv() fallan con ETIMEDOUT
