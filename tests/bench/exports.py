"""Writes the table of raw answers with XlsxWriter in constant memory, as the bench's program does: exports.py CSV."""

import csv
import os
import resource
import sys
import tempfile
import time

import xlsxwriter


def rows():
    with open(sys.argv[1], encoding="utf-8-sig", newline="") as table:
        for row in csv.reader(table):
            yield [float(cell) if cell.isdigit() and len(cell) < 8 else cell for cell in row]


start = time.perf_counter()
count = sum(1 for _ in rows())
reading = time.perf_counter() - start

with tempfile.TemporaryDirectory(dir=os.path.dirname(sys.argv[1])) as folder:
    path = os.path.join(folder, "answers.xlsx")
    start = time.perf_counter()
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "tmpdir": folder})
    sheet = book.add_worksheet()
    for at, row in enumerate(rows()):
        for place, cell in enumerate(row):
            if isinstance(cell, float):
                sheet.write_number(at, place, cell)
            elif cell:
                sheet.write_string(at, place, cell)
    book.close()
    seconds = time.perf_counter() - start - reading
    size = os.path.getsize(path) / 1e6

resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1.024e-3
what = f"XlsxWriter {xlsxwriter.__version__}, workbook"
print(f"  {what:<34}{seconds:>7.2f} s{resident:>8.1f} MB resident{size:>7.1f} MB of file")
