# Sourced by ./try and ./test: finds or installs what they need. Debian, Ubuntu and their relatives.
# shellcheck shell=bash

# spanish: does the user read Spanish, as the programs find out?
spanish() { case ${language:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}} in es*) ;; *) return 1 ;; esac; }

# say ENGLISH SPANISH
say() { if spanish; then echo "== $2" >&2; else echo "== $1" >&2; fi; }

# install PACKAGE...: with apt-get, as root or through sudo; says what is missing where that cannot be
install() {
    local become=""
    if ! command -v apt-get >/dev/null; then
        say "no apt-get on this system; please install by hand: $*" \
            "no hay apt-get en este sistema; instale a mano: $*"
        return 1
    fi
    if [ "$(id -u)" != 0 ]; then
        if ! command -v sudo >/dev/null || ! sudo -v 2>/dev/null; then
            say "not root, and no sudo; please have somebody run: apt-get install $*" \
                "sin root ni sudo; pida que alguien ejecute: apt-get install $*"
            return 1
        fi
        become=sudo
    fi
    say "installing: $*" "se instala: $*"
    export DEBIAN_FRONTEND=noninteractive
    # the list of packages may be missing or old
    $become apt-get update -q >/dev/null 2>&1 || say "the list of packages cannot be fetched; trying without" \
        "no se pudo actualizar la lista de paquetes; se intenta sin ella"
    $become apt-get install -yq --no-install-recommends "$@" >/dev/null || {
        say "could not install all of: $* (no network?); going on without" \
            "no se pudo instalar todo esto: $* (¿sin red?); se sigue sin ello"
        return 1
    }
}

# need COMMAND=PACKAGE...: installs the packages whose commands are missing
need() {
    local missing=() pair
    for pair in "$@"; do
        PATH="$PATH:/usr/sbin:/sbin" command -v "${pair%%=*}" >/dev/null || missing+=("${pair#*=}")
    done
    [ ${#missing[@]} = 0 ] || install "${missing[@]}"
}

# java_works: is there a compiler of version 17 or later?
java_works() {
    local javac=javac version
    [ -n "${JAVA_HOME:-}" ] && javac=$JAVA_HOME/bin/javac
    version=$("$javac" -version 2>&1) || return 1
    version=${version#javac }
    [ "${version%%[.-]*}" -ge 17 ] 2>/dev/null
}

need_java() {
    java_works && return
    unset JAVA_HOME
    java_works && return
    install openjdk-17-jdk-headless || install default-jdk-headless || true
    java_works || {
        say "a JDK of version 17 or later is needed; see https://adoptium.net" \
            "hace falta un JDK de versión 17 o posterior; vea https://adoptium.net"
        exit 1
    }
}

# build ARGUMENT...: with the Maven of the system, or the wrapper, which fetches one
build() {
    local maven=mvn
    if ! command -v mvn >/dev/null; then
        maven=./mvnw
        need curl=curl || true
    fi
    # transfer lines are noise; a proxy or mirror of the user's settings still counts
    "$maven" -B -ntp "$@"
}
