# Sourced by bin/run and bin/test: what both need on a machine that has nothing yet.
# shellcheck shell=bash disable=SC2034

python_packages=(python3 python3-venv)
paper_packages=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)
# What it takes to build python-ldap, which comes as source alone.
directory_packages=(gcc libc6-dev python3-dev libldap2-dev libsasl2-dev)
# libatomic1 is for the driver of Playwright.
test_packages=(postgresql redis-server chromium libatomic1 poppler-utils git age gnupg)
venv=.venv

say() { printf '%s\n' "$*"; }

stop_because() {
    printf '%s\n' "$*" >&2
    exit 1
}

# Print the names of those packages that this machine lacks (none where it has no dpkg to ask).
lacking() {
    command -v dpkg-query >/dev/null || return 0
    local installed package
    installed=$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "$@" 2>/dev/null || true)
    for package in "$@"; do
        grep -qx "$package installed" <<<"$installed" || printf '%s ' "$package"
    done
}

may_install() {
    command -v apt-get >/dev/null || return 1
    [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        -o DPkg::Lock::Timeout=120 "$@" </dev/null
}

install_line() { say "    sudo apt-get install -y --no-install-recommends $*"; }

# Install system packages; answer 1, having named the line, where that is not ours to do.
install_packages() {
    if ! may_install; then
        say "Paket sistem berikut belum terpasang. Jalankan sebagai root:"
        install_line "$@"
        return 1
    fi
    say "Memasang paket sistem: $* …"
    local log
    log=$(mktemp)
    # A first try with the lists at hand saves the update where they are good enough.
    if ! apt_install "$@" >"$log" 2>&1; then
        as_root apt-get update </dev/null >>"$log" 2>&1 || true
        if ! apt_install "$@" >>"$log" 2>&1; then
            tail -n 20 "$log" >&2
            say "Pemasangan gagal. Coba jalankan sendiri:"
            install_line "$@"
            rm -f "$log"
            return 1
        fi
    fi
    rm -f "$log"
}

# Print a Python that can make virtual environments: the system's own first.
find_python() {
    local candidate
    for candidate in /usr/bin/python3 python3; do
        if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
            2>/dev/null; then
            say "$candidate"
            return 0
        fi
    done
    return 1
}

# Make .venv with what requirements/$1.txt pins; nothing to do when it holds that already.
make_environment() {
    local list=$1 stamp="$venv/$1.stamp" want
    want=$(sha256sum "requirements/$list.txt")
    if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$want" ] && "$venv/bin/python" -c 'import django' \
        2>/dev/null; then
        return 0
    fi
    local python
    python=$(find_python) || stop_because "Python 3.11 ke atas beserta modul venv tidak ditemukan."
    if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
        say "Membuat lingkungan Python di $venv …"
        "$python" -m venv --clear "$venv"
    fi
    say "Memasang pustaka Python …"
    install_requirements "$list"
    say "$want" >"$stamp"
}

# uv is several times faster than pip; where it cannot reach the index, pip with the court's own
# configuration does the same. Both accept only files with the pinned hashes.
install_requirements() {
    local pip=("$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps
        --require-hashes)
    if "${pip[@]}" -r requirements/tools.txt && "$venv/bin/uv" pip install --quiet --no-deps \
        --python "$venv/bin/python" --system-certs --compile-bytecode --link-mode copy \
        --require-hashes -r "requirements/$1.txt" 2>/dev/null; then
        return 0
    fi
    "${pip[@]}" -r "requirements/$1.txt" ||
        stop_because "Pustaka Python tidak dapat diunduh. Periksa sambungan ke indeks paket Python."
}

# The library with which a directory checks passwords: only where one is set up.
make_environment_of_directory() {
    local needed
    if ! "$venv/bin/python" -c 'import ldap' 2>/dev/null; then
        read -ra needed <<<"$(lacking "${directory_packages[@]}")" || true
        if [ ${#needed[@]} -gt 0 ]; then
            install_packages "${needed[@]}" || stop_because "SOPTI_LDAP_URL memerlukan paket di atas."
        fi
    fi
    make_environment ldap
}

# What both bin/test and bin/prove stand on, and the packages named besides.
make_environment_of_tests() {
    local needed=() tools
    find_python >/dev/null || needed+=("${python_packages[@]}")
    read -ra tools <<<"$(lacking "${paper_packages[@]}" "${test_packages[@]}" "$@")" || true
    needed+=(${tools[@]+"${tools[@]}"})
    if [ ${#needed[@]} -gt 0 ]; then
        install_packages "${needed[@]}" || stop_because "Pengujian memerlukan paket di atas."
    fi
    make_environment dev
}
