"""STUB"""
from typing import Any
from prongsai.organization.permissions import is_integrity_officer, may_see_organization
from prongsai.accounts.permissions import is_administrator
def may_see_results(user: Any) -> bool:
    return may_see_organization(user)
def may_manage_results(user: Any) -> bool:
    return is_integrity_officer(user) or is_administrator(user)
