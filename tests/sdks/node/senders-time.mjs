// A time is signed with the body.
const secret = 'hookctl-test-secret';

export const times = {
  stripe: {
    secret: 'whsec_hookctlTestSecretNotARealOne', // used whole, as text
    headers: { 'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)' },
    // Stripe sends its JSON indented.
    body: JSON.stringify(
      {
        id: 'evt_1NG8Du2eZvKYlo2CUI79vXWy',
        object: 'event',
        api_version: '2026-02-25.clover',
        created: 1773648000,
        data: { object: { id: 'seti_1NG8Du2eZvKYlo2C9XMqbR0x', object: 'setup_intent', description: 'Grüße' } },
        livemode: false,
        type: 'setup_intent.created',
      },
      null,
      2,
    ),
    spoil: ['Grüße', 'Grüßn'],
    event: 'setup_intent.created',
    eventId: 'evt_1NG8Du2eZvKYlo2CUI79vXWy',
  },
  slack: {
    secret: '8f742231b10e8888abcd99yyyzzz85a5',
    headers: { 'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)' },
    body: {
      token: 'XXYYZZ',
      team_id: 'T123ABC456',
      api_app_id: 'A123ABC456',
      event: { type: 'app_mention', text: 'Grüße 👋 <@U0LAN0Z89>', channel: 'C123ABC456', ts: '1773648000.000006' },
      type: 'event_callback',
      event_id: 'Ev123ABC456',
      event_time: 1773648000,
    },
    event: 'app_mention',
    eventId: 'Ev123ABC456',
  },
  paddle: {
    secret: 'pdl_ntfset_hookctl_TestSecretNotARealOne',
    body: {
      event_id: 'evt_01hv8x29kz0t586xy6zn1a62ny',
      event_type: 'address.created',
      occurred_at: '2026-03-16T08:00:00.000000Z',
      notification_id: 'ntf_01hv8x2axv3hrvg3eh3dg3bva7',
      data: { id: 'add_01hv8gq3318ktkfengj2r75gfx', city: 'Köln', status: 'active', customer_id: 'ctm_01' },
    },
    event: 'address.created',
    eventId: 'evt_01hv8x29kz0t586xy6zn1a62ny',
  },
  mux: {
    secret,
    body: {
      type: 'video.asset.ready',
      id: '3a56ac3d-33da-4366-855b-f592d898409d',
      created_at: '2026-03-16T08:00:00.000000Z',
      object: { type: 'asset', id: '0201p02fGKPE7MrbC269XRD7LpcHhrmbu0002' },
      data: { status: 'ready', passthrough: 'Grüße' },
    },
    event: 'video.asset.ready',
    eventId: '3a56ac3d-33da-4366-855b-f592d898409d',
  },
  workos: {
    secret,
    body: {
      id: 'wh_01FHZ5GZ6ZAHQ5W1B2D3E4F5G6',
      event: 'connection.activated',
      data: { object: 'connection', id: 'conn_01EHWNC0FCBHZ3BJ7EGKYXK0E6', name: 'Größe', state: 'active' },
      created_at: '2026-03-16T08:00:00.000Z',
    },
    event: 'connection.activated',
    eventId: 'wh_01FHZ5GZ6ZAHQ5W1B2D3E4F5G6',
  },
  sanity: {
    secret,
    headers: { 'idempotency-key': '01HG2QSPEYXC8VSN9ZP0Z5P2MV' },
    body: { _id: 'resume', _type: 'page', title: 'Grüße' },
    eventId: '01HG2QSPEYXC8VSN9ZP0Z5P2MV',
  },
  elevenlabs: {
    secret: 'wsec_hookctlTestSecretNotARealOne',
    body: {
      type: 'post_call_transcription',
      event_timestamp: 1773648000,
      data: {
        agent_id: 'xyz',
        conversation_id: 'abc',
        status: 'done',
        transcript: [{ role: 'agent', message: 'Grüße' }],
      },
    },
  },
  retell: {
    secret: 'key_hookctlTestSecretNotARealOne',
    body: {
      event: 'call_ended',
      call: { call_type: 'phone_call', call_id: 'Jabr9TXYYJHfvl6Syypi88rdAHYHmcq6', transcript: 'Grüße' },
    },
    event: 'call_ended',
  },
  orb: {
    secret,
    body: {
      id: 'o4mmewpfNNTnjfZc',
      created_at: '2026-03-16T08:00:00+00:00',
      type: 'customer.created',
      customer: { id: 'cus_1', name: 'Köln' },
    },
    event: 'customer.created',
    eventId: 'o4mmewpfNNTnjfZc',
  },
  webflow: {
    secret,
    body: {
      triggerType: 'form_submission',
      payload: { name: 'Contact', siteId: '65427cf400e02b306eaa049c', data: { city: 'Köln' } },
    },
  },
  box: {
    secret: 'hookctl-test-primary-key',
    headers: { 'box-delivery-id': 'f96bb54b-ee16-4fc5-aa65-8c2d9e5b546f' },
    event: 'FILE.UPLOADED',
    eventId: 'f96bb54b-ee16-4fc5-aa65-8c2d9e5b546f',
    body: {
      type: 'webhook_event',
      id: 'eb0c4e06-751f-442c-86f8-fd5bb404dbec',
      created_at: '2026-03-16T01:00:00-07:00',
      trigger: 'FILE.UPLOADED',
      webhook: { id: '53', type: 'webhook' },
      source: { id: '73835521473', type: 'file', name: 'Vertrag.pdf' },
    },
  },
  crisp: {
    secret,
    // Crisp's SDK writes the parsed body anew before it hashes it, so only compact JSON can pass.
    body: {
      website_id: '88972681-1d00-4b21-aa44-bd8b6ab3bfe6',
      event: 'message:send',
      data: { type: 'text', origin: 'chat', content: 'Grüße 👋 an alle', from: 'user' },
      timestamp: 1773648000000,
    },
  },
};
