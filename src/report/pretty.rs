//! JSON laid out for reading, byte by byte: number texts, the order of keys and repeated keys stay as they came, which
//! no parse and print would keep. Only for text that is known to be JSON.

/// `json` with two-space indents.
pub fn indent(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + json.len() / 2);
    let mut depth = 0_usize;
    let mut chars = json.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                out.push('"');
                copy_string(&mut chars, &mut out);
            }
            '{' | '[' => {
                out.push(c);
                skip_blanks(&mut chars);
                if let Some(close) = chars.next_if(|c| matches!(c, '}' | ']')) {
                    out.push(close);
                } else {
                    depth += 1;
                    new_line(&mut out, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                new_line(&mut out, depth);
                out.push(c);
            }
            ',' => {
                out.push(',');
                new_line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            ' ' | '\t' | '\r' | '\n' => {}
            other => out.push(other),
        }
    }
    out
}

type Chars<'a> = std::iter::Peekable<std::str::Chars<'a>>;

fn copy_string(chars: &mut Chars<'_>, out: &mut String) {
    while let Some(c) = chars.next() {
        out.push(c);
        match c {
            '"' => return,
            '\\' => out.extend(chars.next()),
            _ => {}
        }
    }
}

fn skip_blanks(chars: &mut Chars<'_>) {
    while chars.next_if(|c| matches!(c, ' ' | '\t' | '\r' | '\n')).is_some() {}
}

fn new_line(out: &mut String, depth: usize) {
    /// Deeper than this, indents would be most of the text.
    const DEEPEST: usize = 64;
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth.min(DEEPEST)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_order_and_repeated_keys_stay_as_they_came() {
        let text = r#"{"b":1.10,"a":[1e3, {}],"b":[ ],"s":"x\"{,"}"#;
        let want = "{\n  \"b\": 1.10,\n  \"a\": [\n    1e3,\n    {}\n  ],\n  \"b\": [],\n  \"s\": \"x\\\"{,\"\n}";
        assert_eq!(indent(text), want);
    }

    proptest! {
        #[test]
        fn the_layout_means_the_same(value in any_json()) {
            let back: serde_json::Value = serde_json::from_str(&indent(&value.to_string())).expect("still JSON");
            prop_assert_eq!(back, value);
        }

        #[test]
        fn any_text_at_all_is_survived(text: String) {
            let _ = indent(&text);
        }
    }

    fn any_json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            any::<String>().prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 32, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
                prop::collection::btree_map(any::<String>(), inner, 0..4)
                    .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
            ]
        })
    }
}
