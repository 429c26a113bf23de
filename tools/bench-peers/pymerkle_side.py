"""The work of tools/bench by PyPI's pymerkle: proofs from its tree in SQLite.

  pymerkle_side.py make FILE LEAVES SEED      a tree of as many entries of 64 bytes
  pymerkle_side.py proofs FILE COUNT SEED     proofs of inclusion, then of consistency, at places chosen at random
"""

import json
import random
import sys
import time

from pymerkle import SqliteTree


def timed(work, places):
    begin = time.perf_counter(), time.process_time()
    for place in places:
        work(place)
    print(json.dumps({
        "records": len(places), "seconds": time.perf_counter() - begin[0], "cpu": time.process_time() - begin[1]}))


def main():
    work, file, count, seed = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    chance = random.Random(seed)
    with SqliteTree(file) as tree:
        if work == "make":
            tree.append_entries(chance.randbytes(64) for _ in range(count))
            return
        size = tree.get_size()
        places = [chance.randint(1, size) for _ in range(count)]
        timed(lambda place: tree.prove_inclusion(place, size), places)
        timed(lambda place: tree.prove_consistency(place, size), places)


main()
