"""Child processes that die with their parent and, under root, give up root's rights."""

import ctypes
import os
import pwd
import signal
import stat
from collections.abc import Callable
from pathlib import Path

_PR_SET_PDEATHSIG, _PR_SET_KEEPCAPS, _PR_CAP_AMBIENT, _AMBIENT_RAISE = 1, 8, 47, 2
_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 1, 2
_CAPABILITY_VERSION_3 = 0x20080522
# Tried in this order: accounts of a normal system that own nothing of value.
_UNPRIVILEGED = ("postgres", "nobody")


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def die_with_parent(number: int = signal.SIGTERM) -> None:
    """Ask the kernel to signal this process when its parent ends, however it ends."""
    _libc().prctl(_PR_SET_PDEATHSIG, int(number), 0, 0, 0)


def unprivileged_account() -> pwd.struct_passwd | None:
    """The account under which the database runs when we are root; None when we are not."""
    if os.geteuid() != 0:
        return None
    for name in _UNPRIVILEGED:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError("no unprivileged account on this machine")


def child_setup(
    account: pwd.struct_passwd | None, paths: list[Path], death_signal: int | None
) -> Callable[[], None]:
    """What a child does between fork and exec: become `account`, then follow its parent's death.

    When the account could not walk to `paths` (a checkout under a private home), it keeps two
    file capabilities for that, instead of the folders being opened to everyone.
    """
    needs_help = account is not None and not all(_is_reachable(path, account) for path in paths)

    def setup() -> None:
        if account is not None:
            _become(account, keep_file_access=needs_help)
        if death_signal is not None:
            die_with_parent(death_signal)

    return setup


def _is_reachable(path: Path, account: pwd.struct_passwd) -> bool:
    return all(_may_enter(parent.stat(), account) for parent in path.absolute().parents)


def _may_enter(folder: os.stat_result, account: pwd.struct_passwd) -> bool:
    if folder.st_uid == account.pw_uid:
        return bool(folder.st_mode & stat.S_IXUSR)
    if folder.st_gid == account.pw_gid:
        return bool(folder.st_mode & stat.S_IXGRP)
    return bool(folder.st_mode & stat.S_IXOTH)


def _become(account: pwd.struct_passwd, *, keep_file_access: bool) -> None:
    libc = _libc()
    if keep_file_access:
        libc.prctl(_PR_SET_KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([])
    os.setresgid(account.pw_gid, account.pw_gid, account.pw_gid)
    os.setresuid(account.pw_uid, account.pw_uid, account.pw_uid)
    if keep_file_access:
        _raise_ambient(libc)


def _raise_ambient(libc: ctypes.CDLL) -> None:
    bits = (1 << _CAP_DAC_OVERRIDE) | (1 << _CAP_DAC_READ_SEARCH)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    data = (ctypes.c_uint32 * 6)(bits, bits, bits, 0, 0, 0)
    libc.capset(ctypes.byref(header), ctypes.byref(data))
    for capability in (_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH):
        libc.prctl(_PR_CAP_AMBIENT, _AMBIENT_RAISE, capability, 0, 0)
