"""The pages of the court's administrator, and of an overseer of a court of appeal."""

from django.urls import include, path

from sopti.people.views import appointments, calendar, oversight, people

app_name = "people"

administration = [
    path("", people.manage, name="manage"),
    path("pegawai/", people.people, name="people"),
    path("pegawai/baru/", people.new_person, name="new_person"),
    path("pegawai/<int:pk>/", people.person, name="person"),
    path("pegawai/<int:pk>/ubah/", people.edit_person, name="edit_person"),
    path("pegawai/<int:pk>/nonaktif/", people.deactivate, name="deactivate"),
    path("pegawai/<int:pk>/aktif/", people.activate, name="activate"),
    path("pegawai/<int:pk>/kata-sandi/", people.reset_password, name="reset_password"),
    path("penunjukan/", appointments.appointments, name="appointments"),
    path("penunjukan/baru/", appointments.new_appointment, name="new_appointment"),
    path("penunjukan/<int:pk>/akhiri/", appointments.end_appointment, name="end_appointment"),
    path("jam-kerja/", calendar.hours, name="hours"),
    path("jam-kerja/ubah/", calendar.edit_hours, name="edit_hours"),
    path("jam-kerja/ramadan/", calendar.new_ramadan, name="new_ramadan"),
    path("jam-kerja/ramadan/<int:pk>/hapus/", calendar.remove_ramadan, name="remove_ramadan"),
    path("hari-libur/", calendar.holidays, name="holidays"),
    path("hari-libur/baru/", calendar.new_holiday, name="new_holiday"),
    path("hari-libur/ambil/", calendar.fetch_holidays, name="fetch_holidays"),
    path("hari-libur/<int:pk>/", calendar.edit_holiday, name="edit_holiday"),
    path("hari-libur/<int:pk>/keadaan/", calendar.switch_holiday, name="switch_holiday"),
    path("hari-libur/<int:pk>/hapus/", calendar.remove_holiday, name="remove_holiday"),
    path("pengadilan/", calendar.edit_court, name="edit_court"),
]
urlpatterns = [
    path("pengelolaan/", include(administration)),
    path("pengawasan/", oversight.overseen, name="overseen"),
    path("pengawasan/<int:pk>/", oversight.stand_in, name="stand_in"),
    path("pengawasan/kembali/", oversight.go_home, name="go_home"),
]
