// Sends one message with Slack's own sender. Usage: node slack.mjs URL MESSAGE-AS-JSON
import { IncomingWebhook } from '@slack/webhook';

const [url, message] = process.argv.slice(2);
const answer = await new IncomingWebhook(url).send(JSON.parse(message));
console.log(JSON.stringify(answer));
