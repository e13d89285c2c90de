#!/bin/sh
# Installs an unpacked archive below a prefix: program, models, manual pages, completions, documents.
#
#   sudo ./install.sh                  below /usr/local
#   ./install.sh "$HOME/.local"        for yourself
#
# Nothing else is touched; `rm` of what it lists takes it away again.
set -eu
prefix=${1:-/usr/local}
cd "$(dirname "$0")"
find bin share -type f | sort | while read -r file; do
    mode=644
    [ "$file" = bin/frs ] && mode=755
    install -D -m "$mode" "$file" "$prefix/$file"
    echo "$prefix/$file"
done
"$prefix/bin/frs" model list >/dev/null
