#!/usr/bin/env bash
# Guess:     `mtr --json` and `mtr --report` of a host that answers nothing have a hop with a loss of 100 %.
# Version:   mtr 0.95 (Debian 12).
# Behaviour: where nothing answers, neither the host nor a router before it, there is no hop at all: "hubs" is empty, the report
#            has only its heading, nothing is said on stderr, and mtr ends with 0.
# Output:    answers: 127.0.0.1 0.0
#            silent: no hop, exit code 0
. "$(dirname "$0")/setup.sh"
packages mtr-tiny=0.95-1 libjansson4=2.14-2 libncurses6 libtinfo6

cat >"$folder/hops.py" <<'END'
import json, subprocess, sys
mtr = subprocess.run([sys.argv[1], "--json", "--no-dns", "--report-cycles", "2", "127.0.0.1"], capture_output=True, text=True)
hops = json.loads(mtr.stdout)["report"]["hubs"]
print(", ".join(f"{hop['host']} {hop['Loss%']}" for hop in hops) or f"no hop, exit code {mtr.returncode}{mtr.stderr}")
END
# a network namespace, whose kernel is told not to answer an Echo
cat >"$folder/try" <<'END'
set -e
ip link set lo up
echo "answers: $(python3 "$1/hops.py" "$1/root/usr/bin/mtr")"
echo 1 >/proc/sys/net/ipv4/icmp_echo_ignore_all
echo "silent: $(python3 "$1/hops.py" "$1/root/usr/bin/mtr")"
END
export MTR_PACKET=$folder/root/usr/bin/mtr-packet
seen=$(unshare --map-root-user --net sh "$folder/try" "$folder")
expect "answers: 127.0.0.1 0.0
silent: no hop, exit code 0" "$seen"
