//! The options of `curl`: which of them make a request, which take a value, which cannot be read.

use super::PasteError;
use super::data::Kind;

/// What an option means to the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Method,
    Field,
    Data(Kind),
    /// Added to the query of the URL.
    Query,
    User,
    Bearer,
    Agent,
    Referer,
    Cookie,
    Url,
    Target,
    /// The data goes into the query.
    Get,
    Head,
    /// What follows is another request.
    Next,
    /// Nothing, but it takes a value.
    Value,
    /// Nothing.
    Nothing,
    /// Without it the request is another one, and it cannot be read; why.
    Refused(&'static str),
}

const MULTIPART: &str =
    "makes a form with parts, whose bytes curl invents anew for each send; paste the raw HTTP request";
const UPLOAD: &str = "is not read here; give the body with `--data-binary @FILE`";
const CONFIG: &str = "reads further options from a file; give them in the command";

/// Options that take a value and do not change what is signed.
const VALUED: &str = " abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers connect-timeout \
connect-to continue-at cookie-jar create-file-mode crlfile curves delegation dns-interface dns-ipv4-addr dns-ipv6-addr \
dns-servers doh-url dump-header ech egd-file engine etag-compare etag-save expect100-timeout ftp-account \
ftp-alternative-to-user ftp-method ftp-port ftp-ssl-ccc-mode happy-eyeballs-timeout-ms haproxy-clientip help hostpubmd5 \
hostpubsha256 hsts interface ip-tos ipfs-gateway keepalive-cnt keepalive-time key key-type krb libcurl limit-rate \
local-port login-options mail-auth mail-from mail-rcpt max-filesize max-redirs max-time netrc-file noproxy output \
output-dir parallel-max parallel-max-host pass pinnedpubkey preproxy proto proto-default proto-redir proxy proxy-cacert \
proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile proxy-header proxy-key proxy-key-type proxy-pass \
proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user \
proxy1.0 pubkey quote random-file range rate resolve retry retry-delay retry-max-time sasl-authzid service-name \
sigalgs socks4 socks4a socks5 socks5-gssapi-service socks5-hostname speed-limit speed-time stderr telnet-option \
tftp-blksize time-cond tls-max tls13-ciphers tlsauthtype tlspassword tlsuser trace trace-ascii trace-config unix-socket \
upload-flags variable vlan-priority write-out ";

fn of_long(name: &str) -> Meaning {
    match name {
        "request" => Meaning::Method,
        "header" => Meaning::Field,
        "data" | "data-ascii" => Meaning::Data(Kind::Plain),
        "data-raw" => Meaning::Data(Kind::Raw),
        "data-binary" => Meaning::Data(Kind::Binary),
        "data-urlencode" => Meaning::Data(Kind::Encoded),
        "json" => Meaning::Data(Kind::Json),
        "url-query" => Meaning::Query,
        "user" => Meaning::User,
        "oauth2-bearer" => Meaning::Bearer,
        "user-agent" => Meaning::Agent,
        "referer" => Meaning::Referer,
        "cookie" => Meaning::Cookie,
        "url" => Meaning::Url,
        "request-target" => Meaning::Target,
        "get" => Meaning::Get,
        "head" => Meaning::Head,
        "next" => Meaning::Next,
        "form" | "form-string" => Meaning::Refused(MULTIPART),
        "upload-file" => Meaning::Refused(UPLOAD),
        "config" => Meaning::Refused(CONFIG),
        _ if VALUED.contains(&format!(" {name} ")) => Meaning::Value,
        _ => Meaning::Nothing,
    }
}

fn of_short(letter: u8) -> Meaning {
    match letter {
        b'X' => Meaning::Method,
        b'H' => Meaning::Field,
        b'd' => Meaning::Data(Kind::Plain),
        b'u' => Meaning::User,
        b'A' => Meaning::Agent,
        b'e' => Meaning::Referer,
        b'b' => Meaning::Cookie,
        b'G' => Meaning::Get,
        b'I' => Meaning::Head,
        b':' => Meaning::Next,
        b'F' => Meaning::Refused(MULTIPART),
        b'T' => Meaning::Refused(UPLOAD),
        b'K' => Meaning::Refused(CONFIG),
        b'c' | b'C' | b'D' | b'E' | b'h' | b'm' | b'o' | b'P' | b'Q' | b'r' | b't' | b'U' | b'w' | b'x' | b'y'
        | b'Y' | b'z' => Meaning::Value,
        _ => Meaning::Nothing,
    }
}

