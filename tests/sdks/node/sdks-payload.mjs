// The signature lies in the body, or was made with a private key.
import { hmacValidator as AdyenValidator } from '@adyen/api-library';
import { EventCallbackHelper, EventCallbackRequest } from '@dropbox/sign';
import { EventWebhook } from '@sendgrid/eventwebhook';
import braintree from 'braintree';
import { verifyKey } from 'discord-interactions';
import SnsValidator from 'sns-validator';
import Telnyx from 'telnyx';
import { EventEmitter } from 'node:events';
import https from 'node:https';

const gateway = (publicKey, privateKey) =>
  new braintree.BraintreeGateway({
    environment: braintree.Environment.Sandbox,
    merchantId: 'test',
    publicKey,
    privateKey,
  });

/** What the validator would fetch from SigningCertURL; it keeps it, and all messages of a run name one URL. */
function serveCertificate(pem) {
  https.get = (url, answer) => {
    if (new URL(url).host !== 'sns.us-west-2.amazonaws.com') throw new Error(`a certificate from ${url}`);
    const response = Object.assign(new EventEmitter(), { statusCode: 200 });
    answer(response);
    response.emit('data', pem);
    response.emit('end');
    return new EventEmitter();
  };
}

const sns = (slug) => ({
  sdk: 'sns-validator',
  slug,
  verify: ({ body }, secret) => {
    serveCertificate(secret);
    return new Promise((resolve, reject) =>
      new SnsValidator().validate(body.toString(), (error) => (error ? reject(error) : resolve(true))),
    );
  },
});

export const payloads = [
  {
    sdk: '@adyen/api-library',
    slug: 'adyen',
    verify: ({ body }, secret) =>
      JSON.parse(body).notificationItems.every(({ NotificationRequestItem: item }) =>
        new AdyenValidator().validateHMAC(item, secret),
      ),
    sign: ({ body }, secret) => {
      const notification = JSON.parse(body);
      for (const { NotificationRequestItem: item } of notification.notificationItems) {
        item.additionalData.hmacSignature = new AdyenValidator().calculateHmac(item, secret);
      }
      return { body: Buffer.from(JSON.stringify(notification)) };
    },
  },
  {
    sdk: 'braintree',
    slug: 'braintree',
    verify: async ({ body }, secret) => {
      const form = new URLSearchParams(body.toString());
      const signature = form.get('bt_signature');
      // The public key names the pair, and is no secret: whoever signs chooses it.
      const { webhookNotification } = gateway(signature.split('|')[0], secret);
      return (await webhookNotification.parse(signature, form.get('bt_payload'))).kind === 'check';
    },
    sign: async (request, secret) => {
      const sample = await gateway('hookctl-public-key', secret).webhookTesting.sampleNotification('check', '');
      return { body: Buffer.from(new URLSearchParams(sample).toString()) };
    },
  },
  {
    sdk: '@dropbox/sign',
    slug: 'dropbox-sign',
    verify: ({ body }, secret) => {
      const json = JSON.parse(new URLSearchParams(body.toString()).get('json'));
      return EventCallbackHelper.isValid(secret, EventCallbackRequest.init(json));
    },
  },
  // Version 1 is RSA with SHA-1, which hookctl verifies (see the vectors) and does not sign with.
  sns('aws-sns-v2'),
  {
    sdk: 'discord-interactions',
    slug: 'discord',
    verify: ({ body, headers }, secret) =>
      verifyKey(body, headers['x-signature-ed25519'], headers['x-signature-timestamp'], secret),
  },
  {
    sdk: 'telnyx',
    slug: 'telnyx',
    verify: async ({ body, headers }, secret) => {
      const { webhooks } = new Telnyx({ apiKey: 'test', publicKey: secret });
      return (await webhooks.unwrap(body.toString(), { headers })).data.event_type === 'message.received';
    },
  },
  {
    sdk: '@sendgrid/eventwebhook',
    slug: 'sendgrid',
    verify: ({ body, headers }, secret) => {
      const webhook = new EventWebhook();
      return webhook.verifySignature(
        webhook.convertPublicKeyToECDSA(secret),
        body,
        headers['x-twilio-email-event-webhook-signature'],
        headers['x-twilio-email-event-webhook-timestamp'],
      );
    },
  },
];
