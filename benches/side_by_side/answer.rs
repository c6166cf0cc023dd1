//! Reads answers as strictly as a bench needs: a status of success, a length, and that many bytes.

use memchr::memmem;

/// The length of the answer that `bytes` begins with, as soon as its head is complete.
pub(crate) fn length(bytes: &[u8]) -> Result<Option<usize>, String> {
    let Some(end) = memmem::find(bytes, b"\r\n\r\n") else { return Ok(None) };
    let head = std::str::from_utf8(&bytes[..end]).map_err(|error| error.to_string())?;
    if !head.starts_with("HTTP/1.1 2") {
        return Err(format!("not a success: {}", String::from_utf8_lossy(bytes)));
    }
    let lengths = head.split("\r\n").filter_map(|line| line.split_once(':'));
    let mut lengths = lengths.filter(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    let length: Option<usize> = lengths.next().and_then(|(_, value)| value.trim().parse().ok());
    match length {
        Some(0) | None => Err(format!("an answer without a body: {head}")),
        Some(length) => Ok(Some(end + 4 + length)),
    }
}

/// True if `bytes` is a whole answer; more than that is an error.
pub(crate) fn is_whole(bytes: &[u8]) -> Result<bool, String> {
    match length(bytes)? {
        Some(length) if bytes.len() > length => Err("more than one answer to a request".to_owned()),
        Some(length) => Ok(bytes.len() == length),
        None => Ok(false),
    }
}
