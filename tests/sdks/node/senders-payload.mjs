// The signature lies in the body, over chosen fields of it.
import { certificate } from './testkeys.mjs';

const form = 'application/x-www-form-urlencoded';
const xml =
  '<notification>\n  <timestamp type="datetime">2026-03-16T08:00:00Z</timestamp>\n  <kind>check</kind>\n' +
  '  <subject><check type="boolean">true</check></subject>\n</notification>\n';
const topic = {
  Type: 'Notification',
  MessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
  TopicArn: 'arn:aws:sns:us-west-2:123456789012:MyTopic',
  Subject: 'Grüße',
  Message: 'Hello from\nKöln',
  Timestamp: '2026-03-16T08:00:00.000Z',
};
const sns = (version) => ({
  secret: certificate.certificate,
  privateKey: certificate.privateKey,
  type: 'text/plain; charset=UTF-8',
  headers: {
    'x-amz-sns-message-type': 'Notification',
    'x-amz-sns-message-id': topic.MessageId,
    'x-amz-sns-topic-arn': topic.TopicArn,
  },
  body: {
    ...topic,
    SignatureVersion: version,
    SigningCertURL: 'https://sns.us-west-2.amazonaws.com/SimpleNotificationService-0123456789.pem',
    UnsubscribeURL: 'https://sns.us-west-2.amazonaws.com/?Action=Unsubscribe',
  },
  spoil: ['22b80b92-fdea', '22b80b93-fdea'],
});

export const payloads = {
  adyen: {
    secret: '44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056',
    body: {
      live: 'false',
      notificationItems: [
        {
          NotificationRequestItem: {
            additionalData: { cardSummary: '7777', hmacSignature: 'b2xkIHNpZ25hdHVyZSwgdG8gYmUgcmVwbGFjZWQgYmVmb3I=' },
            amount: { currency: 'EUR', value: 1130 },
            eventCode: 'AUTHORISATION',
            eventDate: '2026-03-16T08:00:00+01:00',
            merchantAccountCode: 'TestMerchant',
            merchantReference: 'TestPayment-1407325143704',
            paymentMethod: 'visa',
            pspReference: '7914073381342284',
            success: 'true',
          },
        },
      ],
    },
    spoil: ['TestPayment-1407325143704', 'TestPayment-1407325143705'],
    event: 'AUTHORISATION',
    eventId: '7914073381342284.AUTHORISATION',
  },
  braintree: {
    secret: 'hookctl-test-private-key',
    type: form,
    body: `bt_payload=${encodeURIComponent(Buffer.from(xml).toString('base64'))}`,
    spoil: ['bt_payload=PG', 'bt_payload=PH'],
  },
  'dropbox-sign': {
    secret: 'hookctl-test-api-key',
    type: form,
    body: `json=${encodeURIComponent(
      JSON.stringify({
        event: {
          event_time: '1773648000',
          event_type: 'signature_request_signed',
          event_hash: '0000000000000000000000000000000000000000000000000000000000000000',
          event_metadata: {
            related_signature_id: 'ad4d8a769b555fa5ef38691465d426682bf2c992',
            reported_for_account_id: '6421',
          },
        },
      }),
    )}`,
    spoil: ['1773648000', '1773648001'],
  },
  'aws-sns-v2': sns('2'),
};
