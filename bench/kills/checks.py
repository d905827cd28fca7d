"""What must hold after each kill: asked of the database and of the files themselves."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction

from bench.kills.journey import Ledger

# What never changes once it was seen: table → its key and the columns that are kept for ever.
KEPT = {
    "correspondence_registerentry": "id, register_id, number, dated_on, subject, procedure_id",
    "approvals_procedure": "id, public_id, code, started_by_id, started_at",
    "approvals_procedure WHERE number <> ''": "id, number, dated_on",
    "approvals_round": "id, procedure_id, number, sha256, md5(snapshot::text)",
    "approvals_act": "id, step_id, verdict, opinion, signer_id, digest, sha256",
    "correspondence_sealeddocument": "id, procedure_id, sha256, size, pages",
    "measures_publication": "id, plan_id, kind, version, sha256, md5(files::text)",
    "evidence_evidenceversion": "id, evidence_id, number, sha256, size",
    "channels_notice": "id, recipient_id, key",
    "channels_outgoingmail": "id, recipient, subject, message_id",
    "audit_auditentry": "id, sequence, hash",
}
# What must never be found: each query counts defects.
DEFECTS = {
    "a number without its document": """
        SELECT count(*) FROM correspondence_registerentry e
        JOIN correspondence_register r ON r.id = e.register_id
        WHERE e.procedure_id IS NULL AND r.kind <> 'received'""",
    "a document without its number": """
        SELECT count(*) FROM approvals_procedure p
        WHERE (p.number <> '' OR p.state = 'approved')
        AND NOT EXISTS (SELECT 1 FROM correspondence_registerentry e WHERE e.procedure_id = p.id)""",
    "a register that says another last number": """
        SELECT count(*) FROM correspondence_register r WHERE last_number <> coalesce(
            (SELECT max(number) FROM correspondence_registerentry e WHERE e.register_id = r.id),
            last_number)""",
    "a document without a text": """
        SELECT count(*) FROM approvals_procedure p
        WHERE NOT EXISTS (SELECT 1 FROM approvals_round r WHERE r.procedure_id = p.id)""",
    "a round without its reporter's signature": """
        SELECT count(*) FROM approvals_round r WHERE NOT EXISTS (
            SELECT 1 FROM approvals_step s JOIN approvals_act a ON a.step_id = s.id
            WHERE s.round_id = r.id AND s."order" = 1)""",
    "an act about another text": """
        SELECT count(*) FROM approvals_act a JOIN approvals_step s ON s.id = a.step_id
        JOIN approvals_round r ON r.id = s.round_id WHERE a.digest <> r.sha256""",
    "an approved document without the decision, or the reverse": """
        SELECT count(*) FROM approvals_procedure p WHERE (state = 'approved') <> EXISTS (
            SELECT 1 FROM approvals_round r JOIN approvals_step s ON s.round_id = r.id
            JOIN approvals_act a ON a.step_id = s.id
            WHERE r.procedure_id = p.id AND a.verdict = 'approved')""",
    "a report in another state than its document": """
        SELECT count(*) FROM measures_annualreport a JOIN approvals_procedure p
        ON p.id = a.procedure_id
        WHERE a.state <> CASE p.state WHEN 'running' THEN 'waiting' ELSE p.state END""",
    "a seal on what is not approved": """
        SELECT count(*) FROM correspondence_sealeddocument s JOIN approvals_procedure p
        ON p.id = s.procedure_id WHERE p.state <> 'approved'""",
    "a document sealed twice in the log": """
        SELECT count(*) FROM (SELECT target_id FROM audit_auditentry
        WHERE event = 'correspondence.sealed' GROUP BY target_id HAVING count(*) > 1) twice""",
    "an end that the reporter was not told of": """
        SELECT count(*) FROM approvals_act a WHERE a.verdict <> 'signed' AND NOT EXISTS (
            SELECT 1 FROM channels_notice n WHERE n.key = 'approval-ended:' || a.id)""",
    "a proof without its file": """
        SELECT count(*) FROM evidence_evidence e WHERE e.kind = 'file' AND NOT EXISTS (
            SELECT 1 FROM evidence_evidenceversion v WHERE v.evidence_id = e.id)""",
}


class Checker:
    """Checks the office again and again; remembers what it has seen and hashed."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.checked_acts = 0
        self.acknowledged: Counter[tuple[Any, ...]] = Counter()
        ((self.last_old_notice,),) = self._rows("SELECT coalesce(max(id), 0) FROM channels_notice")
        self.seen: dict[str, dict[int, tuple[Any, ...]]] = {table: {} for table in KEPT}
        self.hashed: set[str] = set()

    def problems(self) -> list[str]:
        """Everything that is wrong now; an empty list when nothing is."""
        connection.close()
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            return [
                *self._defects(),
                *self._changed(),
                *self._gaps(),
                *self._broken_files(),
                *self._missing_mail(),
                *self._missing_acts(),
                *self._broken_log(),
            ]

    def _rows(self, query: str, *parameters: Any) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(query, parameters)
            return list(cursor.fetchall())

    def _defects(self) -> Iterator[str]:
        for name, query in DEFECTS.items():
            ((count,),) = self._rows(query)
            if count:
                yield f"{name}: {count}"

    def _changed(self) -> Iterator[str]:
        for table, columns in KEPT.items():
            now = {row[0]: row for row in self._rows(f"SELECT {columns} FROM {table}")}
            for key, row in self.seen[table].items():
                if now.get(key) != row:
                    yield f"{table} {key} was {row}, is {now.get(key)}"
            self.seen[table] = now

    def _gaps(self) -> Iterator[str]:
        numbers: dict[int, list[int]] = {}
        for register, number in self._rows(
            "SELECT register_id, number FROM correspondence_registerentry ORDER BY number"
        ):
            numbers.setdefault(register, []).append(number)
        for register, found in numbers.items():
            if found != list(range(found[0], found[0] + len(found))):
                yield f"register {register} has gaps or doubles: {found}"

    def _broken_files(self) -> Iterator[str]:
        wanted = self._rows(
            "SELECT sha256 FROM correspondence_sealeddocument "
            "UNION SELECT sha256 FROM evidence_evidenceversion "
            "UNION SELECT value ->> 'sha256' FROM measures_publication, jsonb_each(files)"
        )
        for (sha256,) in wanted:
            if sha256 not in self.hashed:
                problem = _file_problem(sha256)
                if problem:
                    yield problem
                else:
                    self.hashed.add(sha256)

    def hash_all_again(self) -> list[str]:
        """Every file once more, from the disk."""
        self.hashed.clear()
        return list(self._broken_files())

    def _missing_mail(self) -> Iterator[str]:
        """A notice by mail and its row in the outbox were promised in one transaction."""
        promised = self._rows(
            "SELECT u.email, left(n.text, 150), count(*) FROM channels_notice n "
            "JOIN accounts_user u ON u.id = n.recipient_id "
            "WHERE u.email <> '' AND n.link LIKE '/office/approvals/%%' AND n.id > %s "
            "GROUP BY 1, 2",
            self.last_old_notice,
        )
        kept = Counter(
            {
                (recipient, subject): count
                for recipient, subject, count in self._rows(
                    "SELECT recipient, subject, count(*) FROM channels_outgoingmail GROUP BY 1, 2"
                )
            }
        )
        for email, subject, count in promised:
            if kept[email, subject] != count:
                yield f"mail to {email} “{subject}”: {count} promised, {kept[email, subject]} kept"

    def _missing_acts(self) -> Iterator[str]:
        """Each acknowledged act since the last check; earlier ones are among what never changes."""
        acts = self.ledger.done[self.checked_acts :]
        for act in acts:
            proof = _proof(act)
            self.acknowledged[proof] += 1
            ((count,),) = self._rows(proof[0], *proof[1])
            # A text that comes back unchanged has the same digest: as many rounds, as many acts.
            is_repeatable = act["kind"] in ("submit", "sign")
            if count < self.acknowledged[proof] or (count > 1 and not is_repeatable):
                yield f"acknowledged, but found {count} times: {act}"
        self.checked_acts += len(acts)

    def _broken_log(self) -> Iterator[str]:
        from prongsai.audit.queries import verify_chain

        _sound, broken = verify_chain()
        if broken is not None:
            yield f"the log is broken: {broken}"


