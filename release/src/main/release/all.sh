# Completion for all the programs, in bash and zsh:  . /path/to/completions/all.sh
# shellcheck shell=bash disable=SC1090,SC2296
if [ -n "${ZSH_VERSION:-}" ]; then
    # the folder of this file, in words that bash reads over
    eval '_sockets_folder=${${(%):-%x}:A:h}'
else
    _sockets_folder=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
fi
for _sockets_file in "$_sockets_folder"/*; do
    case $_sockets_file in *.sh) ;; *) . "$_sockets_file" ;; esac
done
unset _sockets_folder _sockets_file
