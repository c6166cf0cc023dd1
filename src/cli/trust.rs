//! Whom hookctl knows and what it holds of them: provider packs, endpoints, secrets; from the config and from options.

use std::collections::BTreeMap;
use std::path::Path;

use crate::config::{EndpointTable, SecretError, SecretRef};
use crate::provider::{Catalogue, EndpointRules, Named, Pack, PackError, PackOrigin, knob_value, overridden};
use crate::report::failure::{Failure, FailureKind};
use crate::signature::{Params, Secret, Verifier};
use crate::text::parse_span;

use super::context::Context;
use super::outcome;

/// The folder of packs beside a config that names none.
const PACKS: &str = "packs";

/// All providers: the built-in ones and those of the config's folders.
pub(super) fn catalogue(context: &Context) -> Result<Catalogue, Failure> {
    let mut catalogue = Catalogue::default();
    let beside = context.layers.paths().map(|path| path.parent().unwrap_or(Path::new("")).join(PACKS));
    let mut folders: Vec<_> = beside.filter(|folder| folder.is_dir()).collect();
    folders.reverse();
    for named in context.layers.pack_folders() {
        if !named.is_dir() {
            return Err(Failure::new(
                FailureKind::Usage,
                format!("the folder of packs `{}` is not there", named.display()),
            )
            .hint("`packs` in hookctl.toml names a folder beside it, with a TOML file a provider"));
        }
        folders.retain(|folder| *folder != named);
        folders.push(named);
    }
    for folder in folders {
        add_folder(&mut catalogue, &folder)?;
    }
    Ok(catalogue)
}

fn add_folder(catalogue: &mut Catalogue, folder: &Path) -> Result<(), Failure> {
    let unreadable = |path: &Path, error: std::io::Error| {
        Failure::new(FailureKind::Usage, format!("cannot read `{}`", path.display())).because(error.to_string())
    };
    let entries = std::fs::read_dir(folder).map_err(|error| unreadable(folder, error))?;
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == "toml")) {
        let text = std::fs::read_to_string(path).map_err(|error| unreadable(path, error))?;
        // A shell makes the file empty before `verify --infer > packs/NAME.toml` has begun.
        if text.trim().is_empty() {
            continue;
        }
        let slug = path.file_stem().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        if slug == "auto" {
            let failure =
                Failure::new(FailureKind::Usage, format!("`{}`: `auto` is no name for a provider", path.display()));
            return Err(failure.hint("rename the file"));
        }
        catalogue
            .add(&slug, &text, PackOrigin::File(path.clone()), &path.display().to_string())
            .map_err(|error| pack(&error))?;
    }
    Ok(())
}

/// A pack that cannot be used.
pub(super) fn pack(error: &PackError) -> Failure {
    let failure = Failure::new(FailureKind::Usage, error.to_string());
    if error.excerpt.is_empty() {
        return failure.hint("`hookctl help schemes` lists the knobs");
    }
    failure
        .because(outcome::pointed(&error.excerpt, error.column))
        .hint("`hookctl help packs` shows what may stand in a pack")
}

/// The provider of that name; `None` for `auto`.
pub(super) fn provider(catalogue: &Catalogue, name: &str) -> Result<Option<Named>, Failure> {
    if name == "auto" {
        return Ok(None);
    }
    catalogue.find(name).map(Some).map_err(|error| {
        Failure::new(FailureKind::Usage, error.to_string())
            .hint("`hookctl providers list` shows all; `--provider generic --scheme …` describes any other")
    })
}

/// A provider with its knobs turned.
pub(super) fn bent(
    catalogue: &Catalogue,
    named: Option<Named>,
    knobs: &[(String, toml::Value)],
) -> Result<Option<Named>, Failure> {
    if knobs.is_empty() {
        return Ok(named);
    }
    let slug = named.map_or_else(|| "generic".to_owned(), |named| named.usual().slug.clone());
    let changed = overridden(catalogue, &slug, knobs).map_err(|error| pack(&error))?;
    Ok(Some(Named::One(std::sync::Arc::new(changed))))
}

