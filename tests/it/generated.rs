//! What is generated and committed is never stale: completions, man pages, the texts of the help.

use std::path::Path;

use crate::support::command::Home;

const SHELLS: [(&str, &str); 6] = [
    ("bash", "hookctl.bash"),
    ("zsh", "_hookctl"),
    ("fish", "hookctl.fish"),
    ("powershell", "hookctl.ps1"),
    ("elvish", "hookctl.elv"),
    ("nushell", "hookctl.nu"),
];

fn committed(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap_or_default()
}

#[test]
fn the_committed_completions_are_those_of_the_program() {
    let home = Home::new();
    for (shell, file) in SHELLS {
        let now = home.ok(&["completions", shell]);
        assert!(now == committed(&format!("completions/{file}")), "completions/{file} is stale: run .ci/generate");
    }
}

#[test]
fn the_committed_man_pages_are_those_of_the_program() {
    let home = Home::new();
    home.ok(&["man", "--dir", "man"]);
    let mut names: Vec<String> = std::fs::read_dir(home.path().join("man"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let mut kept: Vec<String> = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("man"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    kept.sort();
    assert_eq!(names, kept);
    for name in names {
        let now = std::fs::read_to_string(home.path().join("man").join(&name)).unwrap();
        assert!(now == committed(&format!("man/{name}")), "man/{name} is stale: run .ci/generate");
    }
}

#[test]
fn the_help_of_every_command_reads_as_it_was_read() {
    let home = Home::new();
    for command in [
        "listen",
        "list",
        "tail",
        "show",
        "verify",
        "sign",
        "providers",
        "prune",
        "doctor",
        "completions",
        "man",
        "help",
    ] {
        insta::assert_snapshot!(format!("help_{command}"), home.ok(&[command, "--help"]));
    }
    insta::assert_snapshot!("help", home.ok(&["--help"]));
    insta::assert_snapshot!("bare", home.ok(&[]));
}

#[test]
fn the_topics_are_printed_from_the_tables() {
    let home = Home::new();
    let filters = home.ok(&["help", "filters"]);
    for key in hookctl::query::terms::KEYS {
        assert!(filters.contains(key.example) && filters.contains(key.help), "{}", key.name);
    }
    for state in hookctl::query::terms::STATES {
        assert!(filters.contains(state.help), "{}", state.name);
    }
    let schemes = home.ok(&["help", "schemes"]);
    for knob in hookctl::provider::KNOBS {
        assert!(schemes.contains(knob.example) && schemes.contains(knob.help), "{}", knob.name);
    }
    for topic in ["packs", "respond", "exit-codes", "environment"] {
        assert!(!home.ok(&["help", topic]).is_empty());
    }
    let done = home.run(&["help", "filtres"]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("did you mean `filters`?"), "{}", done.err);
}
