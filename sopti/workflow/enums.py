"""The states of a case and of its tasks, and the kinds of events."""

from django.db import models


class CaseStatus(models.TextChoices):
    RUNNING = "berjalan", "Berjalan"
    DONE = "selesai", "Selesai"
    REFUSED = "ditolak", "Ditolak"
    WITHDRAWN = "ditarik", "Ditarik pemohon"
    CANCELLED = "dibatalkan", "Dibatalkan"
    MERGED = "digabung", "Digabung"


class TaskStatus(models.TextChoices):
    OPEN = "terbuka", "Menunggu"
    STARTED = "dikerjakan", "Sedang dikerjakan"
    DONE = "selesai", "Selesai"
    DROPPED = "gugur", "Tidak dilanjutkan"


class Outcome(models.TextChoices):
    YES = "ya", "Ya"
    RETURN = "kembali", "Dikembalikan"
    REFUSE = "tolak", "Ditolak"


class EventKind(models.TextChoices):
    """What the record knows. A new kind starts here."""

    OPENED = "opened", "Berkas dibuka"
    STARTED = "started", "Langkah mulai dikerjakan"
    COMPLETED = "completed", "Langkah selesai"
    RETURNED = "returned", "Dikembalikan"
    REFUSED = "refused", "Ditolak"
    CLOSED = "closed", "Berkas selesai"
    WITHDRAWN = "withdrawn", "Ditarik pemohon"
    CANCELLED = "cancelled", "Dibatalkan"
    TAKEN_BACK = "taken-back", "Disposisi ditarik kembali"
    PASSED_ON = "passed-on", "Disposisi diteruskan"
    LINE_TAKEN_BACK = "line-taken-back", "Penerusan disposisi ditarik kembali"
    LINKED = "linked", "Permintaan ditautkan"
    UNLINKED = "unlinked", "Tautan dilepas"
    MERGED = "merged", "Permintaan digabung"
    REASSIGNED = "reassigned", "Dialihkan"
    ASKED = "asked", "Pertanyaan kepada pemohon"
    ANSWERED = "answered", "Pertanyaan dijawab"
    ATTACHED = "attached", "Lampiran ditambahkan"
    REMARKED = "remarked", "Pesan dalam percakapan"
    CONFIRMED = "confirmed", "Hasil dikonfirmasi"
    REOPENED = "reopened", "Dibuka kembali"
    SURVEYED = "surveyed", "Survei kepuasan diisi"
    SURVEY_OPENED = "survey-opened", "Survei internal dibuka"
    SURVEY_MOVED = "survey-moved", "Hari terakhir survei diubah"
    SURVEY_CLOSED = "survey-closed", "Survei internal ditutup"
    MONITOR_SET = "monitor-set", "Pemantau diatur"
    MONITOR_REMOVED = "monitor-removed", "Pemantau dihapus"
    OUTAGE = "outage", "Gangguan terpantau"
    RECOVERED = "recovered", "Pulih terpantau"
    SOP_IN_FORCE = "sop-in-force", "SOP diberlakukan"
    ASSET_HANDED_OVER = "asset-handed-over", "Aset diserahterimakan"
    ASSET_RETIRED = "asset-retired", "Pemakaian aset dihentikan"
    ASSET_RESTORED = "asset-restored", "Aset dipakai kembali"
    ASSETS_IMPORTED = "assets-imported", "Aset diimpor"
    BACKUP_PLANNED = "backup-planned", "Rencana backup diatur"
    BACKED_UP = "backed-up", "Backup dicatat"
    BACKUP_STRUCK = "backup-struck", "Catatan backup dicoret"
    RESTORE_TESTED = "restore-tested", "Uji pulih dicatat"
    THREAT_NOTED = "threat-noted", "Peringatan dini dicatat"
    APPLICATION_SET = "application-set", "Daftar aplikasi diubah"
    RISK_SET = "risk-set", "Risiko dinilai"
    RECOVERY_SET = "recovery-set", "Rencana pemulihan diatur"
    SERVER_KEY = "server-key", "Token agen server"
    SITE_RETIRED = "site-retired", "Situs ditutup"
    SERVICE_RENEWED = "service-renewed", "Langganan diperpanjang"
    SERVICE_ENDED = "service-ended", "Langganan dihentikan"
    PROPOSAL_DECIDED = "proposal-decided", "Usulan program diputus"
    EARLIER_IMPORTED = "earlier-imported", "Register lama diimpor"
    EARLIER_UNDONE = "earlier-undone", "Impor register lama dibatalkan"
    IDENTITY_TIED = "identity-tied", "Akun masuk bersama dihubungkan"
    IDENTITY_UNTIED = "identity-untied", "Akun masuk bersama dilepas"
    DECREE_SIGNED = "decree-signed", "Surat keputusan ditetapkan"
    EVIDENCE_ASKED = "evidence-asked", "Berkas bukti diminta"
    EVIDENCE_MADE = "evidence-made", "Berkas bukti selesai disusun"
    EVIDENCE_REMOVED = "evidence-removed", "Berkas bukti dihapus"
    SCANNED = "scanned", "Pindaian bertanda tangan disimpan"
    REPORT_DRAFTED = "report-drafted", "Laporan disusun"
    REPORT_CHECKED = "report-checked", "Laporan diperiksa"
    REPORT_RETURNED = "report-returned", "Laporan dikembalikan"
    REPORT_SIGNED = "report-signed", "Laporan disahkan"
    REPORT_SEEN = "report-seen", "Laporan diketahui"


def event_kinds() -> list[tuple[str, str]]:
    """Return what an event may be. Asked by name, so that a new kind needs no migration."""
    return EventKind.choices
