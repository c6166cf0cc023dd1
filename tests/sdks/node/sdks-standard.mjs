// Standard Webhooks, Svix and the vendors that build on them.
import Anthropic from '@anthropic-ai/sdk';
import { verifyWebhook } from '@clerk/backend/webhooks';
import { WebhookHandler } from '@liveblocks/node';
import { validateEvent, WebhookVerificationError } from '@polar-sh/sdk/webhooks';
import Whop from '@whop/sdk';
import DodoPayments from 'dodopayments';
import OpenAI from 'openai';
import { validateWebhook } from 'replicate';
import { Resend } from 'resend';
import { Webhook } from 'standardwebhooks';
import { Webhook as Svix } from 'svix';

const id = 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W';
/** The three headers as an SDK's own signer makes them. */
const signed = (Signer, prefix) => (request, secret, now) => ({
  headers: {
    [`${prefix}-id`]: id,
    [`${prefix}-timestamp`]: String(Math.floor(now / 1000)),
    [`${prefix}-signature`]: new Signer(secret).sign(id, new Date(now), request.body.toString()),
  },
});

export const standards = [
  {
    sdk: 'standardwebhooks',
    slug: 'standard-webhooks',
    verify: ({ body, headers }, secret) =>
      new Webhook(secret).verify(body.toString(), headers).type === 'contact.created',
    sign: signed(Webhook, 'webhook'),
  },
  {
    sdk: 'svix',
    slug: 'svix',
    verify: ({ body, headers }, secret) => (new Svix(secret).verify(body, headers), true),
    sign: signed(Svix, 'svix'),
  },
  {
    sdk: 'svix',
    slug: 'standard-webhooks',
    verify: ({ body, headers }, secret) => (new Svix(secret).verify(body, headers), true),
  },
  {
    sdk: '@clerk/backend',
    slug: 'clerk',
    verify: async ({ method, url, body, headers }, secret) => {
      const event = await verifyWebhook(new Request(url, { method, headers, body }), { signingSecret: secret });
      return event.type === 'user.created';
    },
  },
  {
    sdk: 'resend',
    slug: 'resend',
    verify: ({ body, headers }, secret) => {
      const { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': signature } = headers;
      const payload = { payload: body.toString(), headers: { id, timestamp, signature }, webhookSecret: secret };
      return new Resend('re_test').webhooks.verify(payload).type === 'email.delivered';
    },
  },
  {
    sdk: 'openai',
    slug: 'openai',
    verify: async ({ body, headers }, secret) => {
      const event = await new OpenAI({ apiKey: 'sk-test' }).webhooks.unwrap(body.toString(), headers, secret);
      return event.type === 'response.completed';
    },
  },
  {
    sdk: '@anthropic-ai/sdk',
    slug: 'anthropic',
    verify: ({ body, headers }, secret) => {
      const { webhooks } = new Anthropic({ apiKey: 'sk-test' }).beta;
      return webhooks.unwrap(body.toString(), { headers, key: secret }).type === 'event';
    },
  },
  {
    sdk: 'replicate',
    slug: 'replicate',
    verify: ({ body, headers }, secret) => validateWebhook({ headers, body: body.toString() }, secret),
  },
  {
    sdk: '@liveblocks/node',
    slug: 'liveblocks',
    verify: ({ body, headers }, secret) =>
      new WebhookHandler(secret).verifyRequest({ headers, rawBody: body.toString() }).type === 'storageUpdated',
  },
  {
    sdk: 'dodopayments',
    slug: 'dodopayments',
    verify: ({ body, headers }, secret) => {
      const { webhooks } = new DodoPayments({ bearerToken: 'test' });
      return webhooks.unwrap(body.toString(), { headers, key: secret }).type === 'payment.succeeded';
    },
  },
  {
    sdk: '@whop/sdk',
    slug: 'whop',
    verify: ({ body, headers }, secret) => {
      // The SDK decodes its key from base64, and Whop's documentation hands it `btoa(secret)`.
      const { webhooks } = new Whop({ apiKey: 'test' });
      return webhooks.unwrap(body.toString(), { headers, key: btoa(secret) }).type === 'payment.succeeded';
    },
  },
  {
    sdk: '@polar-sh/sdk',
    slug: 'polar',
    verify: ({ body, headers }, secret) => {
      try {
        validateEvent(body.toString(), headers, secret);
      } catch (error) {
        // Past the signature it wants a whole checkout, which is not what is tested here.
        if (error instanceof WebhookVerificationError) return false;
        if (error.name !== 'SDKValidationError') throw error;
      }
      return true;
    },
  },
];
