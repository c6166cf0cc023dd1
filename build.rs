//! Makes the tables of built-in provider packs: their texts, and what in a request points to which, so that a delivery
//! is recognised without reading all of them, and a start costs nothing.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

const FOLDER: &str = "src/provider/packs";
/// Headers that most requests have: they point to somebody only where nothing better does.
const COMMON: [&str; 4] = ["user-agent", "authorization", "content-type", "host"];

/// What a request may have that points to packs: kind and name.
type Pointers = BTreeMap<(&'static str, String), Vec<usize>>;

fn main() {
    println!("cargo::rerun-if-changed={FOLDER}");
    println!("cargo::rerun-if-changed=build.rs");
    let mut files: Vec<_> = std::fs::read_dir(FOLDER)
        .expect("the folder of packs")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    let mut out = format!("static PACKS: [BuiltIn; {}] = [\n", files.len());
    let (mut senders, mut shakers) = (Pointers::new(), Pointers::new());
    for (at, path) in files.iter().enumerate() {
        let slug = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(path).expect("a readable pack");
        let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let vendor = table.get("vendor").and_then(|value| value.as_str()).unwrap_or_default();
        let full = Path::new(&std::env::var("CARGO_MANIFEST_DIR").expect("set by cargo")).join(path);
        writeln!(
            out,
            "    BuiltIn {{ slug: {slug:?}, vendor: {vendor:?}, aliases: &{:?}, text: include_str!(r\"{}\"), pack: OnceLock::new() }},",
            texts(&table, "aliases"),
            full.display()
        )
        .expect("written");
        for alternative in texts(&table, "recognise") {
            senders.entry(pointer(&alternative)).or_default().push(at);
        }
        let handshakes = table.get("handshake").and_then(|value| value.as_array()).cloned().unwrap_or_default();
        for when in handshakes.iter().filter_map(|one| one.get("when")?.as_str()) {
            shakers.entry(pointer(when)).or_default().push(at);
        }
    }
    out.push_str("];\n");
    table(&mut out, "SENDERS", senders);
    table(&mut out, "SHAKERS", shakers);
    let target = Path::new(&std::env::var("OUT_DIR").expect("set by cargo")).join("packs.rs");
    std::fs::write(target, out).expect("written");
}

fn texts(table: &toml::Table, key: &str) -> Vec<String> {
    let list = table.get(key).and_then(|value| value.as_array()).cloned().unwrap_or_default();
    list.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect()
}

fn table(out: &mut String, name: &str, pointers: Pointers) {
    writeln!(out, "\nstatic {name}: &[(Kind, &str, &[usize])] = &[").expect("written");
    for ((kind, name), mut packs) in pointers {
        packs.dedup();
        writeln!(out, "    (Kind::{kind}, {name:?}, &{packs:?}),").expect("written");
    }
    out.push_str("];\n");
}

/// What an alternative hangs on: a header that few requests have, a member of the body, a parameter, a field, a common
/// header; else nothing that could be looked up.
fn pointer(alternative: &str) -> (&'static str, String) {
    let all: Vec<(&'static str, String)> = alternative.split(" & ").filter_map(condition).collect();
    let rare = |(kind, name): &&(&'static str, String)| *kind != "Header" || !COMMON.contains(&name.as_str());
    let order = ["Header", "Member", "Query", "Form"];
    let best = order.iter().find_map(|wanted| all.iter().filter(rare).find(|(kind, _)| kind == wanted));
    best.or(all.first()).cloned().unwrap_or(("Nothing", String::new()))
}

fn condition(text: &str) -> Option<(&'static str, String)> {
    let (kind, rest) = text.trim().split_once(' ')?;
    let name = rest.split_whitespace().next()?;
    match kind {
        "header" => Some(("Header", name.to_owned())),
        "query" => Some(("Query", name.to_owned())),
        "form" => Some(("Form", name.to_owned())),
        "json" if name.starts_with("[]") => Some(("Member", "[]".to_owned())),
        "json" => Some(("Member", name.split(['.', '[']).next()?.to_owned())),
        _ => None,
    }
}
