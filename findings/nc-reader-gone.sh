#!/usr/bin/env bash
# Guess:     in `yes | nc HOST PORT | head -1` head ends after a line, and then nc, which cannot write any more.
# Version:   netcat-openbsd 1.219 (Debian 12); 1.229 and 1.239 do the same.
# Behaviour: nc of OpenBSD goes on, with nobody to read its output, until it is stopped. That of netcat-traditional 1.10 ends
#            with its next write.
# Output:    openbsd: goes on
#            traditional: ends
. "$(dirname "$0")/setup.sh"
packages netcat-openbsd=1.219-1 libbsd0=0.11.7-2 libmd0=1.0.4-2 netcat-traditional=1.10-47

# an echo server for two clients, one after the other
cat >"$folder/server.py" <<'END'
import socket
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
for client in range(2):
    with listener.accept()[0] as connection:
        try:
            while data := connection.recv(100):
                connection.sendall(data)
        except ConnectionError:
            pass
END
python3 "$folder/server.py" >"$folder/seen" &
await "$folder/seen"
port=$(head -1 "$folder/seen")

# a line each tenth of a second; timeout says 124 of a program that it had to stop
lines() {
    while echo hola; do sleep 0.1; done
}
try() {
    local code=0
    (lines 2>/dev/null | { timeout "$1" "$2" 127.0.0.1 "$port" || echo $? >"$folder/code"; } | head -1 >/dev/null) || true
    code=$(cat "$folder/code")
    if [ "$code" = 124 ]; then echo "goes on"; else echo "ends"; fi
}
expect "goes on" "$(try 10 "$folder/root/bin/nc.openbsd")"
expect "ends" "$(try 60 "$folder/root/bin/nc.traditional")"
