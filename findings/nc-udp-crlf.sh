#!/usr/bin/env bash
# Guess:     `nc -u -C` ends the line with CR LF and sends it: one datagram of 5 bytes for "uno".
# Version:   netcat-openbsd 1.219 (Debian 12); 1.229 and 1.239, and netcat-traditional 1.10, do the same. ncat sends one.
# Behaviour: two datagrams, the text and its end: a server that answers each gets two messages for a line.
# Output:    [b'uno', b'\r\n']
. "$(dirname "$0")/setup.sh"
packages netcat-openbsd=1.219-1 libbsd0=0.11.7-2 libmd0=1.0.4-2

cat >"$folder/server.py" <<'END'
import socket
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("127.0.0.1", 0))
server.settimeout(60)
print(server.getsockname()[1], flush=True)
datagrams = []
while b"\n" not in b"".join(datagrams):
    datagrams.append(server.recv(100))
print(datagrams, flush=True)
END
python3 "$folder/server.py" >"$folder/seen" &
await "$folder/seen"
printf 'uno\n' | "$folder/root/bin/nc.openbsd" -u -C -w 1 127.0.0.1 "$(head -1 "$folder/seen")" || true
wait
expect "[b'uno', b'\\r\\n']" "$(sed -n 2p "$folder/seen")"
