"""no_option.py LEVEL NUMBER ERRNO COMMAND...: runs the command, in which setsockopt(LEVEL, NUMBER) does nothing.

It fails with ERRNO, or returns 0 where that is 0.

A filter of system calls, seccomp(2): a classic BPF program over struct seccomp_data.
"""
import ctypes
import os
import platform
import struct
import sys

PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS, SECCOMP_MODE_FILTER = 22, 38, 2
ALLOW, ERRNO = 0x7fff0000, 0x00050000
LOAD_WORD, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06
SETSOCKOPT = {"x86_64": 54, "aarch64": 208}[platform.machine()]
# struct seccomp_data: the number at 0, the arguments from 16, eight bytes each
NUMBER_AT, LEVEL_AT, NAME_AT = 0, 24, 32

program = b"".join(struct.pack("HBBI", *instruction) for instruction in (
    (LOAD_WORD, 0, 0, NUMBER_AT),
    (JUMP_IF_EQUAL, 0, 5, SETSOCKOPT),
    (LOAD_WORD, 0, 0, LEVEL_AT),
    (JUMP_IF_EQUAL, 0, 3, int(sys.argv[1])),
    (LOAD_WORD, 0, 0, NAME_AT),
    (JUMP_IF_EQUAL, 0, 1, int(sys.argv[2])),
    (RETURN, 0, 0, ERRNO | int(sys.argv[3])),
    (RETURN, 0, 0, ALLOW)))
libc = ctypes.CDLL(None, use_errno=True)
instructions = ctypes.create_string_buffer(program)
filters = struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(instructions))
if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, filters):
    sys.exit("prctl: " + os.strerror(ctypes.get_errno()))
os.execvp(sys.argv[4], sys.argv[4:])
