"""A plan is never public: its people and the office write and read it."""

from actionplans.models import Activity, Plan, Section
from twinning.trail.unseen import unseen

unseen(Plan, Section, Activity)
