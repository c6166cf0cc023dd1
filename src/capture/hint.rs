//! The page for a person who opens the address in a browser.

/// A small page: what this is, what to do. It shows nothing that was captured, and loads nothing.
pub(super) const PAGE: &str = "<!doctype html>
<html lang=\"en\">
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<title>hookctl is listening</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem }
  pre { padding: .75rem; border: 1px solid; border-radius: 4px; overflow: auto }
  :root { color-scheme: light dark }
</style>
<h1>hookctl is listening here</h1>
<p>Point a webhook sender at this address, with any path: whatever it sends is kept, byte for byte, and answered.
This visit was kept too, marked as a browser's.</p>
<p>Try it from a shell:</p>
<pre>curl -d '{\"hello\":1}' http://127.0.0.1:7878/hi</pre>
<p>Then look at it:</p>
<pre>hookctl list
hookctl show last</pre>
</html>
";

/// True if a browser asks for a page, going by what only browsers send.
pub(super) fn is_browser(method: &http::Method, headers: &http::HeaderMap) -> bool {
    let has = |name: &str, part: &str| {
        headers.get(name).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains(part))
    };
    let navigates = has("accept", "text/html") && has("user-agent", "Mozilla/");
    let fetches_icon = has("sec-fetch-dest", "image") && has("sec-fetch-site", "same-origin");
    *method == http::Method::GET && (navigates || fetches_icon)
}
