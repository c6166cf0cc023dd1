//! The request that the options of a `curl` command make, as curl would send it; without the fields whose values hang
//! on its version (`user-agent`, `accept`).

use crate::webhook::{Headers, HttpVersion, Request};

use super::address::{Address, basic};
use super::data::{self, Kind, Source};
use super::head;
use super::switches::Meaning;
use super::{Form, PasteError, Pasted};

/// What a command asks for.
#[derive(Default)]
pub(super) struct Wanted {
    method: Option<String>,
    url: Option<String>,
    target: Option<String>,
    query: Option<Vec<u8>>,
    data: Option<Vec<u8>>,
    is_json: bool,
    get: bool,
    head: bool,
    /// The fields that are given, and the names of those that are not to be made.
    given: Headers,
    removed: Vec<String>,
    authorization: Option<Vec<u8>>,
    agent: Option<Vec<u8>>,
    referer: Option<Vec<u8>>,
    cookie: Option<Vec<u8>>,
    notes: Vec<String>,
}

impl Wanted {
    /// From options in their order.
    pub(super) fn of(
        options: Vec<(Meaning, Vec<u8>)>,
        source: &mut Source<'_>,
        notes: Vec<String>,
    ) -> Result<Self, PasteError> {
        let mut wanted = Self { notes, ..Self::default() };
        for (meaning, value) in options {
            wanted.option(meaning, value, source)?;
        }
        Ok(wanted)
    }

    fn option(&mut self, meaning: Meaning, value: Vec<u8>, source: &mut Source<'_>) -> Result<(), PasteError> {
        match meaning {
            Meaning::Method => self.method = Some(text(&value)),
            Meaning::Field => self.fields(&value, source)?,
            Meaning::Data(kind) => {
                self.is_json |= kind == Kind::Json;
                data::append(&mut self.data, kind, &value, source)?;
            }
            Meaning::Query => {
                let piece = data::encoded(&value, source)?;
                data::append(&mut self.query, Kind::Raw, &piece, source)?;
            }
            Meaning::User => self.authorization = Some(basic(value)),
            Meaning::Bearer => self.authorization = Some([b"Bearer ", value.as_slice()].concat()),
            Meaning::Agent => self.agent = Some(value),
            Meaning::Referer => self.referer = Some(value.strip_suffix(b";auto").unwrap_or(&value).to_vec()),
            Meaning::Cookie => self.cookies(&value),
            Meaning::Url if self.url.is_none() => self.url = Some(text(&value)),
            Meaning::Url => self.note("the command names several URLs: the first one was taken"),
            Meaning::Target => self.target = Some(text(&value)),
            Meaning::Get => self.get = true,
            Meaning::Head => self.head = true,
            Meaning::Next => self.note("what follows `--next` is another request: left out"),
            Meaning::Value | Meaning::Nothing | Meaning::Refused(_) => {}
        }
        Ok(())
    }

    fn note(&mut self, note: &str) {
        if self.notes.last().is_none_or(|last| last != note) {
            self.notes.push(note.to_owned());
        }
    }

    /// `-H`: a field, or `@file` with a field a line.
    fn fields(&mut self, value: &[u8], source: &mut Source<'_>) -> Result<(), PasteError> {
        let Some(path) = value.strip_prefix(b"@") else {
            self.field(value);
            return Ok(());
        };
        let lines = source.file(path)?;
        lines
            .split(|byte| *byte == b'\n')
            .filter(|line| !line.trim_ascii().is_empty())
            .for_each(|line| self.field(line));
        Ok(())
    }

    /// `Name: value`; `Name;` for an empty value; `Name:` so that curl does not make it.
    fn field(&mut self, field: &[u8]) {
        let field = field.trim_ascii();
        let colon = memchr::memchr(b':', field);
        let done = match (colon, field.strip_suffix(b";")) {
            (Some(at), _) if at + 1 == field.len() => {
                self.removed.push(text(&field[..at]).to_ascii_lowercase());
                Some(())
            }
            (Some(_), _) => head::field(field, &mut self.given),
            (None, Some(name)) => head::field(&[name, b":"].concat(), &mut self.given),
            (None, None) => None,
        };
        if done.is_none() {
            self.note("a `-H` that is no header field was left out");
        }
    }

    fn cookies(&mut self, value: &[u8]) {
        if !value.contains(&b'=') {
            return self.note("`-b` names a file of cookies: not read");
        }
        match &mut self.cookie {
            Some(cookie) => {
                cookie.push(b';');
                cookie.extend_from_slice(value);
            }
            None => self.cookie = Some(value.to_vec()),
        }
    }

    /// The request.
    pub(super) fn pasted(mut self) -> Result<Pasted, PasteError> {
        let whole = |why: &str| PasteError::Whole { form: Form::Curl, why: why.to_owned() };
        let url = self.url.take().ok_or_else(|| whole("it names no URL"))?;
        let mut address = Address::of_command(&url).ok_or_else(|| whole("its URL is none of HTTP"))?;
        if self.method.as_ref().is_some_and(|method| method.is_empty() || !method.bytes().all(|b| b.is_ascii_graphic()))
        {
            return Err(whole("the method after `-X` is none"));
        }
        let in_query = if self.get { self.data.take() } else { None };
        for query in [self.query.take(), in_query].into_iter().flatten() {
            address.add_query(&text(&query));
        }
        let headers = self.headers(&mut address);
        let method = match (self.method, self.head, &self.data) {
            (Some(method), ..) => method,
            (None, true, _) => "HEAD".to_owned(),
            (None, false, Some(_)) => "POST".to_owned(),
            (None, false, None) => "GET".to_owned(),
        };
        let request = Request {
            method,
            target: self.target.unwrap_or(address.target),
            version: HttpVersion::Http11,
            headers,
            trailers: Headers::default(),
            body: self.data.unwrap_or_default().into(),
        };
        Ok(Pasted { form: Form::Curl, request, url: Some(address.url), received_at: None, notes: self.notes })
    }

