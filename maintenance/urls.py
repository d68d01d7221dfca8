from maintenance.assets.urls import urlpatterns as asset_urls
from maintenance.network.urls import urlpatterns as network_urls
from maintenance.security.urls import urlpatterns as security_urls
from maintenance.servers.urls import urlpatterns as server_urls
from maintenance.sipp.urls import urlpatterns as sipp_urls
from maintenance.upkeep.urls import urlpatterns as upkeep_urls

app_name = "maintenance"
urlpatterns = [*asset_urls, *security_urls, *network_urls, *server_urls, *sipp_urls, *upkeep_urls]
