from maintenance.assets.urls import urlpatterns as asset_urls

app_name = "maintenance"
urlpatterns = [*asset_urls]
