#!/bin/sh
# Tries what packaging/build.sh wrote, in roots that hold nothing but the C library: unpacks archive and package, and runs the
# program there as a newcomer would. Needs to be root (chroot). packaging/try.sh [DIR]
set -eu
cd "$(dirname "$0")/.."
out=${1:-target/packages}
chroot=$(command -v chroot)
for built in "$out"/*.tar.gz "$out"/*.deb; do
    root=$(mktemp -d)
    mkdir -p "$root/usr/local" "$root/tmp" "$root/root" "$root/etc" "$root/dev" "$root/proc"
    case $built in
    *.deb)
        dpkg-deb -x "$built" "$root"
        frs=usr/bin/frs
        ;;
    *)
        tar -xzf "$built" -C "$root/tmp"
        sh "$root"/tmp/frs-*/install.sh "$root/usr/local" >/dev/null
        rm -r "$root"/tmp/frs-*
        frs=usr/local/bin/frs
        ;;
    esac
    # The loader and the libraries that the program names, and nothing else.
    ldd "$root/$frs" | grep -o '/[^ ]*' | while read -r library; do
        mkdir -p "$root/$(dirname "$library")"
        cp -L "$library" "$root/$library"
    done
    # A program finds its models beside itself, and itself by /proc.
    mount -t proc none "$root/proc"
    try() { env -i HOME=/root "$chroot" "$root" "/$frs" "$@"; }
    echo "== $built"
    try --version
    try model list
    try doctor --outside || [ $? -eq 1 ]
    try demo --dir /root/frs-demo >"$root/tmp/demo.txt"
    tail -n 1 "$root/tmp/demo.txt"
    test -s "$(find "$root/usr" -name 'frs.1.gz')"
    # Every page and picture that README.md names came along.
    readme=$(find "$root/usr" -path '*/doc/frs/README.md')
    grep -o '](docs/[^)#]*' "$readme" | cut -c3- | while read -r page; do test -e "$(dirname "$readme")/$page" || exit 1; done
    test "$(find "$root/usr" -path '*share/man/man1/*' | wc -l)" -gt 60
    umount "$root/proc"
    rm -rf "$root"
done
echo "both can be installed and used where nothing else is"
