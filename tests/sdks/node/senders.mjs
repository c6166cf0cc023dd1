// What each provider sends: a secret, a body, the headers beside the signature. The SDKs of both languages share it.
//
// secret    what hookctl and the SDK verify with; `privateKey`, where there is one, is what hookctl signs with
// body      an object (sent as compact JSON), a text, or a function of the moment in milliseconds
// headers   what the vendor sends besides and `hookctl sign` cannot know
// id        given to `hookctl sign --id`, where the id is signed
// spoil     [from, to] in the body, where the usual changed letter would not do; or a function of the request
// event, eventId   what a vector says of the delivery; `spoilt` why a changed one is refused, if not `no_match`
import { bodies } from './senders-body.mjs';
import { keys } from './senders-key.mjs';
import { payloads } from './senders-payload.mjs';
import { standards } from './senders-standard.mjs';
import { times } from './senders-time.mjs';
import { urls } from './senders-url.mjs';

const given = { ...standards, ...bodies, ...times, ...urls, ...payloads, ...keys };

export function sender(slug) {
  const one = given[slug];
  if (!one) throw new Error(`no sender ${slug}`);
  const url = one.url ?? `https://receiver.example.com/hooks/${slug}`;
  const body = (now) => {
    const value = typeof one.body === 'function' ? one.body(now) : one.body;
    return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
  };
  const headers = { 'content-type': one.type ?? 'application/json', ...one.headers };
  return { ...one, slug, url, headers, body, spoil: (request) => spoil(one.spoil, request) };
}

/** The request with one byte changed, so that it still parses and only a signature can tell. */
function spoil(how, request) {
  if (typeof how === 'function') return how(request);
  const text = request.body.toString();
  const [from, to] = how ?? lastLetter(text);
  const changed = Buffer.from(text.replace(from, () => to));
  if (changed.equals(request.body)) throw new Error(`nothing to change in ${text}`);
  return { ...request, body: changed };
}

/** The last lower-case letter that ends a JSON string, and another one. */
function lastLetter(text) {
  const [whole, letter, rest] = text.match(/([a-z])("(?!.*[a-z]").*)$/s) ?? [];
  return [whole, `${letter === 'x' ? 'y' : 'x'}${rest}`];
}
