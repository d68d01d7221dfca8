from django.urls import path

from requests import views
from requests.closing.urls import urlpatterns as closing_urls
from requests.counter.urls import urlpatterns as counter_urls
from requests.desk_settings.urls import urlpatterns as desk_urls
from requests.dispositions.urls import urlpatterns as disposition_urls
from requests.drafts.urls import urlpatterns as draft_urls
from requests.earlier.urls import urlpatterns as earlier_urls
from requests.knowledge.urls import urlpatterns as knowledge_urls
from requests.policy.urls import urlpatterns as policy_urls
from requests.register.urls import urlpatterns as register_urls
from requests.regulations.urls import urlpatterns as regulation_urls
from requests.relations.urls import urlpatterns as relation_urls
from requests.replies.urls import urlpatterns as reply_urls
from requests.satisfaction.urls import urlpatterns as satisfaction_urls
from requests.worklist.urls import urlpatterns as worklist_urls
from requests.worklog.urls import urlpatterns as worklog_urls

app_name = "requests"
urlpatterns = [
    *closing_urls,
    *counter_urls,
    *desk_urls,
    *disposition_urls,
    *draft_urls,
    *earlier_urls,
    *knowledge_urls,
    *policy_urls,
    *register_urls,
    *regulation_urls,
    *reply_urls,
    *relation_urls,
    *satisfaction_urls,
    *worklist_urls,
    *worklog_urls,
    path("permintaan/baru/", views.new, name="new"),
]
