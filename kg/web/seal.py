"""A process that can open no connection, whatever runs in it: the kernel refuses it every socket.

Texts of queries are looked at before they run (`kg.graph.guard`); this holds should that look, or
the engine, be wrong. It binds the calling thread and what it starts from then on, for good.
"""

import ctypes
import logging
import platform
import struct
from typing import Final

_NO_NEW_PRIVILEGES: Final = 38
_SECCOMP: Final = 22
_FILTER: Final = 2
_SYSTEMS: Final = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""By machine: how the kernel names it, and the number of the call `socket`."""
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW: Final = 0x7FFF0000
_DENY: Final = 0x00050000 | 13
"""The call fails with EACCES."""
_LOG: Final = logging.getLogger("kg.web")


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def seal() -> bool:
    """Let this thread open no socket from now on; False when the system has no such lock."""
    known = _SYSTEMS.get(platform.machine())
    if platform.system() != "Linux" or known is None:
        return False
    kernel, number = known
    steps = (  # code, steps to skip when equal, when not, value
        (_LOAD, 0, 0, 4),
        (_EQUAL, 1, 0, kernel),
        (_RETURN, 0, 0, _DENY),  # calls of another machine's kind: nothing here makes any
        (_LOAD, 0, 0, 0),
        (_EQUAL, 0, 1, number),
        (_RETURN, 0, 0, _DENY),
        (_RETURN, 0, 0, _ALLOW),
    )
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *x) for x in steps))
    program = _Program(len(steps), ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    done = libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0
    done = done and libc.prctl(_SECCOMP, _FILTER, ctypes.byref(program), 0, 0) == 0
    if not done:
        _LOG.debug("the kernel does not seal processes: error %s", ctypes.get_errno())
    return bool(done)
