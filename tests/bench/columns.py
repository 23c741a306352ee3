"""The same questions to polars and DuckDB as tests/bench/columns.rs asks, over the same file of answers.

Both get what suits them best: a flat table of small integers and booleans in memory, made beforehand.
"""

import os
import sys
import time

import duckdb
import polars as pl

path = sys.argv[1]
size = os.path.getsize(path)
cores = len(os.sched_getaffinity(0))


def report_reading(what, seconds):
    print(f"{what:<46}{size / 1e6 / seconds:>8.0f} MB/s{seconds:>9.2f} s", flush=True)


def milliseconds(what, work):
    """The best of seven runs."""
    best = min(timed(work) for _ in range(7))
    print(f"{what:<46}{best * 1e3:>8.2f} ms", flush=True)


def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


start = time.perf_counter()
read = pl.read_ndjson(path, infer_schema_length=2000)
report_reading(f"polars {pl.__version__}: JSON Lines to a frame", time.perf_counter() - start)

answers = pl.col("answers").struct
grid = read.schema["answers"].to_schema()["caseload_by_age_sex"].to_schema()
cells = [
    answers.field("caseload_by_age_sex").struct.field(age).struct.field(sex).cast(pl.UInt16).alias(f"{age}__{sex}")
    for age, columns in grid.items()
    for sex in columns.to_schema()
]
selected = answers.field("methods").struct.field("selected")
codes = read.select(selected.explode().drop_nulls().unique().sort()).to_series().to_list()
options = [selected.list.contains(code).alias(f"m__{code}") for code in codes]
kind = pl.col("agency").struct.field("kind").cast(pl.Categorical)
flat = read.select(kind.alias("kind"), *cells, *options)
del read

age_sums = [pl.sum_horizontal(pl.col(f"^{age}__.*$").sum()).alias(age) for age in grid]
milliseconds("polars: kind × age band", lambda: flat.group_by("kind").agg(age_sums))
method_sums = [pl.col(f"m__{code}").sum() for code in codes]
milliseconds("polars: kind × methods", lambda: flat.group_by("kind").agg(method_sums))

database = duckdb.connect(config={"threads": cores})
start = time.perf_counter()
database.execute("CREATE TABLE raw AS SELECT * FROM read_json_auto(?, format = 'newline_delimited')", [path])
report_reading(f"DuckDB {duckdb.__version__}: JSON Lines to a table", time.perf_counter() - start)
database.execute("DROP TABLE raw")
arrow = flat.with_columns(pl.col("kind").to_physical().cast(pl.UInt8)).to_arrow()
database.execute("CREATE TABLE flat AS SELECT * FROM arrow")
sums = ", ".join(
    "sum(" + " + ".join(f"coalesce({age}__{sex}, 0)" for sex in columns.to_schema()) + ")"
    for age, columns in grid.items()
)
milliseconds("DuckDB: kind × age band", lambda: database.execute(f"SELECT kind, {sums} FROM flat GROUP BY kind").fetchall())
counts = ", ".join(f"count_if(m__{code})" for code in codes)
milliseconds("DuckDB: kind × methods", lambda: database.execute(f"SELECT kind, {counts} FROM flat GROUP BY kind").fetchall())
