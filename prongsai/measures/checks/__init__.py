"""What an assessor would object to in a plan, found before the assessor does."""

from prongsai.measures.checks.facts import MeasureFacts, PlanFacts, Warning_
from prongsai.measures.checks.run import list_misses, list_objections

__all__ = ["MeasureFacts", "PlanFacts", "Warning_", "list_misses", "list_objections"]
