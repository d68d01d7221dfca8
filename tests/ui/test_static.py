"""What the browser loads can be gathered under names that change with the content."""

from django.core.management import call_command


def test_every_file_that_another_names_is_there(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage",
        }
    }

    call_command("collectstatic", interactive=False, verbosity=0)  # fails on a missing file

    sheet = next(tmp_path.glob("css/sopti.*.css")).read_text()
    assert "source-sans-3-latin-wght-normal." in sheet
    assert (tmp_path / "staticfiles.json").is_file()
