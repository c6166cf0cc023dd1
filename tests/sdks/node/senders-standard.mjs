// Standard Webhooks and Svix: the id and the time are signed with the body.
const secret = `whsec_${Buffer.from('hookctl test secret of 32 bytes!').toString('base64')}`;
const id = 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W';
const common = { secret, id };

export const standards = {
  'standard-webhooks': {
    ...common,
    body: {
      type: 'contact.created',
      timestamp: '2026-03-16T08:00:00Z',
      data: { id: '1f81eb52-5198-4599-803e-771906343485', name: 'Jörg Grüße', tags: [] },
    },
    event: 'contact.created',
    eventId: id,
  },
  svix: {
    ...common,
    body: { type: 'invoice.paid', data: { id: 'inv_8421', note: 'Für Köln' } },
    event: 'invoice.paid',
    eventId: id,
  },
  clerk: {
    ...common,
    body: {
      data: { id: 'user_29w83sxmDNGwOuEthce5gg56FcC', first_name: 'Zoë', object: 'user' },
      object: 'event',
      timestamp: 1773648000000,
      type: 'user.created',
    },
  },
  resend: {
    ...common,
    body: {
      type: 'email.delivered',
      created_at: '2026-03-16T08:00:00.000Z',
      data: { email_id: '56761188-7520-42d8-8898-ff6fc54ce618', subject: 'Grüße', to: ['user@example.com'] },
    },
  },
  openai: {
    ...common,
    body: {
      id: 'evt_685343a1381c819085d44c354e1b330e',
      object: 'event',
      created_at: 1773648000,
      type: 'response.completed',
      data: { id: 'resp_abc123' },
    },
  },
  anthropic: {
    ...common,
    body: {
      id: 'event_01abc',
      created_at: '2026-03-16T08:00:00Z',
      type: 'event',
      data: { type: 'session.created', id: 'session_01abc', organization_id: 'org_01', workspace_id: 'wrkspc_01' },
    },
  },
  replicate: {
    ...common,
    body: {
      id: 'ufawqhfynnddngldkgtslldrkq',
      version: '5c7d5dc6',
      status: 'succeeded',
      output: ['Grüße'],
      error: null,
    },
  },
  liveblocks: {
    ...common,
    body: {
      type: 'storageUpdated',
      data: { roomId: 'my-room', projectId: '66d9d0b8e2a4', updatedAt: '2026-03-16T08:00:00.000Z' },
    },
  },
  dodopayments: {
    ...common,
    body: {
      business_id: 'bus_H4ekzPSlcg',
      type: 'payment.succeeded',
      timestamp: '2026-03-16T08:00:00Z',
      data: { payload_type: 'Payment', payment_id: 'pay_2IjeQm4hqU6RA4Z4kwDee', currency: 'EUR' },
    },
  },
  whop: {
    ...common,
    body: { id: 'msg_xxx', api_version: 'v1', type: 'payment.succeeded', data: { id: 'pay_xxx', status: 'paid' } },
  },
  polar: {
    // Polar's secret is the key as it stands, although the headers are those of the standard.
    ...common,
    secret: 'polar_whs_hookctlTestSecretNotARealOne',
    body: { type: 'checkout.expired', timestamp: '2026-03-16T08:00:00Z', data: { id: 'chk_1', status: 'expired' } },
  },
};
