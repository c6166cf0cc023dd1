//! Aligned columns, with the goal and whether it was met in the last two.

use std::fmt::Write as _;

/// What a value should be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Goal {
    /// It is only shown.
    None,
    /// At least that.
    AtLeast(f64),
    /// At most that.
    AtMost(f64),
}

impl Goal {
    fn cells(self, value: f64) -> [String; 2] {
        let (sign, bound, met) = match self {
            Self::None => return [String::new(), String::new()],
            Self::AtLeast(bound) => (">=", bound, value >= bound),
            Self::AtMost(bound) => ("<=", bound, value <= bound),
        };
        [format!("{sign} {bound}"), if met { "met" } else { "MISSED" }.to_owned()]
    }
}

/// Rows of text.
pub(crate) struct Table {
    columns: usize,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these headings and, after them, the goal and its verdict.
    pub(crate) fn new(headings: &[&str]) -> Self {
        let mut row: Vec<String> = headings.iter().map(ToString::to_string).collect();
        row.extend(["goal".to_owned(), String::new()]);
        Self { columns: row.len(), rows: vec![row] }
    }

    /// Adds a row; `value` is what the goal is about.
    pub(crate) fn row(&mut self, cells: Vec<String>, value: f64, goal: Goal) {
        assert_eq!(cells.len() + 2, self.columns, "a cell for each heading");
        let [goal, verdict] = goal.cells(value);
        self.rows.push(cells.into_iter().chain([goal, verdict]).collect());
    }

    /// Prints it: the first column to the left, the others to the right.
    pub(crate) fn print(&self) {
        let width = |at: usize| self.rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..self.columns).map(width).collect();
        println!();
        for row in &self.rows {
            let mut line = format!("{:<1$}", row[0], widths[0]);
            for (cell, width) in row.iter().zip(&widths).skip(1) {
                let _ = write!(line, "  {cell:>width$}");
            }
            println!("{}", line.trim_end());
        }
    }
}
