/* What Stripe's own package makes of our things: node stripe-package.mjs < {"do": "sign" | "read" | "open", …} */
import { readFileSync } from 'node:fs';
import Stripe from 'stripe';

const asked = JSON.parse(readFileSync(0, 'utf8'));
const acts = {
  sign: () => Stripe.webhooks.generateTestHeaderString(asked),
  read: () => {
    try {
      return Stripe.webhooks.constructEvent(asked.payload, asked.header, asked.secret, 300, undefined, asked.timestamp * 1000).id;
    } catch (trouble) {
      return `${trouble.type}: ${trouble.message.split('\n')[0]}`;
    }
  },
  open: async () => {
    const { hostname, port } = new URL(asked.address);
    const stripe = new Stripe(asked.secret, { host: hostname, port, protocol: 'http', apiVersion: asked.version, maxNetworkRetries: 0, telemetry: false });
    const session = await stripe.checkout.sessions.create(asked.session, { idempotencyKey: 'official-1' });
    return (await stripe.checkout.sessions.retrieve(session.id)).id;
  },
};
process.stdout.write(await acts[asked.do]());
