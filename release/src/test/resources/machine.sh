#!/usr/bin/env bash
# machine.sh CONTAINERFILE CONTEXT: does what the Containerfile says on top of this computer's own system, in an overlay that
# ends with this process; in a mount namespace of its own. apt-get alone is replaced: it writes down its packages (to
# CONTEXT/../packages) and takes the system's own ones for them. Says "built" and stays until its input ends; meanwhile
# "nsenter --target PID --mount /mnt/enter COMMAND" runs a command in there, as the user and with the capabilities of a
# container that was started with --cap-add NET_RAW.
set -euo pipefail
containerfile=$1 context=$2
mount --make-rprivate /
mount -t tmpfs -o mode=755 machine /mnt
mkdir /mnt/upper /mnt/work /mnt/root
mount -t overlay -o lowerdir=/,upperdir=/mnt/upper,workdir=/mnt/work machine /mnt/root
root=/mnt/root
for folder in /proc /dev; do mount --rbind "$folder" "$root$folder"; done
# a package of it may not be installed here
mkdir -p "$root/etc/sudoers.d" "$root/stand-in"
cat >"$root/stand-in/apt-get" <<'APT'
#!/bin/sh
[ "$1" != install ] || echo "$@" >>/packages
APT
printf '#!/bin/sh\n' >"$root/stand-in/apt-cache"
chmod 755 "$root"/stand-in/*

user=root folder=/ variables=("PATH=/stand-in:$(dirname "$(realpath "$(command -v java)")"):/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")
inside() { chroot "$root" env -i "${variables[@]}" "$@"; }
# an image has no users of its own: one of this computer may have a name that the Containerfile gives
for name in $(awk -F: '$3 >= 1000 && $3 < 60000 { print $1 }' "$root/etc/passwd"); do
    inside userdel --force "$name" 2>/dev/null
    rm -rf "$root/home/${name:?}"
done
# comments go, then lines that end in \ are one
while read -r instruction words; do
    case $instruction in
    FROM | CMD | "") ;;
    RUN) inside sh -c "$words" ;;
    ENV) variables+=("$words") ;;
    USER) user=$words ;;
    WORKDIR) folder=$words ;;
    COPY)
        read -r first second third <<<"$words"
        if [ -n "$third" ]; then owner=${first#--chown=}; else owner=root:root third=$second second=$first; fi
        if [ -d "$context/$second" ]; then mkdir -p "$root$third"; fi
        cp -RT "$context/$second" "$root$third"
        inside chown -R "$owner" "$third"
        ;;
    *)
        echo "machine.sh: unknown: $instruction" >&2
        exit 1
        ;;
    esac
done < <(grep -v '^#' "$containerfile" | sed -e ':a' -e '/\\$/{N;s/\\\n//;ba' -e '}')

mv "$root/packages" "$context/../packages"
rm -r "$root/stand-in"
# the capabilities that docker leaves to a container
capabilities=chown,dac_override,fowner,fsetid,kill,setgid,setuid,setpcap,net_bind_service,net_raw,sys_chroot,mknod,audit_write,setfcap
cat >/mnt/enter <<ENTER
#!/bin/sh
cd / && exec chroot $root setpriv --reuid=$user --regid=$user --init-groups --inh-caps=-all \
    --bounding-set=-all,+${capabilities//,/,+} env -i HOME=/home/$user TERM=dumb ${variables[*]@Q} \
    sh -c 'cd $folder && exec "\$@"' sh "\$@"
ENTER
chmod 755 /mnt/enter
echo built
exec cat