def _file_problem(sha256: str) -> str:
    from prongsai.evidence import files

    try:
        found = hashlib.sha256(files.read(sha256)).hexdigest()
    except OSError as error:
        return f"file {sha256}: {error.strerror}"
    return "" if found == sha256 else f"file {sha256} has the digest {found}"


def _proof(act: dict[str, Any]) -> tuple[str, tuple[Any, ...]]:
    """A query that finds an acknowledged act exactly once."""
    if act["kind"] == "submit":
        return (
            "SELECT count(*) FROM measures_annualreport a "
            "JOIN approvals_round r ON r.procedure_id = a.procedure_id WHERE a.as_of = %s",
            (act["day"],),
        )
    if act["kind"] == "sign":
        return (
            "SELECT count(*) FROM approvals_act a JOIN approvals_step s ON s.id = a.step_id "
            "JOIN approvals_round r ON r.id = s.round_id "
            "JOIN approvals_procedure p ON p.id = r.procedure_id "
            "JOIN accounts_user u ON u.id = a.signer_id "
            "WHERE p.public_id::text = %s AND a.digest = %s AND u.username = %s AND a.verdict = %s",
            (act["path"].split("/")[3], act["digest"], act["who"], act["verdict"]),
        )
    if act["kind"] == "withdraw":
        return (
            "SELECT count(*) FROM approvals_procedure "
            "WHERE public_id::text = %s AND state = 'withdrawn' AND remark = %s",
            (act["path"].split("/")[3], act["reason"]),
        )
    if act["kind"] == "upload":
        return (
            "SELECT count(*) FROM evidence_evidence e "
            "JOIN evidence_evidenceversion v ON v.evidence_id = e.id "
            "JOIN measures_evidenceuse u ON u.evidence_id = e.id "
            "WHERE e.title = %s AND v.sha256 = %s",
            (act["caption"], act["sha256"]),
        )
    return "SELECT count(*) FROM measures_publication WHERE note = %s", (act["note"],)
