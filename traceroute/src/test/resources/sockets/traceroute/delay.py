# A slow cable: carries frames between two tap devices in two network namespaces, each after half of
# the delay. delay.py NAMESPACE DEVICE NAMESPACE DEVICE MILLISECONDS
import collections, ctypes, fcntl, os, select, struct, sys, time

libc = ctypes.CDLL(None, use_errno=True)
CLONE_NEWNET, TUNSETIFF, IFF_TAP, IFF_NO_PI = 0x40000000, 0x400454CA, 2, 0x1000


def tap(namespace, device):
    inside = os.open("/run/netns/" + namespace, os.O_RDONLY)
    if libc.setns(inside, CLONE_NEWNET):
        sys.exit("setns " + namespace)
    os.close(inside)
    fd = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(fd, TUNSETIFF, struct.pack("16sH", device.encode(), IFF_TAP | IFF_NO_PI))
    return fd


ends = [tap(sys.argv[1], sys.argv[2]), tap(sys.argv[3], sys.argv[4])]
half = float(sys.argv[5]) / 2000
queues = [collections.deque(), collections.deque()]
print("ready", flush=True)
while True:
    now = time.monotonic()
    due = [queue[0][0] for queue in queues if queue]
    wait = max(0, min(due) - now) if due else None
    ready = select.select(ends, [], [], wait)[0]
    for side in (0, 1):
        while ends[side] in ready:
            try:
                queues[side].append((time.monotonic() + half, os.read(ends[side], 2048)))
            except BlockingIOError:
                break
    now = time.monotonic()
    for side in (0, 1):
        while queues[side] and queues[side][0][0] <= now:
            os.write(ends[1 - side], queues[side].popleft()[1])