/// `KEY=VALUE` pairs of `--scheme`.
pub(super) fn knobs(pairs: &[String]) -> Result<Vec<(String, toml::Value)>, Failure> {
    pairs.iter().map(|text| pair(text, "--scheme").map(|(name, value)| (name, knob_value(&value)))).collect()
}

/// `KEY=VALUE` pairs of `--param`.
pub(super) fn params(pairs: &[String]) -> Result<Params, Failure> {
    pairs.iter().map(|text| pair(text, "--param")).collect()
}

fn pair(text: &str, option: &str) -> Result<(String, String), Failure> {
    let pair = text.split_once('=').map(|(name, value)| (name.trim().to_owned(), value.to_owned()));
    pair.ok_or_else(|| Failure::new(FailureKind::Usage, format!("{option}: `{text}` is not KEY=VALUE")))
}

/// An address that a vendor may have been given.
pub(super) fn check_url(url: &str, option: &str) -> Result<(), Failure> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let host = rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    if host.is_some_and(|host| !host.is_empty() && !host.contains(['@', ' '])) && !url.contains(char::is_control) {
        return Ok(());
    }
    Err(Failure::new(FailureKind::Usage, format!("{option}: this is not the address of a webhook"))
        .hint("write it in full, as the vendor has it: `https://example.com/hooks`, without a user and password"))
}

/// A secret of an endpoint must be one that its provider's scheme can use.
fn check_secrets(rules: &EndpointRules) -> Result<(), Failure> {
    let Some(Named::One(pack)) = &rules.provider else { return Ok(()) };
    usable(pack, &rules.secrets)
}

/// Fails where none of the secrets gives a key.
pub(super) fn usable(pack: &Pack, secrets: &[Secret]) -> Result<(), Failure> {
    let verifier = Verifier::new(pack.scheme.clone(), secrets.to_vec(), Params::new());
    match verifier.unusable() {
        Some(fault) if !secrets.is_empty() => {
            let failure = Failure::new(FailureKind::Usage, format!("{fault} (for {})", pack.title));
            Err(pack.secret_find.iter().fold(failure, |failure, find| failure.hint(format!("it is found at: {find}"))))
        }
        _ => Ok(()),
    }
}

/// A secret that an option names. A literal one is used, with a word about who can see it.
pub(super) fn secret(context: &Context, text: &str) -> Result<Secret, Failure> {
    let reference = SecretRef::parse(text);
    if reference.is_literal() && !text.is_empty() && std::env::var_os(text).is_some() {
        context.note(&format!("note: there is a variable of that name; `env:{text}` would be its value"));
    } else if reference.is_literal()
        && !text.contains("hookctl-test-secret")
        && text != crate::provider::TEST_SECRET
        && !text.is_empty()
    {
        context.note("note: a secret on the command line is seen by `ps` and kept by the shell's history; `env:NAME`, `file:PATH`, `cmd:COMMAND` or `-` are not");
    }
    reference.resolve(Path::new("")).map_err(|error| secret_failure(&error))
}

/// Says which file holds secrets that it should only name.
pub(super) fn warn_of_literals(context: &Context, texts: &[String], file: &Path) {
    if texts.iter().any(|text| SecretRef::parse(text).is_literal()) {
        context.note(&format!(
            "warning: {} holds a secret; write `env:NAME` or `file:PATH` instead, so that the file can be shared",
            file.display()
        ));
    }
}

/// A secret of the config, which has been spoken about where it matters.
pub(super) fn quiet_secret(text: &str) -> Result<Secret, Failure> {
    SecretRef::parse(text).resolve(Path::new("")).map_err(|error| secret_failure(&error))
}

pub(super) fn secret_failure(error: &SecretError) -> Failure {
    let mut failure = Failure::new(FailureKind::Usage, error.to_string());
    failure.causes = outcome::chain(error);
    failure.hint("a secret is `env:NAME`, `file:PATH`, `cmd:COMMAND`, `-` (a line of stdin), or its text")
}

