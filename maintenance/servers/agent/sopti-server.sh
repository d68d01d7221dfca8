#!/bin/sh
# Agen SOPTI: membaca disk, memori, beban, dan suhu server ini, lalu mengirimnya ke SOPTI.
#
# Pemasangan (satu kali):
#   1. Simpan berkas ini sebagai /usr/local/bin/sopti-server.sh, lalu: chmod 755 /usr/local/bin/sopti-server.sh
#   2. Simpan token pada /etc/sopti-token (satu baris), lalu: chmod 600 /etc/sopti-token
#   3. Jadwalkan setiap 15 menit dengan crontab -e:
#        */15 * * * * SOPTI_ALAMAT=https://ALAMAT-SOPTI/server/NOMOR/kirim/ /usr/local/bin/sopti-server.sh
#
# Yang dipakai: sh, awk, df, curl. Tidak ada yang dijalankan atau diubah pada server ini.
set -eu

ALAMAT=${SOPTI_ALAMAT:?Isi SOPTI_ALAMAT dengan alamat yang tertulis pada halaman server.}
BERKAS=${SOPTI_TOKEN_BERKAS:-/etc/sopti-token}

case $ALAMAT in
    https://*) ;;
    http://*)
        if [ "${SOPTI_TANPA_HTTPS:-}" != ya ]; then
            echo "Alamatnya tanpa https: token dapat terbaca di jaringan." >&2
            echo "Pakai https, atau jalankan dengan SOPTI_TANPA_HTTPS=ya di jaringan dalam." >&2
            exit 2
        fi
        ;;
    *) echo "SOPTI_ALAMAT harus diawali https://" >&2; exit 2 ;;
esac
[ -r "$BERKAS" ] || { echo "Token tidak terbaca: $BERKAS" >&2; exit 2; }
TOKEN=$(tr -d '\r\n ' <"$BERKAS")

# Disk: yang paling penuh dari semua disk sungguhan; tempat kaitnya ikut dikirim.
DISK=$(df -P 2>/dev/null | awk '
    NR > 1 && ($1 ~ "^/dev/" || $6 == "/") {
        used = $5; sub("%", "", used)
        if (used + 0 >= most) { most = used + 0; where = $6 }
    }
    END { if (where != "") print most, where }')
PERSEN=${DISK%% *}
TEMPAT=$(printf '%s' "${DISK#* }" | tr -cd 'A-Za-z0-9/._-' | cut -c1-60)

# Memori: yang tidak tersedia lagi, dari seluruhnya.
MEMORI=$(awk '/^MemTotal:/ { all = $2 } /^MemAvailable:/ { left = $2 }
    END { if (all > 0) printf "%d", (all - left) * 100 / all }' /proc/meminfo 2>/dev/null || true)

BEBAN=$(cut -d' ' -f2 /proc/loadavg 2>/dev/null || true)

# Suhu: yang tertinggi dari sensor yang ada; tanpa sensor tidak dikirim.
SUHU=$(cat /sys/class/thermal/thermal_zone*/temp 2>/dev/null | awk '
    $1 > 0 && $1 < 150000 { if ($1 > most) most = $1 } END { if (most) printf "%d", most / 1000 }' || true)

ISI=
tambah() { [ -z "$2" ] || ISI="$ISI${ISI:+,}\"$1\":$2"; }
tambah disk "$PERSEN"
tambah memory "$MEMORI"
tambah load "$BEBAN"
tambah temperature "$SUHU"
[ -z "$TEMPAT" ] || ISI="$ISI${ISI:+,}\"where\":\"$TEMPAT\""

# Token lewat masukan curl, bukan lewat baris perintah: daftar proses tidak memperlihatkannya.
printf 'header = "Authorization: Bearer %s"\n' "$TOKEN" |
    curl --config - --silent --show-error --fail-with-body --max-time 20 --proto '=https,http' \
        --header 'Content-Type: application/json' --data "{$ISI}" "$ALAMAT"
echo
