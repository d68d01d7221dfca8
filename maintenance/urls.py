from maintenance.assets.urls import urlpatterns as asset_urls
from maintenance.network.urls import urlpatterns as network_urls
from maintenance.servers.urls import urlpatterns as server_urls

app_name = "maintenance"
urlpatterns = [*asset_urls, *server_urls, *network_urls]
