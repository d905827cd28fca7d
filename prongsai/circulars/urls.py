"""Public addresses: personal links of people without an account."""

from django.urls import path

from prongsai.circulars import views
from prongsai.common.access import access, anyone

# The token itself is the right: 256 random bits that only its owner was given.
public = access(anyone)
one = "circular/<str:token>/"

urlpatterns = [
    path(one, public(views.page), name="public_circular"),
    path(f"{one}document/", public(views.document), name="public_circular_document"),
    path(f"{one}page/<int:number>.png", public(views.picture), name="public_circular_picture"),
]