    /// The fields curl makes first, then those given, then those that tell of the body; in curl's own order.
    fn headers(&mut self, address: &mut Address) -> Headers {
        let mut headers = Headers::with_capacity(self.given.encoded().len() + 256);
        let authorization = self.authorization.take().or_else(|| address.user.take().map(basic));
        for (name, value) in [
            ("host", Some(address.host.clone().into_bytes())),
            ("authorization", authorization),
            ("user-agent", self.agent.take().filter(|agent| !agent.is_empty())),
            ("referer", self.referer.take().filter(|referer| !referer.is_empty())),
            ("cookie", self.cookie.take()),
        ] {
            if let Some(value) = value.filter(|_| self.is_made(name)) {
                headers.push(name.as_bytes(), &value);
            }
        }
        for (name, value) in self.given.iter() {
            headers.push(name, value);
        }
        let of_body: &[(&str, &str)] = match &self.data {
            _ if self.is_json => &[("content-type", "application/json"), ("accept", "application/json")],
            Some(_) => &[("content-type", "application/x-www-form-urlencoded")],
            None => &[],
        };
        for (name, value) in of_body.iter().filter(|(name, _)| self.is_made(name)) {
            headers.push(name.as_bytes(), value.as_bytes());
        }
        headers
    }

    /// True if curl makes the field itself: it is neither given nor unwanted.
    fn is_made(&self, name: &str) -> bool {
        self.given.get(name).is_none() && !self.removed.iter().any(|removed| removed == name)
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::super::{Form, PasteError, Pasted, read};

    fn curl(arguments: &str) -> Result<Pasted, PasteError> {
        let files =
            |path: &str| if path == "h" { Ok(b"X-A: 1\r\n\r\nX-B;\n".to_vec()) } else { Err("none".to_owned()) };
        read(format!("curl {arguments}").as_bytes(), &files)
    }

    fn shown(arguments: &str) -> String {
        let Pasted { form, request, .. } = curl(arguments).expect("a command");
        assert_eq!(form, Form::Curl);
        let fields =
            request.headers.iter().map(|(name, value)| format!("{}: {}; ", name.escape_ascii(), value.escape_ascii()));
        let fields: String = fields.collect();
        format!("{} {} {fields}{}", request.method, request.target, request.body.escape_ascii())
    }

    #[test]
    fn methods_and_bodies_are_those_curl_would_send() {
        assert_eq!(shown("http://h"), "GET / host: h; ");
        let form = "host: h; content-type: application/x-www-form-urlencoded; ";
        assert_eq!(shown("h/x?y -d a -d b"), format!("POST /x?y {form}a&b"));
        assert_eq!(shown("-X PUT h -d ''"), format!("PUT / {form}"));
        assert_eq!(shown("-G h/x?y -d a=1 --data-urlencode 'b= '"), "GET /x?y&a=1&b=+ host: h; ");
        assert_eq!(shown("-I h"), "HEAD / host: h; ");
        assert_eq!(
            shown("h --json {}"),
            "POST / host: h; content-type: application/json; accept: application/json; {}"
        );
        assert_eq!(shown("h --url-query 'a=b c' --request-target '*'"), "GET * host: h; ");
    }

    #[test]
    fn fields_that_are_given_stand_for_those_that_are_made() {
        let shown_fields = |arguments| shown(arguments).replace("GET / ", "");
        assert_eq!(
            shown_fields("h:80 -H 'Host: x' -H 'X-E;' -H 'X-D: 1' -H 'x-d:  2 '"),
            "host: x; x-e: ; x-d: 1; x-d: 2; "
        );
        assert_eq!(shown("h -d x -H 'Content-Type:' -H Host:"), "POST / x");
        assert_eq!(shown_fields("h -H @h"), "host: h; x-a: 1; x-b: ; ");
        assert_eq!(
            shown_fields("-u a:b h -A ua -e 'r;auto' -b a=1 -b b=2 -b jar"),
            "host: h; authorization: Basic YTpi; user-agent: ua; referer: r; cookie: a=1;b=2; "
        );
        assert_eq!(shown_fields("http://a:b@h -A ''"), "host: h; authorization: Basic YTpi; ");
        assert_eq!(shown_fields("h --oauth2-bearer t"), "host: h; authorization: Bearer t; ");
    }

    #[test]
    fn the_url_is_told_in_full_and_oddities_are_noted() {
        let pasted = curl("localhost:3000/a#b -H junk -H $'a: b\\nc: d' i --next j").expect("a command");
        assert_eq!(pasted.url.as_deref(), Some("http://localhost:3000/a"));
        assert_eq!(pasted.notes.len(), 3, "{:?}", pasted.notes);
        assert_eq!(pasted.request.headers.len(), 1);
    }

    #[test]
    fn what_makes_no_request_is_an_error_without_values() {
        for (arguments, why) in
            [("-d x", "no URL"), ("ftp://h", "none of HTTP"), ("h -X ''", "method"), ("h -d @secret", "`secret`")]
        {
            let error = curl(arguments).expect_err("no request").to_string();
            assert!(error.contains(why), "{error}");
        }
    }
}
