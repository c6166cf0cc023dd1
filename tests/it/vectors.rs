//! Every vector of `tests/vectors/`: what vendors' deliveries look like, and what becomes of them.

use std::path::{Path, PathBuf};

use hookctl::provider::{Catalogue, Pack};
use hookctl::signature::{Message, Outcome, Params, Secret, Verifier, target_of};
use hookctl::webhook::{Headers, HttpVersion, Moment, Request};
use serde::Deserialize;

/// A file of vectors.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vectors {
    case: Vec<Case>,
}

/// One delivery and what is expected of it.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    pub(crate) name: String,
    /// Where it comes from; for people.
    #[expect(dead_code, reason = "for whoever reads the file")]
    source: String,
    pub(crate) expect: String,
    pub(crate) secrets: Vec<String>,
    at: String,
    pub(crate) method: String,
    pub(crate) url: String,
    headers: Vec<(String, String)>,
    body: Option<String>,
    body_base64: Option<String>,
    event_type: Option<String>,
    event_id: Option<String>,
    recognised: Option<String>,
    #[serde(default)]
    pub(crate) params: Params,
}

impl Case {
    pub(crate) fn at(&self) -> Moment {
        let at: jiff::Timestamp = self.at.parse().unwrap();
        Moment::from_micros(at.as_microsecond())
    }

    pub(crate) fn request(&self) -> Request {
        let body = match (&self.body, &self.body_base64) {
            (Some(text), None) => text.clone().into_bytes(),
            (None, Some(text)) => data_encoding::BASE64.decode(text.as_bytes()).unwrap(),
            _ => panic!("{}: one of body and body_base64", self.name),
        };
        Request {
            method: self.method.clone(),
            target: target_of(&self.url).to_owned(),
            version: HttpVersion::Http11,
            headers: self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect(),
            trailers: Headers::default(),
            body: body.into(),
        }
    }

    pub(crate) fn secrets(&self) -> Vec<Secret> {
        self.secrets.iter().map(Secret::new).collect()
    }

    /// The outcome's word, as vectors write it.
    pub(crate) fn judged(&self, pack: &Pack, request: &Request, secrets: Vec<Secret>) -> String {
        let verifier = Verifier::new(pack.scheme.clone(), secrets, self.params.clone());
        let judgement = verifier.judge(&Message::new(request, Some(&self.url)), self.at());
        match &judgement.outcome {
            Outcome::Valid(_) => "valid".to_owned(),
            Outcome::Unsigned => "unsigned".to_owned(),
            Outcome::Unchecked => "unchecked".to_owned(),
            Outcome::Invalid(fault) => fault.code().to_owned(),
        }
    }
}

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    files
}

/// Every case with its provider.
pub(crate) fn cases() -> Vec<(String, Case)> {
    let mut all = Vec::new();
    for path in files("tests/vectors").into_iter().chain(files("tests/vectors/sdk")) {
        let slug = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let vectors: Vectors = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        all.extend(vectors.case.into_iter().map(|case| (slug.clone(), case)));
    }
    all
}

/// Panics with all complaints at once.
fn complain(complaints: &[String]) {
    assert!(complaints.is_empty(), "{} complaints:\n{}", complaints.len(), complaints.join("\n"));
}

#[test]
fn every_built_in_pack_compiles_and_has_vectors() {
    let mut complaints = Vec::new();
    let cases = cases();
    for path in files("src/provider/packs") {
        let slug = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        if let Err(error) = Pack::parse(&slug, &text, hookctl::provider::PackOrigin::BuiltIn, &slug) {
            complaints.push(error.to_string());
        }
        let expects = |wanted: &str| cases.iter().any(|(of, case)| *of == slug && case.expect == wanted);
        let (yes, no) = if text.contains("kind = \"none\"") { ("unsigned", "unsigned") } else { ("valid", "no_match") };
        let no_is_there = expects(no)
            || cases.iter().any(|(of, case)| *of == slug && !["valid", "unsigned"].contains(&case.expect.as_str()));
        if slug != "generic" && (!expects(yes) || !no_is_there) {
            complaints.push(format!("{slug}: vectors lack `{yes}` or `{no}`"));
        }
    }
    complain(&complaints);
}

#[test]
fn every_vector_is_judged_as_it_says() {
    let catalogue = Catalogue::default();
    let packs = catalogue.all();
    let mut complaints = Vec::new();
    for (slug, case) in cases() {
        let Some(pack) = packs.iter().find(|pack| pack.slug == slug) else {
            complaints.push(format!("{slug}: no such pack"));
            continue;
        };
        let found = case.judged(pack, &case.request(), case.secrets());
        if found != case.expect {
            complaints.push(format!("{slug}: {}: expected {}, found {found}", case.name, case.expect));
        }
    }
    complain(&complaints);
}

#[test]
fn every_vector_is_recognised_with_its_event() {
    let catalogue = Catalogue::default();
    let packs = catalogue.all();
    let mut complaints = Vec::new();
    for (slug, case) in cases() {
        let request = case.request();
        let message = Message::new(&request, Some(&case.url));
        let found = catalogue.recognise(&message).map_or(String::new(), |pack| pack.slug.clone());
        let wanted = case.recognised.clone().unwrap_or_else(|| slug.clone());
        if found != wanted {
            complaints.push(format!("{slug}: {}: recognised as `{found}`, not `{wanted}`", case.name));
        }
        let pack = packs.iter().find(|pack| pack.slug == slug).unwrap();
        let (event_type, event_id) = pack.event(&message);
        for (what, found, wanted) in [("type", event_type, &case.event_type), ("id", event_id, &case.event_id)] {
            if wanted.is_some() && found != *wanted {
                complaints.push(format!("{slug}: {}: event {what} {found:?}, not {wanted:?}", case.name));
            }
        }
    }
    complain(&complaints);
}