/// The endpoints of the config.
pub(super) fn endpoints(context: &Context, catalogue: &Catalogue) -> Result<Vec<EndpointRules>, Failure> {
    endpoints_with(context, catalogue, Wanted::All)
}

/// Which secrets of the config are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All: one that is not there is an error.
    All,
    /// Those that are at hand; no command is run for one.
    AtHand,
}

/// The endpoints of the config, with as many of their secrets as are wanted.
pub(super) fn endpoints_with(
    context: &Context,
    catalogue: &Catalogue,
    wanted: Wanted,
) -> Result<Vec<EndpointRules>, Failure> {
    let all = context.layers.endpoints();
    let bare = |table: &EndpointTable| table.path.as_ref().map(|path| path.trim_end_matches('/').to_owned());
    for (at, (name, table, _)) in all.iter().enumerate() {
        let other = all[..at].iter().find(|(_, other, _)| table.path.is_some() && bare(other) == bare(table));
        if let Some((other, ..)) = other {
            let text = format!("[endpoint.{name}] and [endpoint.{other}] have the same path");
            return Err(
                Failure::new(FailureKind::Usage, text).hint("give both secrets to one of them: `secrets` is a list")
            );
        }
    }
    all.into_iter().map(|(name, table, file)| endpoint(context, catalogue, (&name, &table, file), wanted)).collect()
}

fn endpoint(
    context: &Context,
    catalogue: &Catalogue,
    (name, table, file): (&str, &EndpointTable, &Path),
    wanted: Wanted,
) -> Result<EndpointRules, Failure> {
    let place = |failure: Failure| Failure { message: format!("[endpoint.{name}]: {}", failure.message), ..failure };
    if let Some(path) = table.path.as_ref().filter(|path| !path.starts_with('/') || path.contains(['*', '?'])) {
        let failure =
            Failure::new(FailureKind::Usage, format!("`path` begins with a slash and has no stars: `{path}`"));
        return Err(place(failure.hint("what lies below a path belongs to it: `/chat` is `/chat/…` as well")));
    }
    if let Some(url) = &table.url {
        check_url(url, "url").map_err(place)?;
    }
    if table.path.is_none() && table.provider.is_none() {
        return Err(place(Failure::new(
            FailureKind::Usage,
            "it has neither `path` nor `provider`: nothing would ever belong to it",
        )));
    }
    let named = provider(catalogue, table.provider.as_deref().unwrap_or("auto")).map_err(place)?;
    let knobs: Vec<_> = table.scheme.clone().into_iter().collect();
    let named = bent(catalogue, named, &knobs).map_err(place)?;
    let folder = file.parent().unwrap_or(Path::new(""));
    let mut secrets = Vec::new();
    for text in &table.secrets {
        let reference = SecretRef::parse(text);
        if wanted == Wanted::AtHand {
            let runs = matches!(reference, SecretRef::Command(_) | SecretRef::Stdin);
            secrets.extend((!runs).then(|| reference.resolve(folder).ok()).flatten());
            continue;
        }
        if reference.is_literal() {
            context.note(&format!(
                "warning: {} holds a secret in [endpoint.{name}]; write `env:NAME` or `file:PATH` instead, so that the file can be shared",
                file.display()
            ));
        }
        secrets.push(reference.resolve(folder).map_err(|error| place(secret_failure(&error)))?);
    }
    let rules = EndpointRules {
        name: Some(name.into()),
        path: table.path.clone(),
        provider: named,
        secrets,
        url: table.url.clone(),
        tolerance: match &table.tolerance {
            Some(text) => Some(
                parse_span(text)
                    .map_err(|error| place(Failure::new(FailureKind::Usage, format!("`tolerance`: {error}"))))?,
            ),
            None => None,
        },
        params: table.params.clone().into_iter().collect::<BTreeMap<_, _>>(),
    };
    if wanted == Wanted::All {
        check_secrets(&rules).map_err(place)?;
    }
    Ok(rules)
}
