#!/usr/bin/env python3
"""Makes the static export of a Taizhang ledger without Taizhang: Python 3.9 or later, its standard library, nothing else.

    make_tiles.py [--size N] LEDGER FOLDER      LEDGER: the ledger's folder, or its ledger.db

Writes the tiles and entry bundles of C2SP tlog-tiles under FOLDER/tile/, of the first N records (of all, without
--size), from the bytes of the records alone: the ledger's own tiles are not read. Whoever distrusts an export makes it
again with this and compares the two folders. There is no checkpoint in it: that takes the ledger's key. Files that are
there already are written again; partial ones of other sizes stay.

Prints the size and the RFC 6962 root in hexadecimal. Memory does not grow with the ledger. Exit status: 0 done,
1 the records are not numbered from 1 without a gap or one is too long, 65 no ledger, 66 no such file, 64 wrong usage.
"""

import argparse, hashlib, os, sqlite3, sys, urllib.parse

WIDTH = 256  # tile height 8
MAXIMUM_SIZE = 65_535  # an entry's length is a uint16
APPLICATION_ID, FORMAT = 0x545A4C47, 1  # "TZLG"


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def leaf_hash(entry):
    """RFC 6962 section 2.1."""
    return sha256(b"\x00", entry)


def node_hash(left, right):
    return sha256(b"\x01", left, right)


def perfect_root(hashes):
    """The root over a full tile."""
    while len(hashes) > 1:
        hashes = [node_hash(hashes[i], hashes[i + 1]) for i in range(0, len(hashes), 2)]
    return hashes[0]


def file_name(index, width):
    """1234067 is x001/x234/067; a partial one of width W has .p/W after it."""
    digits = str(index)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[i : i + 3] for i in range(0, len(digits), 3)]
    name = "/".join(["x" + group for group in groups[:-1]] + groups[-1:])
    return name if width == WIDTH else "%s.p/%d" % (name, width)


class Export:
    """The right edge of the tree: of each level the tile that is not full, and of the entries the bundle."""

    def __init__(self, folder):
        self.folder = folder
        self.size = 0
        self.bundle = []
        self.levels = []  # [how many full tiles, the hashes of the one that is not full]

    def write(self, row, index, parts):
        path = os.path.join(self.folder, "tile", row, file_name(index, len(parts)))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path + ".tmp", "wb") as file:
            file.write(b"".join(parts))
        os.replace(path + ".tmp", path)

    def append(self, entry):
        self.bundle.append(len(entry).to_bytes(2, "big") + entry)
        self.size += 1
        if len(self.bundle) == WIDTH:
            self.write("entries", self.size // WIDTH - 1, self.bundle)
            self.bundle = []
        self.append_hash(0, leaf_hash(entry))

    def append_hash(self, level, value):
        if level == len(self.levels):
            self.levels.append([0, []])
        edge = self.levels[level]
        edge[1].append(value)
        if len(edge[1]) == WIDTH:
            self.write(str(level), edge[0], edge[1])
            self.append_hash(level + 1, perfect_root(edge[1]))
            edge[0] += 1
            edge[1] = []

    def finish(self):
        """Writes the partial ones; gives the root."""
        if self.bundle:
            self.write("entries", self.size // WIDTH, self.bundle)
        peaks = []  # the roots of the perfect subtrees, from the left; the highest levels come first
        for level, (full, hashes) in reversed(list(enumerate(self.levels))):
            if hashes:
                self.write(str(level), full, hashes)
            while hashes:
                count = 1 << (len(hashes).bit_length() - 1)
                peaks.append(perfect_root(hashes[:count]))
                hashes = hashes[count:]
        if not peaks:
            return sha256()
        root = peaks.pop()
        while peaks:
            root = node_hash(peaks.pop(), root)
        return root


def records(db, size):
    """The records' bytes in order; they must run from 1 without a gap."""
    for expected, (number, body) in enumerate(db.execute("SELECT seq, body FROM record ORDER BY seq"), 1):
        if expected > size:
            return
        if number != expected or len(body) > MAXIMUM_SIZE:
            sys.exit("make_tiles: record %d is missing, or record %d is too long" % (expected, number))
        yield body


def main():
    parser = argparse.ArgumentParser(usage="make_tiles.py [--size N] LEDGER FOLDER", description=__doc__.split("\n")[0])
    parser.error = lambda message: parser.exit(64, "make_tiles: %s\n" % message)
    parser.add_argument("ledger")
    parser.add_argument("folder")
    parser.add_argument("--size", type=int)
    options = parser.parse_args()
    path = os.path.join(options.ledger, "ledger.db") if os.path.isdir(options.ledger) else options.ledger
    if not os.path.exists(path):
        parser.exit(66, "make_tiles: no ledger at %s\n" % path)
    try:
        db = sqlite3.connect("file:%s?mode=ro" % urllib.parse.quote(os.path.abspath(path)), uri=True)
        db.text_factory = bytes  # the bytes that were hashed
        db.execute("BEGIN")  # one moment's view, whatever is appended meanwhile
        found = tuple(db.execute("PRAGMA " + name).fetchone()[0] for name in ("application_id", "user_version"))
        if found != (APPLICATION_ID, FORMAT):
            parser.exit(65, "make_tiles: application_id %#x, user_version %d: no ledger that is known here\n" % found)
        count = db.execute("SELECT count(*) FROM record").fetchone()[0]
        size = count if options.size is None else options.size
        if not 0 <= size <= count:
            parser.exit(64, "make_tiles: the ledger has %d records\n" % count)
        export = Export(options.folder)
        for body in records(db, size):
            export.append(body)
    except sqlite3.Error as fault:
        parser.exit(65, "make_tiles: %s\n" % fault)
    print(export.size, export.finish().hex())


if __name__ == "__main__":
    main()
