//! Colour and time as people see them. Colours are the terminal's own sixteen; signs always carry a word.

use crate::webhook::{Moment, Verdict, Zone};
use colored::Colorize as _;

/// Whether escapes may be written to a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// Yes.
    On,
    /// No.
    Off,
}

/// How human output looks: colours, and the zone of times.
#[derive(Debug, Clone)]
pub struct Style {
    /// Colours on this stream.
    pub colour: Colour,
    /// Zone of times.
    pub zone: Zone,
    /// Columns of the terminal; `None` where lines may be as long as they are.
    pub width: Option<usize>,
}

/// What a piece of text means, hence its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As it should be.
    Good,
    /// Worth a look.
    Odd,
    /// Wrong.
    Bad,
    /// Of lesser interest.
    Faint,
    /// The thing itself.
    Strong,
    /// A name or key.
    Name,
}

impl Style {
    /// No colours, no width, UTC: for files and tests.
    pub fn plain() -> Self {
        Self { colour: Colour::Off, zone: Zone::utc(), width: None }
    }

    /// The text in its colour, if colours are on.
    pub fn paint(&self, tone: Tone, text: &str) -> String {
        if self.colour == Colour::Off {
            return text.to_owned();
        }
        match tone {
            Tone::Good => text.green(),
            Tone::Odd => text.yellow(),
            Tone::Bad => text.red(),
            Tone::Faint => text.dimmed(),
            Tone::Strong => text.bold(),
            Tone::Name => text.cyan(),
        }
        .to_string()
    }

    /// A time in this style's zone, by jiff's strftime pattern.
    pub fn time(&self, moment: Moment, pattern: &str) -> String {
        moment.timestamp().to_zoned(self.zone.get()).strftime(pattern).to_string()
    }
}

/// The word and tone of a verdict.
pub fn verdict_word(verdict: &Verdict) -> (&'static str, Tone) {
    match verdict {
        Verdict::Unchecked => ("nokey", Tone::Faint),
        Verdict::Unsigned => ("none", Tone::Odd),
        Verdict::Valid { .. } => ("ok", Tone::Good),
        Verdict::Invalid { reason, .. } if reason == "timestamp_too_old" => ("old", Tone::Odd),
        Verdict::Invalid { .. } => ("bad", Tone::Bad),
    }
}

/// The tone of a status.
pub fn status_tone(status: u16) -> Tone {
    match status {
        200..300 => Tone::Good,
        300..400 => Tone::Odd,
        _ => Tone::Bad,
    }
}
