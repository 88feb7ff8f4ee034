"""Reads a PDF's tables with pdfplumber; prints what sohoa.mjs prints."""

import json
import resource
import sys
import time

start = time.perf_counter()
import pdfplumber

loaded = time.perf_counter()
before = time.process_time()
with pdfplumber.open(sys.argv[1]) as pdf:
    tables = []
    for page in pdf.pages:
        tables += page.extract_tables()
        page.close()
done = time.perf_counter()
cpu = time.process_time() - before
print(json.dumps({
    "load": loaded - start,
    "read": done - loaded,
    "cpu": cpu,
    "tables": len(tables),
    "rows": sum(len(table) for table in tables),
    "filled": sum(1 for table in tables for row in table for cell in row if cell),
    "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "version": pdfplumber.__version__ + " on Python " + sys.version.split()[0],
}))
