//! Suggestions for mistyped names.

/// Below this Jaro-Winkler similarity two names are strangers, and a suggestion would only annoy.
const ALIKE: f64 = 0.75;

/// The candidate most like `word`, if any is alike enough to be what was meant.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&word, name), name))
        .filter(|(score, _)| *score >= ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

/// `; did you mean X?` when something is near enough, otherwise nothing: made to end an error message.
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, candidates).map_or_else(String::new, |name| format!("; did you mean `{name}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transposed_key_finds_the_key_that_was_meant() {
        assert_eq!(nearest("stauts", ["size", "status", "sig"]), Some("status"));
    }

    #[test]
    fn a_word_like_nothing_known_gets_no_suggestion() {
        assert_eq!(nearest("zzz", ["size", "status"]), None);
        assert_eq!(did_you_mean("zzz", ["size"]), "");
    }
}
