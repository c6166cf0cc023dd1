//! A request as raw HTTP: what a paste into `nc` or a bug report wants. The body keeps its exact bytes; a
//! chunked body is written with its length, since its chunks are not kept.

use crate::webhook::Request;

/// Request line, fields, an empty line, the body.
pub fn request(request: &Request) -> Vec<u8> {
    let mut out = format!("{} {} {}\r\n", request.method, request.target, request.version.as_str()).into_bytes();
    let mut has_length = false;
    for (name, value) in request.headers.iter() {
        if name == b"transfer-encoding" {
            continue;
        }
        has_length |= name == b"content-length";
        out.extend([name, b": ", value, b"\r\n"].concat());
    }
    if !has_length && !request.body.is_empty() {
        out.extend(format!("content-length: {}\r\n", request.body.len()).into_bytes());
    }
    out.extend(b"\r\n");
    out.extend(&request.body);
    out
}
