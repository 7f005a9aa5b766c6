"""OLE compound files made by hand: any streams, their sectors in the order that a test wants."""

import struct
from collections.abc import Mapping

SECTOR, NONE, END, TABLE = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ORDERS = ("tables last", "tables first", "back to front")
Slot = tuple[int, int]  # number of the chain (-1 = the table of sectors), number in the chain


def compound(streams: Mapping[str, bytes], order: str = "tables last") -> bytes:
    """A compound file of at most 127 sectors with these streams beside each other."""
    bodies = [content.ljust(4096, b"\0") for content in streams.values()]
    chains = [_split(body) for body in bodies]
    order_of_slots = _slots([*chains, [b""] * -(-(len(streams) + 1) // 4)], order)
    place = {slot: number for number, slot in enumerate(order_of_slots)}
    starts = [place[chain, 0] for chain in range(len(chains))]
    chains.append(_split(_directory(list(streams), starts, [len(body) for body in bodies])))
    fat = [NONE] * 128
    for (chain, number), at in place.items():
        fat[at] = TABLE if chain < 0 else place.get((chain, number + 1), END)
    content = {(-1, 0): struct.pack("<128L", *fat)}
    content |= {(c, n): piece for c, chain in enumerate(chains) for n, piece in enumerate(chain)}
    header = OLE + struct.pack(
        "<16x5H10x8L109L", 0x3E, 3, 0xFFFE, 9, 6, 1, place[len(streams), 0], 0, 4096,
        END, 0, END, 0, place[-1, 0], *[NONE] * 108,
    )  # fmt: skip
    return header + b"".join(content[slot] for slot in order_of_slots)


def _slots(chains: list[list[bytes]], order: str) -> list[Slot]:
    table: Slot = (-1, 0)
    slots = [(c, n) for c, chain in enumerate(chains) for n in range(len(chain))]
    directory = [slot for slot in slots if slot[0] == len(chains) - 1]
    streams = slots[: -len(directory)]
    return {
        "tables last": [*streams, *directory, table],
        "tables first": [table, *directory, *streams],
        "back to front": [table, *directory, *reversed(streams)],
    }[order]


def _split(content: bytes) -> list[bytes]:
    return [content[at : at + SECTOR].ljust(SECTOR, b"\0") for at in range(0, len(content), SECTOR)]


def _directory(names: list[str], starts: list[int], sizes: list[int]) -> bytes:
    """The root, and the streams as a list that leans to the right."""
    entries = [_entry("Root Entry", 5, NONE, 1, END, 0)]
    for number, (name, start, size) in enumerate(zip(names, starts, sizes, strict=True), start=1):
        following = number + 1 if number < len(names) else NONE
        entries.append(_entry(name, 2, following, NONE, start, size))
    return b"".join(entries)


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    letters = name.encode("utf-16-le")
    return struct.pack(
        "<64sH2B3L36xLQ", letters, len(letters) + 2, kind, 1, NONE, right, child, start, size
    )
