//! Crosstabs as JSON: tables with groups, as tables by group are, with shares of rows and of all,
//! tests and residuals beside them.

use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use super::counts::{CountTable, RowRole};
use super::groups::{Group, Outside};
use super::numbers::{NumberGroup, NumberTable};
use super::significance::Significance;
use super::sums::{SumColumn, SumTable};
use super::variable::Variable;
use super::{Contents, Crosstab};
use crate::analysis::Published;

/// Crosstabs of a set of answers, as they are written to a file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Crosstabs {
    /// Key of the questionnaire.
    pub definition: String,
    /// How many answers were counted.
    pub responses: Published<u64>,
    /// One a pair.
    pub tables: Vec<Crosstab>,
}

impl Serialize for Crosstab {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        value(self).serialize(serializer)
    }
}

fn value(crosstab: &Crosstab) -> Value {
    let Variable { name, label, kind, conditional, unit, .. } = &crosstab.rows;
    let mut table = json!({"question": name, "label": label, "type": kind, "conditional": conditional});
    if let Some(unit) = unit {
        put(&mut table, json!({"unit": unit}));
    }
    let by = &crosstab.columns;
    put(&mut table, json!({"by": {"question": by.name, "label": by.label, "type": by.kind}}));
    put(
        &mut table,
        match &crosstab.contents {
            Contents::Counts(counts) => self::counts(counts),
            Contents::Numbers(numbers) => self::numbers(numbers),
            Contents::Sums(sums) => self::sums(sums),
        },
    );
    put(
        &mut table,
        match &crosstab.significance {
            Significance::Untested(why) => json!({"test": null, "untested": why}),
            Significance::Whole(test) => json!({"test": test}),
            Significance::ByOption { tests } => json!({"test": null, "correction": "holm", "tests_made": tests}),
        },
    );
    if let (Contents::Counts(counts), Significance::Whole(_) | Significance::ByOption { .. }) =
        (&crosstab.contents, &crosstab.significance)
    {
        put(&mut table, tested(counts));
    }
    table
}

/// Adds members to an object.
fn put(object: &mut Value, more: Value) {
    if let (Value::Object(object), Value::Object(more)) = (object, more) {
        object.extend(more);
    }
}

fn counts(table: &CountTable) -> Value {
    let CountTable { rows, columns, all, .. } = table;
    let all_rows: Vec<_> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            json!({"code": row.code, "label": row.label, "count": row.total, "percent": table.share_of_all(at)})
        })
        .collect();
    let group_rows = |column: usize| -> Vec<Value> {
        let row = |(at, row): (usize, &super::CountRow)| {
            json!({
                "code": row.code,
                "label": row.label,
                "count": row.cells.get(column).map(|cell| cell.count),
                "percent": table.column_share(at, column),
                "row_percent": table.row_share(at, column),
                "total_percent": table.total_share(at, column),
            })
        };
        rows.iter().enumerate().map(row).collect()
    };
    let groups: Vec<_> = columns
        .iter()
        .enumerate()
        .map(|(column, group)| {
            let Group { code, label, n, blank, unknown, not_asked } = group;
            json!({
                "code": code, "label": label, "n": n, "blank": blank, "unknown": unknown, "not_asked": not_asked,
                "small": group.is_small(), "rows": group_rows(column),
            })
        })
        .collect();
    json!({
        "multiple": table.rows_overlap,
        "asked": all.n, "blank": all.blank, "n": all.n, "unknown": all.unknown, "not_asked": all.not_asked,
        "small": all.is_small(),
        "rows": all_rows,
        "groups": groups,
        "overlapping": table.columns_overlap,
        "ungrouped": table.outside.total(),
        "ungrouped_because": outside(table.outside),
    })
}

fn outside(Outside { blank, unknown, not_asked }: Outside) -> Value {
    json!({"blank": blank, "unknown": unknown, "not_asked": not_asked})
}

/// Residuals by row and group; where each option is tested, the tests too.
fn tested(table: &CountTable) -> Value {
    let mut residuals = Map::new();
    let mut marks = Map::new();
    let mut tests = Vec::new();
    for row in table.rows.iter().filter(|row| row.role == RowRole::Code) {
        let cells = || row.cells.iter().zip(&table.columns);
        let keyed = |of: &dyn Fn(&super::CountCell) -> Option<Value>| -> Map<String, Value> {
            cells().filter_map(|(cell, group)| Some((group.code.clone(), of(cell)?))).collect()
        };
        residuals.insert(row.code.clone(), Value::Object(keyed(&|cell| cell.residual.map(|far| json!(far)))));
        let marked = keyed(&|cell| cell.mark.map(|mark| json!(mark.sign())));
        if !marked.is_empty() {
            marks.insert(row.code.clone(), Value::Object(marked));
        }
        for (cell, group) in cells() {
            let Some(test) = cell.test else { continue };
            let mut one = json!({"row": row.code, "group": group.code});
            put(&mut one, json!(test));
            tests.push(one);
        }
    }
    let mut value = json!({"residuals": residuals, "marks": marks});
    if !tests.is_empty() {
        put(&mut value, json!({"tests": tests}));
    }
    value
}

fn numbers(table: &NumberTable) -> Value {
    let group = |of: &NumberGroup| {
        json!({
            "n": of.n, "unknown": of.unknown, "blank": of.blank, "not_asked": of.not_asked, "small": of.is_small(),
            "sum": of.sum, "mean": of.mean, "median": of.median,
            "lower_quartile": of.quartile(|quartiles| quartiles.lower),
            "upper_quartile": of.quartile(|quartiles| quartiles.upper),
            "min": of.min, "max": of.max,
        })
    };
    let groups: Vec<_> = table
        .groups
        .iter()
        .map(|one| {
            let mut value = json!({"code": one.code, "label": one.label});
            put(&mut value, group(one));
            value
        })
        .collect();
    let all = &table.all;
    json!({
        "asked": all.asked(), "blank": all.blank, "n": all.asked(),
        "all": group(all),
        "groups": groups,
        "overlapping": table.columns_overlap,
        "ungrouped": table.outside.total(),
        "ungrouped_because": outside(table.outside),
    })
}

fn sums(table: &SumTable) -> Value {
    let rows = |column: Option<usize>| -> Vec<Value> {
        let row = |(at, heading): (usize, &crate::analysis::table::Heading)| {
            let common = json!({"code": heading.key, "label": heading.label});
            let mut value = common;
            put(
                &mut value,
                match column {
                    None => json!({
                        "sum": table.row_total(at),
                        "percent": table.share_of_all(at),
                    }),
                    Some(column) => json!({
                        "sum": table.cell(at, column),
                        "percent": table.column_share(at, column),
                        "row_percent": table.row_share(at, column),
                        "total_percent": table.total_share(at, column),
                    }),
                },
            );
            value
        };
        table.rows.iter().enumerate().map(row).collect()
    };
    let group = |(at, column): (usize, &SumColumn)| {
        let SumColumn { heading, n, blank, total } = column;
        json!({
            "code": heading.key, "label": heading.label, "n": n, "blank": blank, "total": total,
            "rows": rows(Some(at)),
        })
    };
    json!({
        "asked": table.all.n, "blank": table.all.blank, "n": table.all.n,
        "total": table.all.total,
        "rows": rows(None),
        "groups": table.columns.iter().enumerate().map(group).collect::<Vec<_>>(),
        "overlapping": table.groups_overlap,
        "ungrouped": table.outside,
    })
}
