#!/bin/sh
# Builds what is handed out: an archive that unpacks anywhere, and a Debian package, both with program, models, manual pages,
# completions and documents. Needs the Rust toolchain and a C compiler; for the package, dpkg-deb.
#
#   packaging/build.sh [DIR]          writes into DIR (default: target/packages)
#   FRS_BINARY=FILE packaging/build.sh   packs that program instead of building one
set -eu
cd "$(dirname "$0")/.."
out=${1:-target/packages}
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
machine=$(uname -m)
# The same sources give the same packages: every file bears the time of the last commit.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
export SOURCE_DATE_EPOCH

if [ -z "${FRS_BINARY:-}" ]; then
    cargo build --release --locked
    FRS_BINARY=${CARGO_TARGET_DIR:-target}/release/frs
fi
mkdir -p "$out"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
umask 022

# As it lies below a prefix: bin, share/frs, share/man, share/doc, completions of three shells.
tree=$work/frs-$version-$machine
install -D -m 755 "$FRS_BINARY" "$tree/bin/frs"
(cd models && find . -path ./convert -prune -o -type f -print) | while read -r file; do
    install -D -m 644 "models/$file" "$tree/share/frs/models/$file"
done
"$FRS_BINARY" man "$tree/share/man/man1" 2>/dev/null
find "$tree/share/man" -name '*.1' -exec gzip -9n {} +
install -D -m 644 completions/frs.bash "$tree/share/bash-completion/completions/frs"
install -D -m 644 completions/_frs "$tree/share/zsh/site-functions/_frs"
install -D -m 644 completions/frs.fish "$tree/share/fish/vendor_completions.d/frs.fish"
# As in the sources, so that what one page says of another is found.
for file in README.md CHANGELOG.md SECURITY.md LICENSE-MIT LICENSE-APACHE docs/*.md docs/adr/*.md docs/pictures/*; do
    install -D -m 644 "$file" "$tree/share/doc/frs/$file"
done
for file in packaging/systemd/*; do
    install -D -m 644 "$file" "$tree/share/doc/frs/examples/$(basename "$file")"
done
install -m 755 packaging/install.sh "$tree/install.sh"
find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
archive=$out/frs-$version-$machine-linux.tar.gz
(cd "$work" && tar --sort=name --owner=0 --group=0 --numeric-owner -cf - "frs-$version-$machine") | gzip -9n >"$archive"
echo "$archive"

if command -v dpkg-deb >/dev/null; then
    root=$work/debian
    mkdir -p "$root/usr" "$root/DEBIAN"
    cp -a "$tree/bin" "$tree/share" "$root/usr/"
    mkdir -p "$root/usr/share/zsh/vendor-completions"
    mv "$root/usr/share/zsh/site-functions/_frs" "$root/usr/share/zsh/vendor-completions/_frs"
    rmdir "$root/usr/share/zsh/site-functions"
    # The newest symbol of the C library that the program asks for decides on which systems it runs.
    libc=$(grep -a -o 'GLIBC_2\.[0-9]*' "$FRS_BINARY" | sed 's/GLIBC_//' | sort -u -V | tail -n 1)
    cat >"$root/DEBIAN/control" <<CONTROL
Package: frs
Version: $version
Architecture: $(dpkg --print-architecture)
Maintainer: the frs maintainers <frs@localhost>
Section: utils
Priority: optional
Depends: libc6 (>= ${libc:-2.31}), libgcc-s1
Installed-Size: $(du -sk "$root/usr" | cut -f1)
Description: facial recognition investigator toolkit that carries out SOP 2-110
 Refuses what the order does not allow, keeps a signed book of every act, and
 gives investigative leads only: never an identification.
CONTROL
    (cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
    find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
    package=$out/frs_${version}_$(dpkg --print-architecture).deb
    dpkg-deb --root-owner-group -Zgzip --build "$root" "$package" >/dev/null
    echo "$package"
fi
