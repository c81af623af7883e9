#!/usr/bin/env bash
# Guess:     in the timers of `ss -o`, `ms` stands for milliseconds: `timer:(keepalive,8.995ms,0)` has nine thousandths of a second
#            to go.
# Version:   iproute2 6.1.0 (Debian 12).
# Behaviour: below ten seconds ss prints seconds, a point, the milliseconds and `ms`: 8.995ms are 8.995 seconds. From ten seconds
#            on it prints whole seconds and `sec`, below one second only milliseconds and `ms`.
# Output:    9 s to the first probe: timer:(keepalive,N.NNNms,0)
#            30 s to the first probe: timer:(keepalive,NNsec,0)
. "$(dirname "$0")/setup.sh"
packages iproute2=6.1.0-3 libbsd0=0.11.7-2 libmd0=1.0.4-2 libmnl0=1.0.4-3 libtirpc3=1.3.3+ds-1 libcap2

# two connections whose keepalive probe is 9 and 30 seconds away, seen by ss at once; the number of digits is what tells
cat >"$folder/timers.py" <<'END'
import re, socket, subprocess, sys
for seconds in (9, 30):
    with socket.create_server(("127.0.0.1", 0)) as listener, socket.create_connection(listener.getsockname()) as client:
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, seconds)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        seen = subprocess.check_output([sys.argv[1], "-Htno", "sport", "=", f":{client.getsockname()[1]}"], text=True)
        print(f"{seconds} s to the first probe:", re.sub(r"\d(?=[\d.]*(ms|sec))", "N", re.search(r"timer:\S+", seen)[0]))
END
seen=$(python3 "$folder/timers.py" "$folder/root/bin/ss")
expect "9 s to the first probe: timer:(keepalive,N.NNNms,0)
30 s to the first probe: timer:(keepalive,NNsec,0)" "$seen"
