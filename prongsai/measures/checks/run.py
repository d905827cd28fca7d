"""All checks in the order in which a person would fix them."""

from collections.abc import Callable, Iterator

from prongsai.measures.checks import content, findings, spelling, structure, years
from prongsai.measures.checks.facts import PlanFacts, Warning_

Check = Callable[[PlanFacts], Iterator[Warning_]]

# How plan and analysis answer each other.
ANSWERING: tuple[Check, ...] = (
    findings.result_without_analysis,
    findings.topics_without_finding,
    findings.findings_without_measure,
    findings.measures_without_finding,
)
CHECKS: tuple[Check, ...] = (
    structure.overdue_steps,
    structure.finished_without_evidence,
    structure.empty_topics,
    *ANSWERING,
    structure.missing_parts,
    structure.period_outside_year,
    content.vague_outputs,
    content.outcome_repeats_output,
    years.years_that_do_not_fit,
    spelling.misspelt_names,
)


def list_objections(plan: PlanFacts) -> list[Warning_]:
    """Every objection to a plan; pure, in a fixed order."""
    return [warning for check in CHECKS for warning in check(plan)]


def list_misses(plan: PlanFacts) -> list[Warning_]:
    """The X-ray alone: topics, findings and measures that miss each other; pure, in a fixed order."""
    return [warning for check in ANSWERING for warning in check(plan)]
