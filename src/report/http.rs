//! A delivery as a raw HTTP request: what a paste into `nc` or a bug report wants. The body keeps its exact bytes; a
//! chunked body is written with its length, since its chunks are not kept.

use crate::webhook::Delivery;

/// Request line, fields, an empty line, the body.
pub fn request(delivery: &Delivery) -> Vec<u8> {
    let summary = &delivery.summary;
    let mut out = format!("{} {} {}\r\n", summary.method, summary.target, summary.version.as_str()).into_bytes();
    let mut has_length = false;
    for (name, value) in delivery.headers.iter() {
        if name == b"transfer-encoding" {
            continue;
        }
        has_length |= name == b"content-length";
        out.extend([name, b": ", value, b"\r\n"].concat());
    }
    if !has_length && !delivery.body.is_empty() {
        out.extend(format!("content-length: {}\r\n", delivery.body.len()).into_bytes());
    }
    out.extend(b"\r\n");
    out.extend(&delivery.body);
    out
}
