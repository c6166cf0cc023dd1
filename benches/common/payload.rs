//! A realistic body: the JSON of a payment event of exactly two kilobytes, no two alike.

use std::fmt::Write as _;

/// Bytes of every body.
pub(crate) const SIZE: usize = 2048;
/// A word that stands in every body.
pub(crate) const COMMON: &str = "customer";

const WORDS: [&str; 24] = [
    "invoice", "renewal", "monthly", "seats", "upgrade", "from", "the", "annual", "plan", "with", "a", "discount",
    "agreed", "by", "phone", "prorated", "since", "last", "period", "see", "quote", "attached", "to", "account",
];

/// A small generator of numbers that look random and are the same in every run (splitmix64).
pub(crate) struct Numbers(u64);

impl Numbers {
    /// The sequence number `seed`.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// The next number.
    pub(crate) fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

/// The body of event number `n`; `kind` stands at `data.kind`.
pub(crate) fn event(n: u64, kind: &str) -> String {
    let mut numbers = Numbers::new(n);
    let mut out = String::with_capacity(SIZE + 32);
    let (a, b, amount) = (numbers.draw(), numbers.draw(), numbers.draw() % 90_000 + 500);
    let _ = write!(
        out,
        r#"{{"id":"evt_{a:016x}","object":"event","api_version":"2025-09-30","created":{},"livemode":false,"#,
        1_760_000_000 + n
    );
    let _ = write!(
        out,
        r#""data":{{"kind":"{kind}","{COMMON}":"cus_{b:016x}","amount":{amount},"currency":"eur","lines":["#
    );
    for line in 0..4 {
        let comma = if line == 0 { "" } else { "," };
        let (id, price) = (numbers.draw(), numbers.draw() % 9000);
        let _ =
            write!(out, r#"{comma}{{"id":"il_{id:016x}","price":{price},"quantity":{},"proration":false}}"#, line + 1);
    }
    out.push_str(r#"],"metadata":{"tenant":"north","source":"checkout"},"description":""#);
    describe(&mut out, n, &mut numbers);
    out.push_str(END);
    out
}

const END: &str = r#""},"pending_webhooks":1,"request":{"id":null,"idempotency_key":null},"type":"invoice.updated"}"#;

/// Fills the description up to the size wanted; in one event of ten it holds an escaped line end.
fn describe(out: &mut String, n: u64, numbers: &mut Numbers) {
    let room = SIZE - END.len();
    if n % 10 == 3 {
        out.push_str("first line\\n");
    }
    let length = WORDS.len() as u64;
    while out.len() < room {
        let at = usize::try_from(numbers.draw() % length).unwrap_or(0);
        out.push_str(WORDS[at]);
        out.push(' ');
    }
    out.truncate(room);
}
