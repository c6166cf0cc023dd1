// The raw body alone is signed.
const secret = 'hookctl-test-secret';

export const bodies = {
  github: {
    secret: "It's a Secret to Everybody",
    headers: {
      'user-agent': 'GitHub-Hookshot/044aadd',
      'x-github-event': 'issues',
      'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
    },
    body: { action: 'opened', issue: { number: 1347, title: 'Grüße 👋' }, sender: { login: 'octocat' } },
    event: 'issues',
    eventId: '72d3162e-cc78-11e3-81ab-4c9367dc0958',
  },
  linear: {
    secret: 'lin_wh_hookctlTestSecretNotARealOne',
    headers: {
      'linear-delivery': '234d1a4e-b617-4388-90fe-adc3633d6b72',
      'linear-event': 'Issue',
      'user-agent': 'Linear-Webhook',
    },
    body: (now) => ({
      action: 'update',
      type: 'Issue',
      data: { id: '539068e2-ae88-4d09-bd75-22eb4a59612f', title: 'Grüße' },
      webhookTimestamp: now,
      webhookId: '000042e3-d123-4980-b49f-8e140eef9329',
    }),
  },
  shopify: {
    secret,
    headers: {
      'x-shopify-topic': 'orders/create',
      'x-shopify-shop-domain': 'hookctl.myshopify.com',
      'x-shopify-api-version': '2026-01',
      'x-shopify-webhook-id': 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
      'x-shopify-triggered-at': '2026-03-16T08:00:00.000000000Z',
    },
    body: { id: 5678901234567, email: 'jon@example.com', note: 'Grüße', total_price: '409.94' },
  },
  razorpay: {
    secret,
    headers: { 'x-razorpay-event-id': 'evt_JDd5t8Z3H2wQkK' },
    body: {
      entity: 'event',
      account_id: 'acc_BFQ7uQEaa7j2z7',
      event: 'payment.authorized',
      contains: ['payment'],
      payload: { payment: { entity: { id: 'pay_DESlfW9H8K9uqM', amount: 100, currency: 'INR' } } },
    },
  },
  'coinbase-commerce': {
    secret,
    body: {
      id: 'c2bd8a3c-2ff5-4d93-95a0-0ea9b1e0a4c9',
      attempt_number: 1,
      event: { id: '24934862-d980-46cb-9402-43c81b0cdba6', type: 'charge:confirmed', data: { code: '66BEOV2A' } },
    },
    event: 'charge:confirmed',
    eventId: '24934862-d980-46cb-9402-43c81b0cdba6',
  },
  notion: {
    secret: 'secret_hookctlTestTokenNotARealOne',
    body: {
      id: '367cba44-b6f3-4c92-81e7-6a2e9659efd4',
      timestamp: '2026-03-16T08:00:00.034Z',
      type: 'page.created',
      entity: { id: '153104cd-477e-809d-8dc4-ff2d96ae3090', type: 'page' },
      data: { title: 'Grüße' },
    },
    event: 'page.created',
    eventId: '367cba44-b6f3-4c92-81e7-6a2e9659efd4',
  },
  gocardless: {
    secret,
    body: {
      events: [{ id: 'EV123', resource_type: 'payments', action: 'confirmed', links: { payment: 'PM123' } }],
      meta: { webhook_id: 'WB123' },
    },
  },
  easypost: {
    // NFKD turns the ligature and the umlaut of this secret into other bytes.
    secret: 'hookctl-ﬁne-Schlüssel',
    // EasyPost writes floats; JSON.stringify would lose the ".0".
    body:
      '{"id":"evt_a61b6f7ae9e84bd8a5bcd3dc1ac2ff6a","object":"Event","mode":"test","description":"tracker.updated",' +
      '"result":{"id":"trk_1","object":"Tracker","weight": 17.0,"status":"delivered"},"status":"pending"}',
  },
  onfido: {
    secret,
    body: {
      payload: {
        resource_type: 'check',
        action: 'check.completed',
        object: { id: '12343-23423', status: 'complete', completed_at_iso8601: '2026-03-16T08:00:00Z' },
      },
    },
  },
  'modern-treasury': {
    secret,
    headers: { 'x-topic': 'payment_order' },
    body: { event: 'completed', data: { id: 'f5a4b2de', object: 'payment_order', amount: 1000, currency: 'EUR' } },
    event: 'payment_order.completed',
  },
  pusher: {
    secret,
    headers: { 'x-pusher-key': 'hookctl-app-key' },
    body: (now) => ({ time_ms: now, events: [{ name: 'channel_occupied', channel: 'Grüße' }] }),
    event: 'channel_occupied',
  },
  'adyen-platform': {
    secret: '44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056',
    body: {
      data: {
        balancePlatform: 'YOUR_BALANCE_PLATFORM',
        accountHolder: { id: 'AH32272223222B5CM4MWJ892H', status: 'Active' },
      },
      environment: 'test',
      timestamp: '2026-03-16T08:00:00.000Z',
      type: 'balancePlatform.accountHolder.created',
    },
    spoil: ['Active', 'Activf'],
    event: 'balancePlatform.accountHolder.created',
  },
  viber: {
    secret: '4453b6ac12345678-e02c5f12174805f9-daec9cbb5448c51f',
    body: {
      event: 'message',
      timestamp: 1773648000000,
      chat_hostname: 'SN-CHAT-05_',
      message_token: 491266184665523,
      sender: { id: '01234567890A=', name: 'Zoë' },
      message: { type: 'text', text: 'Grüße 👋 an alle' },
    },
  },
  line: {
    secret,
    body: {
      destination: 'U8e742f61d673b39c7fff3cecb7536ef0',
      events: [
        {
          type: 'message',
          message: { type: 'text', id: '14353798921116', text: 'Grüße' },
          webhookEventId: '01FZ74A0TDDPYRVKNK77XKC3ZR',
          deliveryContext: { isRedelivery: false },
          timestamp: 1773648000000,
          source: { type: 'user', userId: 'U80696558e1aa831d' },
          mode: 'active',
        },
      ],
    },
  },
  airtable: {
    secret: Buffer.from('hookctl test mac secret').toString('base64'),
    body: {
      base: { id: 'appXXXXXXXXXXXXXX' },
      webhook: { id: 'achYYYYYYYYYYYYYY' },
      timestamp: '2026-03-16T08:00:00.000Z',
    },
    // The time stays one, so that only the signature can be what is wrong.
    spoil: ['achYYYYYYYYYYYYYY', 'achYYYYYYYYYYYYYX'],
  },
  'stream-chat': {
    secret,
    headers: { 'x-api-key': 'hookctl-key', 'x-webhook-id': '019b-hookctl', 'x-webhook-attempt': '1' },
    body: { type: 'message.new', cid: 'messaging:fun', message: { id: 'm-1', text: 'Grüße 👋 an alle' } },
  },
};
