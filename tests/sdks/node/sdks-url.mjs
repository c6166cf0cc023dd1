// The URL, the form's fields or chosen headers are signed, or a JSON Web Token says so.
import * as atlassian from '@atlassian/atlassian-jwt';
import * as contentful from '@contentful/node-apps-toolkit';
import { Signature } from '@hubspot/api-client';
import { Receiver } from '@upstash/qstash';
import { verifySignature } from '@vonage/jwt';
import * as chargebee from 'chargebee';
import { AccessToken, WebhookReceiver } from 'livekit-server-sdk';
import messagebird from 'messagebird/lib/webhook-signature-jwt.js';
import plivo from 'plivo';
import { WebhooksHelper } from 'square';
import twilio from 'twilio';
import { createHash, createSecretKey } from 'node:crypto';

const sha256 = (body, encoding) => createHash('sha256').update(body).digest(encoding);
const fields = (body) => {
  const all = {};
  for (const [name, value] of new URLSearchParams(body.toString()))
    all[name] = name in all ? [all[name], value].flat() : value;
  return all;
};
const pathAndQuery = (url) => url.slice(new URL(url).origin.length);
const claims = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
const seconds = (now) => Math.floor(now / 1000);

/** One scheme of HubSpot's: where the signature and the time are. */
const hubspot = (version, header) => ({
  sdk: '@hubspot/api-client',
  slug: `hubspot-${version}`,
  verify: ({ method, url, body, headers }, secret) => {
    const timestamp = version === 'v3' ? Number(headers['x-hubspot-request-timestamp']) : undefined;
    const options = { clientSecret: secret, requestBody: body.toString(), url, timestamp };
    return Signature.isValid({ method, signatureVersion: version, signature: headers[header], ...options });
  },
  sign: ({ method, url, body }, secret, now) => {
    const options = { clientSecret: secret, requestBody: body.toString(), url, timestamp: now };
    const signature = { [header]: Signature.getSignature(method, version, options) };
    const beside =
      version === 'v3' ? { 'x-hubspot-request-timestamp': String(now) } : { 'x-hubspot-signature-version': version };
    return { headers: { ...signature, ...beside } };
  },
});

export const urls = [
  {
    sdk: 'twilio',
    slug: 'twilio',
    verify: ({ url, body, headers }, secret) =>
      twilio.validateRequest(secret, headers['x-twilio-signature'], url, fields(body)),
    sign: ({ url, body }, secret) => ({
      headers: { 'x-twilio-signature': twilio.getExpectedTwilioSignature(secret, url, fields(body)) },
    }),
  },
  {
    sdk: 'twilio',
    slug: 'twilio-json',
    verify: ({ url, body, headers }, secret) =>
      twilio.validateRequestWithBody(secret, headers['x-twilio-signature'], url, body.toString()),
    sign: ({ url, body }, secret) => {
      const signed = `${url}&bodySHA256=${twilio.getExpectedBodyHash(body.toString())}`;
      return { url: signed, headers: { 'x-twilio-signature': twilio.getExpectedTwilioSignature(secret, signed, {}) } };
    },
  },
  {
    sdk: 'plivo',
    slug: 'plivo-v3',
    verify: ({ method, url, body, headers }, secret) => {
      const { 'x-plivo-signature-v3': signature, 'x-plivo-signature-v3-nonce': nonce } = headers;
      return plivo.validateV3Signature(method, url, nonce, secret, signature, fields(body));
    },
  },
  {
    sdk: 'square',
    slug: 'square',
    verify: ({ url, body, headers }, secret) =>
      WebhooksHelper.verifySignature({
        requestBody: body.toString(),
        signatureHeader: headers['x-square-hmacsha256-signature'],
        signatureKey: secret,
        notificationUrl: url,
      }),
  },
  hubspot('v1', 'x-hubspot-signature'),
  hubspot('v2', 'x-hubspot-signature'),
  hubspot('v3', 'x-hubspot-signature-v3'),
  {
    sdk: '@contentful/node-apps-toolkit',
    slug: 'contentful',
    verify: ({ method, url, body, headers }, secret) =>
      contentful.verifyRequest(secret, { method, path: pathAndQuery(url), headers, body: body.toString() }, 30),
    sign: ({ method, url, body, headers }, secret, now) => {
      const signed = { 'x-contentful-topic': headers['x-contentful-topic'], 'content-type': headers['content-type'] };
      const request = { method, path: pathAndQuery(url), headers: signed, body: body.toString() };
      return { headers: contentful.signRequest(secret, request, now) };
    },
  },
  {
    sdk: 'livekit-server-sdk',
    slug: 'livekit',
    // Whoever signs chooses the API key that it names as the issuer.
    verify: async ({ body, headers }, secret) =>
      (
        await new WebhookReceiver(claims(headers.authorization).iss, secret).receive(
          body.toString(),
          headers.authorization,
        )
      ).event === 'room_started',
    sign: async ({ body }, secret) => {
      const token = new AccessToken('hookctl-api-key', secret, { ttl: 300 });
      token.sha256 = sha256(body, 'base64');
      return { headers: { authorization: await token.toJwt() } };
    },
  },
  {
    sdk: '@upstash/qstash',
    slug: 'upstash-qstash',
    verify: ({ url, body, headers }, secret) =>
      new Receiver({ currentSigningKey: secret, nextSigningKey: 'sig_another' }).verify({
        signature: headers['upstash-signature'],
        body: body.toString(),
        url,
      }),
  },
  {
    sdk: 'messagebird',
    slug: 'messagebird',
    verify: ({ url, body, headers }, secret) =>
      messagebird.verify(url, body, headers['messagebird-signature-jwt'], createSecretKey(Buffer.from(secret))),
  },
  {
    sdk: '@vonage/jwt',
    slug: 'vonage',
    // The SDK checks the token; that its `payload_hash` is the body's is left to its caller.
    verify: ({ body, headers }, secret) => {
      const token = headers.authorization.replace(/^Bearer /, '');
      return verifySignature(token, secret) && claims(token).payload_hash === sha256(body, 'hex');
    },
  },
  {
    sdk: '@atlassian/atlassian-jwt',
    slug: 'atlassian-connect',
    verify: ({ method, url, headers }, secret) => {
      const token = headers.authorization.replace(/^JWT /, '');
      const { qsh, exp } = atlassian.decodeSymmetric(token, secret, 'HS256');
      // hookctl makes and compares no `qsh`; one that the SDK made has to be right.
      const request = atlassian.fromMethodAndUrl(method, pathAndQuery(url));
      return exp > seconds(Date.now()) && (qsh === undefined || qsh === atlassian.createQueryStringHash(request));
    },
    sign: ({ method, url }, secret, now) => {
      const request = atlassian.fromMethodAndUrl(method, pathAndQuery(url));
      const payload = {
        iss: 'hookctl-client-key',
        iat: seconds(now),
        exp: seconds(now) + 180,
        qsh: atlassian.createQueryStringHash(request),
      };
      return { headers: { authorization: `JWT ${atlassian.encodeSymmetric(payload, secret, 'HS256')}` } };
    },
  },
  {
    sdk: 'chargebee',
    slug: 'chargebee',
    verify: async ({ headers }, secret) => {
      const [user, password] = secret.split(':');
      await chargebee.basicAuthValidator((name, word) => name === user && word === password)(headers);
      return true;
    },
  },
];
