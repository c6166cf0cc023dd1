//! The floors of ARCHITECTURE.md, held: a file imports only from floors below its own; the pure floors know no runtime,
//! file, clock, environment or terminal; no file grows without bounds.

use std::path::{Path, PathBuf};

/// Module and floor.
const FLOORS: [(&str, u8); 14] = [
    ("text", 0),
    ("webhook", 0),
    ("signature", 1),
    ("provider", 2),
    ("paste", 2),
    ("query", 2),
    ("explain", 3),
    ("store", 3),
    ("config", 3),
    ("ingest", 4),
    ("capture", 5),
    ("report", 6),
    ("cli", 8),
    ("main", 9),
];

/// What the floors below 3 may not mention.
const IMPURE: [&str; 9] =
    ["tokio", "std::fs", "std::env", "std::io", "std::net", "SystemTime", "Instant", "crossterm", "Timestamp::now"];

/// Lines a file may have before its tests.
const LONGEST: usize = 400;

fn sources() -> Vec<(PathBuf, String)> {
    fn collect(folder: &Path, all: &mut Vec<(PathBuf, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, all);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let code = text.split("\n#[cfg(test)]\nmod tests").next().unwrap().to_owned();
                all.push((path, code));
            }
        }
    }
    let mut all = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    all
}

fn module_of(path: &Path) -> String {
    let inside = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

fn floor_of(module: &str) -> Option<u8> {
    FLOORS.iter().find(|(name, _)| *name == module).map(|(_, floor)| *floor)
}

/// Every module of the crate that the code names.
fn uses(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let names: Vec<&str> = match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap().split(',').collect(),
            None => vec![rest],
        };
        for name in names {
            let name: String = name.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            found.push(name);
        }
    }
    found
}

#[test]
fn every_module_stands_on_a_floor() {
    for (path, _) in sources() {
        let module = module_of(&path);
        assert!(module == "lib" || floor_of(&module).is_some(), "{} is on no floor", path.display());
    }
}

#[test]
fn imports_go_downwards_only() {
    for (path, code) in sources() {
        let module = module_of(&path);
        let Some(floor) = floor_of(&module) else { continue };
        for used in uses(&code) {
            let Some(other) = floor_of(&used) else { continue };
            // text is used by its neighbour on the same floor, and by nobody else there.
            let neighbour = used == "text" && floor == other;
            assert!(
                other < floor || used == module || neighbour,
                "{} ({module}, floor {floor}) uses {used} (floor {other})",
                path.display()
            );
        }
    }
}

#[test]
fn the_pure_floors_know_no_outside_world() {
    for (path, code) in sources() {
        if floor_of(&module_of(&path)).is_none_or(|floor| floor > 2) {
            continue;
        }
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for word in IMPURE {
                assert!(!line.contains(word), "{}: `{word}` in: {line}", path.display());
            }
        }
    }
}

#[test]
fn no_file_grows_beyond_a_room() {
    for (path, code) in sources() {
        let lines = code.lines().count();
        assert!(lines <= LONGEST, "{} has {lines} lines", path.display());
    }
}

#[test]
fn the_map_names_every_folder_and_file_at_the_top_of_src() {
    let map = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md")).unwrap();
    for (module, _) in FLOORS {
        assert!(map.contains(module), "ARCHITECTURE.md does not name {module}");
    }
    for (path, _) in sources() {
        let name = path.file_name().unwrap().to_string_lossy();
        let known = ["mod.rs", "lib.rs", "main.rs"].contains(&name.as_ref()) || map.contains(name.as_ref());
        assert!(known, "ARCHITECTURE.md does not name {}", path.display());
    }
}
