"""Reads a PDF's ruled tables with Camelot's lattice flavour; prints what sohoa.mjs prints."""

import json
import resource
import sys
import time

start = time.perf_counter()
import camelot

loaded = time.perf_counter()
before = time.process_time()
tables = list(camelot.read_pdf(sys.argv[1], pages="all", flavor="lattice", suppress_stdout=True))
done = time.perf_counter()
cpu = time.process_time() - before
print(json.dumps({
    "load": loaded - start,
    "read": done - loaded,
    "cpu": cpu,
    "tables": len(tables),
    "rows": sum(len(table.df) for table in tables),
    "filled": sum(1 for table in tables for row in table.df.values.tolist() for cell in row if cell.strip()),
    "peak": max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024,
    "version": camelot.__version__ + " on Python " + sys.version.split()[0],
}))
