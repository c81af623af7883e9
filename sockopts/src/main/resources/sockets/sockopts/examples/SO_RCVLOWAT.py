import select
s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, 10)
select.select([s], [], [])  # wakes when 10 bytes are there | despierta cuando hay 10 bytes
# then recv: 10 bytes or more, fewer only at the end or after an error; | después recv: 10 bytes o más, menos solo al final o tras un error;
# without select, a recv that began with 5 would wait for 10 more | sin select, un recv que empezó con 5 esperaría 10 más
