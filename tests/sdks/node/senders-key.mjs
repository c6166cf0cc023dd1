// Signed with a private key, in each form that hookctl takes, and verified with the public one in the vendor's form.
import { ecdsa, ed25519 } from './testkeys.mjs';

export const keys = {
  discord: {
    secret: ed25519.publicKey.toString('hex'),
    privateKey: ed25519.seed.toString('hex'),
    body: {
      version: 1,
      application_id: '1234560123453231555',
      type: 1,
      event: {
        type: 'APPLICATION_AUTHORIZED',
        timestamp: '2026-03-16T08:00:00',
        data: { scopes: ['applications.commands'], note: 'Grüße' },
      },
    },
    event: 'APPLICATION_AUTHORIZED',
  },
  telnyx: {
    secret: ed25519.publicKey.toString('base64'),
    privateKey: ed25519.pem,
    body: {
      data: {
        event_type: 'message.received',
        id: 'b301ed3f-1490-491f-995f-6e64e69674d4',
        occurred_at: '2026-03-16T08:00:00.000+00:00',
        payload: { id: '84cca175-9755-4859-b67f-4730d7f58aa3', text: 'Grüße 👋 an alle' },
        record_type: 'event',
      },
    },
    event: 'message.received',
    eventId: 'b301ed3f-1490-491f-995f-6e64e69674d4',
  },
  'standard-webhooks-ed25519': {
    secret: `whpk_${ed25519.publicKey.toString('base64')}`,
    privateKey: `whsk_${ed25519.seed.toString('base64')}`,
    id: 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W',
    body: { type: 'invoice.paid', timestamp: '2026-03-16T08:00:00Z', data: { id: 'inv_8421', note: 'Für Köln' } },
    event: 'invoice.paid',
    eventId: 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W',
  },
  sendgrid: {
    secret: ecdsa.publicKey,
    privateKey: ecdsa.pem,
    // SendGrid signs the line end that closes its body.
    body: `${JSON.stringify([
      {
        email: 'user@example.com',
        event: 'delivered',
        sg_event_id: 'ZGVsaXZlcmVk',
        sg_message_id: '14c5d75ce93',
        timestamp: 1773648000,
      },
    ])}\r\n`,
  },
};