impl Meaning {
    const fn takes_value(self) -> bool {
        !matches!(self, Self::Get | Self::Head | Self::Next | Self::Nothing | Self::Refused(_))
    }
}

/// The words after `curl` as options with their values, up to the end of the first request. A word that is no option
/// is a URL.
pub(super) fn split(words: &[Vec<u8>]) -> Result<Vec<(Meaning, Vec<u8>)>, PasteError> {
    let mut reader = Reader { words: words.iter(), found: Vec::new() };
    let mut options = true;
    while let Some(word) = reader.words.next() {
        match word.as_slice() {
            b"--" if options => options = false,
            b"-" if options => {}
            [b'-', b'-', name @ ..] if options => reader.long(name)?,
            [b'-', letters @ ..] if options => reader.short(letters)?,
            url => reader.found.push((Meaning::Url, url.to_vec())),
        }
        if reader.found.last().is_some_and(|(meaning, _)| *meaning == Meaning::Next) {
            break;
        }
    }
    Ok(reader.found)
}

struct Reader<'a> {
    words: std::slice::Iter<'a, Vec<u8>>,
    found: Vec<(Meaning, Vec<u8>)>,
}

impl Reader<'_> {
    fn long(&mut self, name: &[u8]) -> Result<(), PasteError> {
        // curl itself takes no `--name=value`, but people write it.
        let (name, value) = match memchr::memchr(b'=', name) {
            Some(at) => (&name[..at], Some(name[at + 1..].to_vec())),
            None => (name, None),
        };
        let name = String::from_utf8_lossy(name);
        self.take(of_long(&name), &format!("--{name}"), value)
    }

    /// `-sSXPOST`: letters, of which the first that takes a value has the rest of the word or the next one.
    fn short(&mut self, letters: &[u8]) -> Result<(), PasteError> {
        for (at, letter) in letters.iter().enumerate() {
            let meaning = of_short(*letter);
            let rest = letters.get(at + 1..).filter(|rest| !rest.is_empty() && meaning.takes_value());
            self.take(meaning, &format!("-{}", char::from(*letter)), rest.map(<[u8]>::to_vec))?;
            if meaning.takes_value() {
                break;
            }
        }
        Ok(())
    }

    fn take(&mut self, meaning: Meaning, option: &str, value: Option<Vec<u8>>) -> Result<(), PasteError> {
        let fault = |why: &str| PasteError::Switch { option: option.to_owned(), why: why.to_owned() };
        if let Meaning::Refused(why) = meaning {
            return Err(fault(why));
        }
        let value = match value {
            None if meaning.takes_value() => self.words.next().cloned().ok_or_else(|| fault("lacks its value"))?,
            value => value.unwrap_or_default(),
        };
        if !matches!(meaning, Meaning::Value | Meaning::Nothing) {
            self.found.push((meaning, value));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Vec<(Meaning, String)>, PasteError> {
        let words: Vec<Vec<u8>> = line.split(' ').map(|word| word.as_bytes().to_vec()).collect();
        Ok(split(&words)?
            .into_iter()
            .map(|(meaning, value)| (meaning, String::from_utf8_lossy(&value).into()))
            .collect())
    }

    #[test]
    fn values_are_found_whatever_way_they_are_given() {
        let want = |value: &str| vec![(Meaning::Method, value.to_owned()), (Meaning::Url, "u".to_owned())];
        for line in ["-XPUT u", "-sSXPUT u", "-kX PUT u", "--request PUT u", "--request=PUT u", "-X PUT -- u"] {
            assert_eq!(read(line), Ok(want("PUT")), "{line}");
        }
    }

    #[test]
    fn what_makes_no_request_is_skipped_with_its_value() {
        let line =
            "-o f -sS -m5 --max-time 5 --cacert f --unknown --compressed --no-buffer -x p -w x -v u --next -X PUT v";
        let found = read(line).expect("options");
        assert_eq!(found, [(Meaning::Url, "u".to_owned()), (Meaning::Next, String::new())]);
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        for (line, option) in [("-F a=b u", "-F"), ("-sT f u", "-T"), ("--config f", "--config"), ("u -H", "-H")] {
            let error = read(line).expect_err("refused").to_string();
            assert!(error.contains(&format!("`{option}`")), "{error}");
        }
    }
}
