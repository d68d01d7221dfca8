from website_ops.stories.urls import urlpatterns as story_urls

app_name = "website_ops"
urlpatterns = [*story_urls]
