//! Where in a text something is: for messages that point at it.

/// Line and column (in characters, both from 1) of a byte's place, and the line itself. A place within a character or
/// behind the end counts as the end.
pub fn locate(text: &str, at: usize) -> (usize, usize, String) {
    let before = text.get(..at).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |found| found + 1);
    let line = before.matches('\n').count() + 1;
    let column = before[start..].chars().count() + 1;
    (line, column, text[start..].lines().next().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_and_in_characters() {
        assert_eq!(locate("a\nüb", 0), (1, 1, "a".to_owned()));
        assert_eq!(locate("a\nüb", 4), (2, 2, "üb".to_owned()));
        assert_eq!(locate("a", 9), (1, 2, "a".to_owned()));
        assert_eq!(locate("", 0), (1, 1, String::new()));
    }
}
