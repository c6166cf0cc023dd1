//! Walking the log with a filter: by key, in chunks, reading only the columns that the filter looks at.

use std::ops::ControlFlow;

use rusqlite::types::ValueRef;
use rusqlite::{Row, Statement};

use crate::query::{Field, FieldSet, Filter, FilterFault, Subject};
use crate::webhook::DeliveryId;

use super::columns::{self, BadRow};
use super::error::StoreError;
use super::parallel;
use super::reader::Reader;

/// Rows a read transaction: a few milliseconds of 2 KB bodies.
const CHUNK: usize = 1024;

/// Which numbers to walk, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first.
    pub first: i64,
    /// The last.
    pub last: i64,
}

impl Window {
    /// The whole log.
    pub const ALL: Self = Self { first: 1, last: i64::MAX };

    fn narrowed(self, other: Self) -> Self {
        Self { first: self.first.max(other.first), last: self.last.min(other.last) }
    }
}

/// The way of the walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From the end to the beginning.
    NewestFirst,
    /// From the beginning to the end.
    OldestFirst,
}

/// Why a walk ended early.
#[derive(Debug, thiserror::Error)]
pub enum ScanError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The filter could not be judged.
    #[error(transparent)]
    Filter(#[from] FilterFault),
}

/// Rows that are walked before more cores are called: what is wanted is mostly near the end.
const ALONE: i64 = 8192;

/// Walks the window, with more cores where it is long and the filter looks into headers or bodies.
pub(super) fn run<B>(
    reader: &Reader,
    window: &Window,
    direction: Direction,
    filter: &mut Filter,
    mut sink: impl FnMut(DeliveryId) -> ControlFlow<B>,
) -> Result<Option<B>, ScanError> {
    let (first, last) = filter.numbers();
    let newest = reader.facts()?.last;
    let window = window.narrowed(Window { first, last: last.min(newest) });
    let deep = filter.fields().contains(Field::Body) || filter.fields().contains(Field::Headers);
    if !deep || !parallel::worthwhile(&window) {
        return alone(reader, &window, direction, filter, sink);
    }
    let (near, far) = match direction {
        Direction::NewestFirst => {
            let border = window.last - ALONE;
            (Window { first: border + 1, ..window }, Window { last: border, ..window })
        }
        Direction::OldestFirst => {
            let border = window.first + ALONE;
            (Window { last: border - 1, ..window }, Window { first: border, ..window })
        }
    };
    match alone(reader, &near, direction, filter, &mut sink)? {
        Some(value) => Ok(Some(value)),
        None => parallel::run(&reader.place, far, direction, filter, sink),
    }
}

/// Walks the window on this thread and connection.
pub(super) fn alone<B>(
    reader: &Reader,
    window: &Window,
    direction: Direction,
    filter: &mut Filter,
    mut sink: impl FnMut(DeliveryId) -> ControlFlow<B>,
) -> Result<Option<B>, ScanError> {
    let mut window = *window;
    let fields = filter.fields();
    let sql = select(fields, direction);
    let failed = |error: rusqlite::Error| reader.failed(BadRow::from(error));
    let mut statement = reader.conn.prepare_cached(&sql).map_err(failed)?;
    let columns = positions(fields);
    while window.first <= window.last {
        match chunk(&mut statement, &window, &columns, filter, &mut sink) {
            Ok(Walked::Broken(value)) => return Ok(Some(value)),
            Ok(Walked::AllUpTo(None)) => return Ok(None),
            Ok(Walked::AllUpTo(Some(id))) => match direction {
                Direction::NewestFirst => window.last = id - 1,
                Direction::OldestFirst => window.first = id + 1,
            },
            Err(ChunkError::Row(error)) => return Err(reader.failed(error).into()),
            Err(ChunkError::Filter(error)) => return Err(error.into()),
        }
    }
    Ok(None)
}

enum Walked<B> {
    /// The sink had enough.
    Broken(B),
    /// The last row seen of a full chunk; `None` if nothing is left.
    AllUpTo(Option<i64>),
}

enum ChunkError {
    Row(BadRow),
    Filter(FilterFault),
}

impl From<rusqlite::Error> for ChunkError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Row(error.into())
    }
}

fn chunk<B>(
    statement: &mut Statement<'_>,
    window: &Window,
    columns: &Columns,
    filter: &mut Filter,
    sink: &mut impl FnMut(DeliveryId) -> ControlFlow<B>,
) -> Result<Walked<B>, ChunkError> {
    let mut rows = statement.query([window.first, window.last])?;
    let (mut seen, mut last) = (0, 0);
    while let Some(row) = rows.next()? {
        seen += 1;
        last = row.get(0)?;
        let subject = RowSubject { row, columns };
        if filter.matches(&subject).map_err(ChunkError::Filter)?
            && let ControlFlow::Break(value) = sink(DeliveryId(last))
        {
            return Ok(Walked::Broken(value));
        }
    }
    Ok(Walked::AllUpTo((seen == CHUNK).then_some(last)))
}

fn select(fields: FieldSet, direction: Direction) -> String {
    let order = match direction {
        Direction::NewestFirst => "DESC",
        Direction::OldestFirst => "ASC",
    };
    let columns: String = fields
        .iter()
        .filter(|field| *field != Field::Id)
        .map(|field| format!(", {}", columns::column(field)))
        .collect();
    format!("SELECT id{columns} FROM delivery WHERE id BETWEEN ?1 AND ?2 ORDER BY id {order} LIMIT {CHUNK}")
}

/// Where each field stands in a row of [`select`]; 0 for the number and for what was not selected.
type Columns = [u8; Field::ALL.len()];

fn positions(fields: FieldSet) -> Columns {
    let mut columns = [0; Field::ALL.len()];
    for (position, field) in (1..).zip(fields.iter().filter(|field| *field != Field::Id)) {
        columns[field as usize] = position;
    }
    columns
}

/// A row of [`select`] as a filter sees it.
struct RowSubject<'row> {
    row: &'row Row<'row>,
    columns: &'row Columns,
}

impl RowSubject<'_> {
    fn value(&self, field: Field) -> ValueRef<'_> {
        let position = self.columns[field as usize];
        debug_assert!(position > 0 || field == Field::Id, "{field:?} was not selected");
        self.row.get_ref(usize::from(position)).unwrap_or(ValueRef::Null)
    }
}

impl Subject for RowSubject<'_> {
    fn int(&self, field: Field) -> Option<i64> {
        self.value(field).as_i64().ok()
    }

    fn bytes(&self, field: Field) -> Option<&[u8]> {
        match self.value(field) {
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Some(bytes),
            ValueRef::Null if field == Field::Verdict => Some(b"unchecked"),
            _ => None,
        }
    }
}
