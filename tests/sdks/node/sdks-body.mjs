// The raw body alone is signed.
import { hmacValidator as AdyenValidator } from '@adyen/api-library';
import EasyPost from '@easypost/api';
import * as line from '@line/bot-sdk';
import { LinearWebhookClient } from '@linear/sdk/webhooks';
import { signWebhookPayload, verifyWebhookSignature } from '@notionhq/client';
import * as octokit from '@octokit/webhooks-methods';
import { WebhookEventVerifier } from '@onfido/api';
import '@shopify/shopify-api/adapters/node';
import { LogSeverity, shopifyApi } from '@shopify/shopify-api';
import coinbase from 'coinbase-commerce-node';
import { parse } from 'gocardless-nodejs';
import ModernTreasury from 'modern-treasury';
import Pusher from 'pusher';
import PusherToken from 'pusher/lib/token.js';
import Razorpay from 'razorpay';
import { StreamChat } from 'stream-chat';
import ViberValidator from 'viber-bot/lib/message/message-validator.js';

const treasury = (key) => new ModernTreasury({ apiKey: 'test', organizationID: 'test', webhookKey: key }).webhooks;
const viber = (secret) => new ViberValidator({ debug() {} }, secret);

export const bodies = [
  {
    sdk: '@octokit/webhooks-methods',
    slug: 'github',
    verify: ({ body, headers }, secret) => octokit.verify(secret, body.toString(), headers['x-hub-signature-256']),
    sign: async ({ body }, secret) => ({
      headers: { 'x-hub-signature-256': await octokit.sign(secret, body.toString()) },
    }),
  },
  {
    sdk: '@linear/sdk',
    slug: 'linear',
    verify: ({ body, headers }, secret) => new LinearWebhookClient(secret).verify(body, headers['linear-signature']),
  },
  {
    sdk: '@shopify/shopify-api',
    slug: 'shopify',
    verify: async ({ method, url, body, headers }, secret) => {
      const shopify = shopifyApi({
        apiKey: 'test',
        apiSecretKey: secret,
        apiVersion: '2026-01',
        hostName: 'receiver.example.com',
        isEmbeddedApp: false,
        logger: { level: LogSeverity.Error, log() {} },
      });
      const { valid } = await shopify.webhooks.validate({
        rawBody: body.toString(),
        rawRequest: { method, url: new URL(url).pathname, headers },
        rawResponse: {},
      });
      return valid;
    },
  },
  {
    sdk: 'razorpay',
    slug: 'razorpay',
    verify: ({ body, headers }, secret) =>
      Razorpay.validateWebhookSignature(body.toString(), headers['x-razorpay-signature'], secret),
  },
  {
    sdk: 'coinbase-commerce-node',
    slug: 'coinbase-commerce',
    verify: ({ body, headers }, secret) =>
      coinbase.Webhook.verifyEventBody(body.toString(), headers['x-cc-webhook-signature'], secret).type ===
      'charge:confirmed',
    sign: ({ body }, secret) => ({
      headers: { 'x-cc-webhook-signature': coinbase.Webhook.computeSignature(body.toString(), secret) },
    }),
  },
  {
    sdk: '@notionhq/client',
    slug: 'notion',
    verify: ({ body, headers }, secret) =>
      verifyWebhookSignature({ body, signature: headers['x-notion-signature'], verificationToken: secret }),
    sign: async ({ body }, secret) => ({
      headers: { 'x-notion-signature': await signWebhookPayload({ body, verificationToken: secret }) },
    }),
  },
  {
    sdk: 'gocardless-nodejs',
    slug: 'gocardless',
    verify: ({ body, headers }, secret) => parse(body.toString(), secret, headers['webhook-signature']).length === 1,
  },
  {
    sdk: '@easypost/api',
    slug: 'easypost',
    verify: ({ body, headers }, secret) =>
      new EasyPost('test').Utils.validateWebhook(body, headers, secret).description === 'tracker.updated',
  },
  {
    sdk: '@onfido/api',
    slug: 'onfido',
    verify: ({ body, headers }, secret) =>
      'payload' in new WebhookEventVerifier(secret).readPayload(body, headers['x-sha2-signature']),
  },
  {
    sdk: 'modern-treasury',
    slug: 'modern-treasury',
    verify: ({ body, headers }, secret) => treasury(secret).validateSignature(body.toString(), headers),
    sign: ({ body }, secret) => ({ headers: { 'x-signature': treasury(secret).getSignature(body.toString()) } }),
  },
  {
    sdk: 'pusher',
    slug: 'pusher',
    verify: ({ body, headers }, secret) => {
      const pusher = new Pusher({ appId: '1', key: 'hookctl-app-key', secret, cluster: 'eu' });
      return pusher.webhook({ headers, rawBody: body.toString() }).isValid();
    },
    sign: ({ body }, secret) => ({
      headers: { 'x-pusher-signature': new PusherToken('hookctl-app-key', secret).sign(body.toString()) },
    }),
  },
  {
    sdk: '@adyen/api-library',
    slug: 'adyen-platform',
    verify: ({ body, headers }, secret) =>
      new AdyenValidator().validateHMACSignature(secret, headers.hmacsignature, body.toString()),
    sign: ({ body }, secret) => ({
      headers: { hmacsignature: new AdyenValidator().calculateHmac(body.toString(), secret), protocol: 'HmacSHA256' },
    }),
  },
  {
    sdk: 'viber-bot',
    slug: 'viber',
    verify: ({ body, headers }, secret) => viber(secret).validateMessage(headers['x-viber-content-signature'], body),
  },
  {
    sdk: '@line/bot-sdk',
    slug: 'line',
    verify: ({ body, headers }, secret) => line.validateSignature(body, secret, headers['x-line-signature']),
  },
  {
    sdk: 'stream-chat',
    slug: 'stream-chat',
    verify: ({ body, headers }, secret) =>
      new StreamChat('hookctl-key', secret).verifyAndParseWebhook(body, headers['x-signature']).type === 'message.new',
  },
];
