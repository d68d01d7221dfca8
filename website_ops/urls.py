from website_ops.channels.urls import urlpatterns as channel_urls
from website_ops.coverage.urls import urlpatterns as coverage_urls
from website_ops.renewals.urls import urlpatterns as renewal_urls
from website_ops.sites.urls import urlpatterns as site_urls
from website_ops.social.urls import urlpatterns as social_urls
from website_ops.stories.urls import urlpatterns as story_urls

app_name = "website_ops"
urlpatterns = [*site_urls, *renewal_urls, *channel_urls, *coverage_urls, *social_urls, *story_urls]
