// The URL, the form's fields or chosen headers are signed as well.
const secret = 'hookctl-test-secret';
const form = 'application/x-www-form-urlencoded';
const host = 'https://receiver.example.com';
const subscription = [
  {
    eventId: 1,
    subscriptionId: 12345,
    portalId: 62515,
    occurredAt: 1773648000000,
    subscriptionType: 'contact.creation',
    attemptNumber: 0,
    objectId: 123,
    changeSource: 'CRM',
    changeFlag: 'neu in Köln',
  },
];
const hubspot = {
  secret,
  url: `${host}/hooks/hubspot?portal=62515`,
  body: subscription,
  event: 'contact.creation',
  eventId: '1',
};
/** The request with another header. */
const changeHeader = (name, change) => (request) => ({
  ...request,
  headers: { ...request.headers, [name]: change(request.headers[name]) },
});

export const urls = {
  twilio: {
    secret: '12345',
    url: `${host}/hooks/twilio?foo=1&bar=2`,
    type: form,
    headers: { 'i-twilio-idempotency-token': '5fbb0fdc-4c8c-4a4c-9b9f-3a9f7c6c1a3b', 'user-agent': 'TwilioProxy/1.1' },
    body:
      'To=%2B18005551212&From=%2B14158675310&Body=Gr%C3%BC%C3%9Fe+%26+more&SmsStatus=received&MessageSid=SM123' +
      '&Digits=1234',
    spoil: ['Digits=1234', 'Digits=1235'],
    event: 'received',
    eventId: '5fbb0fdc-4c8c-4a4c-9b9f-3a9f7c6c1a3b',
  },
  'twilio-json': {
    secret: '12345',
    url: `${host}/hooks/twilio-json?foo=1`,
    body: { Sid: 'NOxxx', Event: 'com.twilio.messaging.inbound', Text: 'Grüße' },
    spoilt: 'body_hash_mismatch',
  },
  'plivo-v3': {
    secret,
    url: `${host}/hooks/plivo`,
    type: form,
    body:
      'CallUUID=97ceeb52-58b6-11e1-86da-77300b68f8bb&From=14155551234&To=14155554321' +
      '&CallStatus=ringing&Text=Gr%C3%BC%C3%9Fe',
    spoil: ['14155554321', '14155554322'],
    event: 'ringing',
  },
  square: {
    secret,
    body: {
      merchant_id: '6SSW7HV8K2ST5',
      type: 'customer.created',
      event_id: 'df5f3813-a913-45a1-94e9-fdc3f7d5e3b6',
      created_at: '2026-03-16T08:00:00.000Z',
      data: {
        type: 'customer',
        id: 'QPTXM8PQNX3Q726ZYHPMNP46XC',
        object: { customer: { given_name: 'Zoë', note: 'neu' } },
      },
    },
  },
  'hubspot-v1': hubspot,
  'hubspot-v2': hubspot,
  'hubspot-v3': hubspot,
  contentful: {
    secret: '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
    url: `${host}/hooks/contentful?space=köln`.replace('ö', '%C3%B6'),
    headers: { 'x-contentful-topic': 'ContentManagement.Entry.publish' },
    body: {
      sys: { type: 'Entry', id: '5ETMRzkl9KM4omyMwKAOki', revision: 2 },
      fields: { title: { 'de-DE': 'Grüße' } },
    },
    event: 'ContentManagement.Entry.publish',
  },
  // From here on a JSON Web Token says who sent it and, mostly, the hash of the body.
  livekit: {
    secret: 'hookctl-test-secret-of-32-bytes!',
    type: 'application/webhook+json',
    body: {
      event: 'room_started',
      room: { sid: 'RM_hycBMAjmt6Ub', name: 'Grüße', emptyTimeout: 300 },
      id: 'EV_eugWmGhovZmm',
      createdAt: '1773648000',
    },
    event: 'room_started',
    eventId: 'EV_eugWmGhovZmm',
    spoilt: 'body_hash_mismatch',
  },
  'upstash-qstash': {
    secret: 'sig_hookctlTestSecretNotARealOne',
    headers: { 'upstash-message-id': 'msg_26hZCxZCuWyyTWPmSVBrNC1RADwpgWxPcak2rQD51EMjFMuzcW7qYXpPiDyw8Gd' },
    body: { hello: 'Köln', note: 'Grüße' },
  },
  messagebird: {
    secret: 'hookctl-test-signing-key',
    url: `${host}/hooks/messagebird?example=42`,
    body: { id: 'e8077d803532c0b5937c639b60216938', type: 'message.created', text: 'Grüße' },
  },
  vonage: {
    secret: 'hookctl-test-signature-secret-32b',
    body: { to: '447700900000', from: '447700900001', channel: 'sms', message_uuid: 'aaaaaaaa-bbbb', text: 'Grüße' },
  },
  'atlassian-connect': {
    secret: 'hookctl-test-shared-secret-of-32-bytes',
    url: `${host}/hooks/atlassian?user_id=admin&key=B+A`,
    body: { timestamp: 1773648000000, webhookEvent: 'jira:issue_created', issue: { id: '99291', key: 'JRA-20002' } },
    // The token covers nothing of the body: what is changed is a byte of its own signature.
    spoil: changeHeader('authorization', (token) =>
      token.replace(/\.(.)(?=[^.]*$)/, (_, one) => `.${one === 'A' ? 'B' : 'A'}`),
    ),
    event: 'jira:issue_created',
  },
  chargebee: {
    secret: 'hookctl:test-password',
    body: {
      id: 'ev___test__KyVnHhSBWlC1T2cj',
      occurred_at: 1773648000,
      source: 'admin_console',
      object: 'event',
      api_version: 'v2',
      content: { customer: { id: 'XpbXKKvQVLmnhR4', first_name: 'Zoë', object: 'customer' } },
      event_type: 'customer_created',
    },
    // A password covers nothing: what is changed is the password.
    spoil: changeHeader('authorization', () => `Basic ${Buffer.from('hookctl:test-passwore').toString('base64')}`),
  },
};
