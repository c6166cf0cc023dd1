//! `help`: a command, or a topic.

use std::io::{self, Write as _};

use clap::CommandFactory as _;

use crate::provider::KNOBS;
use crate::query::terms;
use crate::report::failure::{Failure, FailureKind};
use crate::text::did_you_mean;

use super::args::{Cli, HelpArgs};
use super::outcome::Run;

/// A topic and its text.
type Topic = (&'static str, fn() -> String);

const TOPICS: [Topic; 6] = [
    ("filters", terms::help),
    ("schemes", schemes),
    ("packs", || PACKS.to_owned()),
    ("respond", || RESPOND.to_owned()),
    ("exit-codes", || EXIT_CODES.to_owned()),
    ("environment", || ENVIRONMENT.to_owned()),
];

const PACKS: &str = "\
A pack is a TOML file that says all about one sender. Yours lie in the folder `packs` beside hookctl.toml (or in the one
that `packs = \"FOLDER\"` there names), are read as the built-in ones are, and hide one of the same name. The file's name is
the provider's. `hookctl providers show stripe --pack` prints a built-in one to build upon; `hookctl verify --infer` makes one.

  title = \"Acme\"
  docs = \"https://acme.example/webhooks\"
  recognise = [\"header x-acme-signature\"]      alternatives; conditions of one are joined by ` & `:
                                               PLACE, PLACE = PATTERN, no PLACE, method POST, path /x/**
  [signature]                                  `hookctl help schemes` lists the keys
  kind = \"hmac\"
  hash = \"sha256\"
  at = \"header x-acme-signature\"
  format = \"t={ts},v1={sig}\"
  separator = \",\"
  content = \"{ts}.{body}\"
  [timestamp]
  at = \"signature\"                             or a place
  unit = \"s\"
  tolerance = \"300s\"
  [event]
  type = [\"header x-acme-event\", \"json type\"]  alternatives; ` + ` joins two
  id = \"json id\"
  [secret]
  find = \"Settings > Webhooks\"
  [retry]
  schedule = [\"5s\", \"5m\"]
  timeout = \"10s\"
  [[handshake]]                                a challenge, and its answer
  name = \"challenge\"
  when = \"method GET & query challenge\"
  body = \"{q:challenge}\"

  More at the top: vendor (the bare name of several packs), aliases, category, status (confirmed or experimental), sources, notes,
  unsupported, rank (of packs with the same header, the usual one), invalid_status (answered to a wrong signature).
  More in [signature]: also (further items that hold signatures), positional (items without labels), secret_prefix, each (a list
  whose items are signed), require (conditions), covers (body, part, none), body_hash = { at, hash, encoding }, url_decode, any,
  signature_form (der or raw), prehash, keys_url, keys_host, claims, url_claim, leeway, max_age, reason (of kind = \"none\").
  `hookctl providers show NAME --pack` shows each of them at work: tabapay, recurly, adyen, box, twilio-json, aws-sns-v2, plaid.

  PLACE    header NAME, json PATH, form NAME, query NAME, form NAME | json PATH
  PATH     data.id, events[].type ([] is the first item)
";

/// How schemes are described: made from the table of knobs.
fn schemes() -> String {
    use std::fmt::Write as _;
    let mut out = String::from(
        "A scheme says how a request is signed. `--scheme KEY=VALUE` turns one of its knobs, an endpoint's `scheme` in\n\
         hookctl.toml and [signature], [timestamp] and [event] of a pack as well. Without --provider they build upon `generic`.\n\n",
    );
    for knob in KNOBS {
        let _ =
            write!(out, "  {:<11} {}\n              such as {}={}\n", knob.name, knob.help, knob.name, knob.example);
    }
    out.push_str(
        "\nExamples:\n  --provider stripe --scheme tolerance=1h\n  --scheme 'at=header x-acme-signature' --scheme 'content={ts}.{body}' --scheme 'stamp=header x-acme-time'\n",
    );
    out
}

const RESPOND: &str = "\
`listen --respond SCRIPT` answers senders in turn; the last step repeats.

  SCRIPT  STEP[xTIMES][@DELAY],…           500x2,429+Retry-After=2@1s,200
  STEP    STATUS                           200 to 599
          STATUS+Header=value              with a header; may be repeated
          drop                             the connection is closed without an answer
          reset                            the connection is reset
          hang                             no answer, the connection stays open
          drip:SIZE/DURATION               200 with a body of that size, spread over that time
          redirect:URL                     302 to that URL

Every request is kept before it is answered, whatever the answer is. If it cannot be kept, the answer is 503.
`--respond-body` and `--respond-header` set the body and headers of ordinary answers.
";

const EXIT_CODES: &str = "  0        done, or the answer is yes
  1        the answer is no: the signature is invalid or missing, `listen --count` was not reached, `doctor` found a fault
  2        usage or configuration: unknown flag, bad config, bad filter, no secret to verify with
  3        the world failed: port in use, store unreadable, damaged or full, no such delivery
  70       a bug
  130 143  ended by a second Ctrl-C or TERM; the first lets open requests finish
";

const ENVIRONMENT: &str = "  HOOKCTL_STORE                 the store, as `--store`
  HOOKCTL_CONFIG                the config file, as `--config`
  HOOKCTL_LOG                   diagnostics on stderr, as tracing filters: debug, hookctl::store=trace
  NO_COLOR                      no colours
  CLICOLOR_FORCE, FORCE_COLOR   colours even where the stream is no terminal
  XDG_DATA_HOME, XDG_CONFIG_HOME, XDG_STATE_HOME
                                where the store, the user's config and the list of listeners are

The config is `hookctl.toml` here or in the nearest parent, then the one in the user's config folder.
";

/// `help`.
pub(super) fn run(args: &HelpArgs) -> Run {
    let mut command = Cli::command();
    let Some(topic) = &args.topic else {
        write!(io::stdout(), "{}", command.render_help())?;
        return Ok(());
    };
    if let Some((_, text)) = TOPICS.iter().find(|(name, _)| name == topic) {
        io::stdout().write_all(text().as_bytes())?;
        return Ok(());
    }
    command.build();
    if let Some(found) = command.find_subcommand_mut(topic) {
        write!(io::stdout(), "{}", found.render_long_help())?;
        return Ok(());
    }
    let names: Vec<String> = command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let known = TOPICS.iter().map(|(name, _)| *name).chain(names.iter().map(String::as_str));
    let meant = did_you_mean(topic, known);
    Err(Failure::new(FailureKind::Usage, format!("`{topic}` is neither a command nor a topic{meant}"))
        .hint("topics: filters, schemes, packs, respond, exit-codes, environment")
        .into())
}
