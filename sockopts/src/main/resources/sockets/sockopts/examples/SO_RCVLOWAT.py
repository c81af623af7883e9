import select
s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, 10)
select.select([s], [], [])  # wakes when 10 bytes are there
# then recv: 10 bytes or more, fewer only at the end or after an error;
# without select, a recv that began with 5 would wait for 10 more
