//! Answering an endpoint challenge: what a provider asks of an address before it sends events there.

use std::borrow::Cow;

use crate::signature::{Facts, Keyed, Message, Params, Secret};

use super::pack::{Compute, Handshake, Pack};

/// What to answer, and what to tell people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The challenge's name, or what else is answered.
    pub name: String,
    /// The status.
    pub status: u16,
    /// The answer's header fields, its type among them.
    pub headers: Vec<(String, String)>,
    /// The answer's body.
    pub body: String,
    /// A command that a person must run, its values quoted for a shell.
    pub command: Option<String>,
    /// A line for people.
    pub note: Option<String>,
}

/// The answer to a challenge; `Err` says what is missing for it.
pub fn reply(
    pack: &Pack,
    handshake: &Handshake,
    message: &Message<'_>,
    secret: Option<&Secret>,
    params: &Params,
) -> Result<Reply, String> {
    let mut facts = Facts {
        message: *message,
        item: message.body,
        stamp: "",
        id: "",
        url: message.url.unwrap_or_default(),
        secret: secret.map(Secret::expose).unwrap_or_default(),
        any: "",
        computed: "",
        params,
    };
    let computed = match &handshake.compute {
        Some(compute) => {
            let secret = secret.ok_or_else(|| format!("the secret of {} is needed to answer it", pack.title))?;
            computed(compute, &facts, secret)?
        }
        None => String::new(),
    };
    facts.computed = &computed;
    let missing = |missing: crate::signature::Missing| format!("{missing} is missing");
    let json = handshake.content_type.contains("json");
    let escape = |value: &str| if json { json_text(value) } else { value.to_owned() };
    let mut headers = vec![("content-type".to_owned(), handshake.content_type.clone())];
    // What a stranger sent is sent back: no browser may take it for a page.
    headers.push(("x-content-type-options".to_owned(), "nosniff".to_owned()));
    for (name, template) in &handshake.headers {
        headers.push((name.clone(), template.render_escaped(&facts, str::to_owned).map_err(missing)?));
    }
    let command = match &handshake.command {
        Some(template) => Some(template.render_escaped(&facts, shell_word).map_err(missing)?),
        None => None,
    };
    Ok(Reply {
        name: handshake.name.clone(),
        status: handshake.status,
        headers,
        body: handshake.body.render_escaped(&facts, escape).map_err(missing)?,
        command,
        note: handshake.note.clone(),
    })
}

fn computed(compute: &Compute, facts: &Facts<'_>, secret: &Secret) -> Result<String, String> {
    let content = compute.content.render(facts).map_err(|missing| format!("{missing} is missing"))?;
    let bytes = match &compute.key {
        Some(form) => Keyed::new(compute.hash, &form.bytes(secret).map_err(|error| error.to_string())?).of(&content),
        None => compute.hash.of(&content),
    };
    Ok(compute.encoding.encode(&bytes))
}

/// As it stands between the quotes of a JSON string.
fn json_text(value: &str) -> String {
    let quoted = serde_json::Value::from(value).to_string();
    quoted[1..quoted.len() - 1].to_owned()
}

/// As one word of a POSIX shell. Control characters are left out: no address or token has any.
fn shell_word(value: &str) -> String {
    let clean: Cow<'_, str> = value.chars().filter(|c| !c.is_control()).collect();
    format!("'{}'", clean.replace('\'', r"'\''"))
}
