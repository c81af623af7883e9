# Sourced by the findings: a folder that is gone at the end, packages of Debian 12 in it, and what they have in common.
# shellcheck shell=bash
set -euo pipefail

folder=$(mktemp -d)
# ends what the script has started, and nothing else
trap 'for job in $(jobs -p); do kill "$job" 2>/dev/null || true; done; rm -rf "$folder"' EXIT

# packages NAME=VERSION...: unpacked into $folder/root, not installed; the rest of the system stays as it is
packages() {
    mkdir -p "$folder/apt/lists/partial" "$folder/apt/archives/partial" "$folder/root"
    chmod -R a+rX "$folder"
    local keys=/usr/share/keyrings/debian-archive-keyring.gpg archive=http://deb.debian.org
    cat >"$folder/sources.list" <<END
deb [signed-by=$keys] $archive/debian bookworm main
deb [signed-by=$keys] $archive/debian bookworm-updates main
deb [signed-by=$keys] $archive/debian-security bookworm-security main
END
    cat >"$folder/apt.conf" <<END
Dir::State "$folder/apt";
Dir::State::status "/dev/null";
Dir::Cache "$folder/apt";
Dir::Etc::sourcelist "$folder/sources.list";
Dir::Etc::sourceparts "-";
Acquire::Languages "none";
APT::Sandbox::User "root";
END
    export APT_CONFIG=$folder/apt.conf
    apt-get update -q >/dev/null
    (cd "$folder" && apt-get download -q "$@" >/dev/null)
    for package in "$folder"/*.deb; do dpkg -x "$package" "$folder/root"; done
    unset APT_CONFIG
    export LD_LIBRARY_PATH=$folder/root/usr/lib/x86_64-linux-gnu:$folder/root/lib/x86_64-linux-gnu
}

# expect TEXT SEEN: the behaviour is still the one that was found
expect() {
    if [ "$1" != "$2" ]; then
        printf '%s: the behaviour has changed\n  found: %s\n  now:   %s\n' "$(basename "$0")" "$1" "$2" >&2
        exit 1
    fi
    echo "as found: $2"
}

# await FILE: until something stands in it, for at most a minute
await() {
    for _ in $(seq 600); do
        [ -s "$1" ] && return
        sleep 0.1
    done
    echo "$(basename "$0"): nothing came into $1" >&2
    exit 1
}
