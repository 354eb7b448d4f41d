"""The addresses of plans."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from actionplans.models import Activity, Plan
from actionplans.operations.activities import complete_activity, remove_activity, resume_activity
from actionplans.operations.plans import propose_plan, reopen_plan
from actionplans.states import ACTIVITY, PLAN
from actionplans.views.activities import add_activity, revise_activity
from actionplans.views.plans import plan, plans, version
from actionplans.views.sections import revise_section
from actionplans.views.signing import sign_plan
from twinning.core.steps import ReasonForm, step

app_name = "actionplans"

propose = step(
    PLAN,
    "propose",
    Plan,
    propose_plan,
    explains=_(
        "A manager of each hub is asked to read and sign the plan. Until all have signed, or one of "
        "you reopens it, nobody can change it."
    ),
    done=_("The plan is put forward; everybody in the hubs gets a letter."),
)
reopen = step(
    PLAN,
    "reopen",
    Plan,
    reopen_plan,
    form_class=ReasonForm,
    explains=_(
        "The plan can be changed again. The signatures under this version become history, and a "
        "changed plan has to be signed anew. Everybody in the hubs gets your reason in a letter."
    ),
    done=_("The plan is open for editing again."),
)
remove = step(
    ACTIVITY,
    "remove",
    Activity,
    remove_activity,
    explains=_("It is taken out of the plan for everybody."),
    done=_("The activity is removed."),
)
complete = step(ACTIVITY, "complete", Activity, complete_activity, done=_("Well done."))
resume = step(ACTIVITY, "resume", Activity, resume_activity, done=_("It is to be done again."))

urlpatterns = [
    path("plans/", plans, name="plans"),
    path("plans/<int:pk>/", plan, name="plan"),
    path("plans/<int:pk>/propose/", propose, name="propose_plan"),
    path("plans/<int:pk>/sign/", sign_plan, name="sign_plan"),
    path("plans/<int:pk>/reopen/", reopen, name="reopen_plan"),
    path("plans/<int:plan>/versions/<int:number>/", version, name="version"),
    path("plans/<int:plan>/sections/<int:pk>/", revise_section, name="revise_section"),
    path("plans/<int:pk>/activities/add/", add_activity, name="add_activity"),
    path("plans/activities/<int:pk>/", revise_activity, name="revise_activity"),
    path("plans/activities/<int:pk>/complete/", complete, name="complete_activity"),
    path("plans/activities/<int:pk>/resume/", resume, name="resume_activity"),
    path("plans/activities/<int:pk>/remove/", remove, name="remove_activity"),
]
