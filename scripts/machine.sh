#!/usr/bin/env bash
# Builds the real image of docs/machine/Containerfile from the zip in dist/ and tries what it is for: with docker, or as root with
# podman. Minutes, and Debian's packages are fetched: for a change of that folder, and for the workflow. Where no registry can be
# reached, "scripts/machine.sh debootstrap" makes the base of Debian's packages.
set -euo pipefail
cd "$(dirname "$0")/.."
engine=${ENGINE:-$(command -v docker podman | head -n 1)}
[ -n "$engine" ] || { echo "machine.sh: neither docker nor podman" >&2; exit 1; }
folder=$(mktemp -d)
name=sockets-machine-test-$$
clean() {
    "$engine" rm -f "$name-1" "$name-2" || true
    "$engine" network rm "$name" || true
    rm -rf "$folder"
} >/dev/null 2>&1
trap clean EXIT

if [ "${1:-}" = debootstrap ]; then
    debootstrap --variant=minbase bookworm "$folder/base" http://deb.debian.org/debian >"$folder/log" || { tail "$folder/log" >&2; exit 1; }
    tar -C "$folder/base" -c . | "$engine" import - docker.io/library/debian:bookworm-slim >/dev/null
fi
unzip -q dist/sockets-*.zip -d "$folder/zip"
cd "$folder"/zip/*/
"$engine" build -t sockets -f docs/machine/Containerfile .
"$engine" build -t sockets-kathara --target kathara -f docs/machine/Containerfile .

# the file for virtual machines, by who knows it best
if command -v cloud-init >/dev/null; then cloud-init schema --config-file docs/machine/cloud-init.yaml; fi
if "$engine" compose version >/dev/null 2>&1; then "$engine" compose -f docs/machine/compose.yaml config --quiet; fi

# expect TEXT COMMAND...: the command prints the text
expect() {
    local text=$1 said
    shift
    said=$("$@" 2>&1) || true
    case $said in *"$text"*) echo "ok  $text" ;; *) echo "no  $text: $said" >&2; exit 1 ;; esac
}
# once COMMAND...: in a container that has no network but loopback
once() { "$engine" run --rm --network none --cap-add NET_RAW "$@"; }

expect student once sockets id -un
expect root once sockets-kathara id -un
expect "Uso: " once sockets java -jar dist/udp-echo.jar --help
expect "0 of them needed" once sockets java -jar dist/udp-echo.jar doctor --lang en
for tool in netstat ss tcpdump tshark telnet nc strace tmux traceroute python3 lsof javac man; do
    once sockets sh -c 'PATH=$PATH:/usr/sbin; command -v "$1" >/dev/null' sh "$tool" || { echo "no  $tool" >&2; exit 1; }
done
expect "2 packets captured" once sockets sh -c '
    tcpdump -n -i lo -c 2 udp port 3500 2>&1 | while read -r line; do
        echo "$line"
        case $line in "listening on"*) for i in 1 2; do java -jar dist/udp-echo.jar client -w 1 -m hola; done & ;; esac
    done'
expect "1  127.0.0.1" once sockets sh -c 'sudo java -jar dist/traceroute.jar -n --simple 127.0.0.1'
expect "recvfrom(" once sockets strace -f -e trace=network java -jar dist/udp-echo.jar demo

"$engine" network create --subnet 10.0.0.0/24 --gateway 10.0.0.254 "$name" >/dev/null
for host in 1 2; do
    "$engine" run -d -t -i --network "$name" --ip "10.0.0.$host" --cap-add NET_RAW --name "$name-$host" sockets >/dev/null
done
"$engine" exec -d "$name-1" java -jar dist/udp-echo.jar server --bind 0.0.0.0
tries=0
until "$engine" exec "$name-1" sh -c 'ss -uan | grep -q :3500'; do
    [ $((tries += 1)) -lt 100 ] || { echo "no  server in $name-1" >&2; exit 1; }
done
expect '4 bytes from 10.0.0.1:3500: "hola"' "$engine" exec "$name-2" java -jar dist/udp-echo.jar client 10.0.0.1 -m hola
