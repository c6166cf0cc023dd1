// A time is signed with the body.
import { ElevenLabsClient } from '@elevenlabs/elevenlabs-js';
import Mux from '@mux/mux-node';
import { Paddle } from '@paddle/paddle-node-sdk';
import { encodeSignatureHeader, isValidSignature } from '@sanity/webhook';
import bolt from '@slack/bolt';
import { WorkOS } from '@workos-inc/node';
import { Crisp } from 'crisp-api';
import Orb from 'orb-billing';
import Retell from 'retell-sdk';
import Stripe from 'stripe';
import { WebflowClient } from 'webflow-api';
import { createRequire } from 'node:module';

// What Box's package names for `import` does not load in node.
const require = createRequire(import.meta.url);
const { WebhooksManager } = require('box-node-sdk/managers/webhooks');
const { computeWebhookSignature } = require('box-node-sdk/internal/utils');

const seconds = (now) => Math.floor(now / 1000);
const stripe = new Stripe('sk_test_hookctl');
const mux = new Mux({ tokenId: 'test', tokenSecret: 'test' });
const workos = new WorkOS('sk_test_hookctl');
const orb = new Orb({ apiKey: 'test' });

/** Crisp's SDK verifies only once it has subscribed to something, which it does in its own time. */
const crisp = (() => {
  const client = new Crisp();
  client.setRtmMode(Crisp.RTM_MODES.WebHooks);
  return client.on('message:send', () => {}).then(() => client);
})();

export const times = [
  {
    sdk: 'stripe',
    slug: 'stripe',
    verify: ({ body, headers }, secret) =>
      stripe.webhooks.constructEvent(body, headers['stripe-signature'], secret).object === 'event',
    sign: ({ body }, secret, now) => {
      const header = { payload: body.toString(), secret, timestamp: seconds(now) };
      return { headers: { 'stripe-signature': stripe.webhooks.generateTestHeaderString(header) } };
    },
  },
  {
    sdk: '@slack/bolt',
    slug: 'slack',
    verify: ({ body, headers }, secret) => {
      const typed = { ...headers, 'x-slack-request-timestamp': Number(headers['x-slack-request-timestamp']) };
      return bolt.isValidSlackRequest({ signingSecret: secret, body: body.toString(), headers: typed });
    },
  },
  {
    sdk: '@paddle/paddle-node-sdk',
    slug: 'paddle',
    verify: ({ body, headers }, secret) =>
      new Paddle('test').webhooks.isSignatureValid(body.toString(), secret, headers['paddle-signature']),
  },
  {
    sdk: '@mux/mux-node',
    slug: 'mux',
    verify: async ({ body, headers }, secret) =>
      (await mux.webhooks.unwrap(body.toString(), headers, secret)).type === 'video.asset.ready',
    sign: async ({ body }, secret, now) => {
      const signature = await mux.webhooks.computeSignature(`${seconds(now)}.${body}`, secret);
      return { headers: { 'mux-signature': `t=${seconds(now)},v1=${signature}` } };
    },
  },
  {
    sdk: '@workos-inc/node',
    slug: 'workos',
    verify: ({ body, headers }, secret) =>
      workos.webhooks.verifyHeader({ payload: JSON.parse(body), sigHeader: headers['workos-signature'], secret }),
    sign: async ({ body }, secret, now) => ({
      headers: {
        'workos-signature': `t=${now}, v1=${await workos.webhooks.computeSignature(now, JSON.parse(body), secret)}`,
      },
    }),
  },
  {
    sdk: '@sanity/webhook',
    slug: 'sanity',
    verify: ({ body, headers }, secret) =>
      isValidSignature(body.toString(), headers['sanity-webhook-signature'], secret),
    sign: async ({ body }, secret, now) => ({
      headers: { 'sanity-webhook-signature': await encodeSignatureHeader(body.toString(), now, secret) },
    }),
  },
  {
    sdk: '@elevenlabs/elevenlabs-js',
    slug: 'elevenlabs',
    verify: async ({ body, headers }, secret) => {
      const { webhooks } = new ElevenLabsClient({ apiKey: 'test' });
      const event = await webhooks.constructEvent(body.toString(), headers['elevenlabs-signature'], secret);
      return event.type === 'post_call_transcription';
    },
  },
  {
    sdk: 'retell-sdk',
    slug: 'retell',
    verify: ({ body, headers }, secret) => Retell.verify(body.toString(), secret, headers['x-retell-signature']),
    sign: async ({ body }, secret) => ({
      headers: { 'x-retell-signature': await Retell.sign(body.toString(), secret) },
    }),
  },
  {
    sdk: 'orb-billing',
    slug: 'orb',
    verify: ({ body, headers }, secret) =>
      orb.webhooks.unwrap(body.toString(), headers, secret).type === 'customer.created',
    sign: ({ body }, secret, now) => {
      // Orb writes its time without a zone.
      const timestamp = new Date(now).toISOString().replace('Z', '');
      return {
        headers: {
          'x-orb-timestamp': timestamp,
          'x-orb-signature': orb.webhooks.signPayload(body.toString(), { timestamp, secret }),
        },
      };
    },
  },
  {
    sdk: 'webflow-api',
    slug: 'webflow',
    verify: ({ body, headers }, secret) =>
      new WebflowClient({ accessToken: 'test' }).webhooks.verifySignature({ headers, body: body.toString(), secret }),
  },
  {
    sdk: 'box-node-sdk',
    slug: 'box',
    verify: ({ body, headers }, secret) => WebhooksManager.validateMessage(body.toString(), headers, secret),
    sign: async ({ body }, secret, now) => {
      const headers = {
        'box-signature-version': '1',
        'box-signature-algorithm': 'HmacSHA256',
        'box-delivery-timestamp': new Date(now).toISOString().replace(/\.\d+Z/, '+00:00'),
      };
      const signature = await computeWebhookSignature(body.toString(), headers, secret);
      return { headers: { ...headers, 'box-signature-primary': signature } };
    },
  },
  {
    sdk: 'crisp-api',
    slug: 'crisp',
    verify: async ({ body, headers }, secret) =>
      (await crisp).verifyHook(
        secret,
        JSON.parse(body),
        headers['x-crisp-request-timestamp'],
        headers['x-crisp-signature'],
      ),
  },
];
