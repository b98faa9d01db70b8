import { z } from 'zod';
import type { Reader } from '../../db/store.ts';
import { findKeys } from '../../flows/api-keys/find-key.ts';
import { makeKey } from '../../flows/api-keys/make-key.ts';
import { revokeKey } from '../../flows/api-keys/revoke-key.ts';
import { isScope, type Scope, scopes } from '../../flows/api-keys/scopes.ts';
import { addWebhook } from '../../flows/webhooks/add-webhook.ts';
import { changeSecret } from '../../flows/webhooks/change-secret.ts';
import { changeWebhook } from '../../flows/webhooks/change-webhook.ts';
import { findDeliveries, findWebhooks, getWebhook } from '../../flows/webhooks/find-webhooks.ts';
import { removeWebhook } from '../../flows/webhooks/remove-webhook.ts';
import { sendAgain } from '../../flows/webhooks/send-again.ts';
import { switchWebhook } from '../../flows/webhooks/switch-webhook.ts';
import { testWebhook } from '../../flows/webhooks/test-webhook.ts';
import { toldEvents } from '../../flows/webhooks/told-events.ts';
import { act, question, screen } from '../screen.ts';

const id = z.coerce.number().int().positive();
const webhook = z.object({ webhookId: id });
const linesAtOnce = 30;

/** Other programs: keys to ask us with, and webhooks by which we tell them. */
export default screen({
  name: 'integrations',
  title: { ru: 'Интеграции', en: 'Integrations' },
  may: 'keys.manage',
  menu: { group: 'system', position: 40, icon: 'Share2' },
  questions: {
    keys: question({
      may: 'keys.manage',
      form: z.object({}),
      answer: async ({ db }) =>
        (await findKeys(db)).map(({ id, title, ending, scopes: given, createdAt, usedAt, expiresAt, revokedAt }) => ({
          ...{ id, title, ending, createdAt, usedAt, expiresAt, revokedAt },
          scopes: given.filter(isScope),
        })),
    }),
    webhooks: question({
      may: 'webhooks.manage',
      form: z.object({}),
      answer: async ({ db }) => Promise.all((await findWebhooks(db)).map((each) => withLast(db, each))),
    }),
    log: question({
      may: 'webhooks.manage',
      form: webhook.extend({ before: id.optional() }),
      async answer({ db }, { webhookId, before }) {
        await getWebhook(db, webhookId);
        const lines = await findDeliveries(db, { webhookId, limit: linesAtOnce + 1, ...(before && { before }) });
        return { lines: lines.slice(0, linesAtOnce), more: lines.length > linesAtOnce };
      },
    }),
  },
  acts: {
    'make-key': act({
      may: 'keys.manage',
      form: z.object({
        title: z.string().trim().min(1).max(80),
        // Every name of the table is a scope; its type does not say so.
        scopes: z.array(z.enum(Object.keys(scopes) as [Scope, ...Scope[]])).min(1),
        lastsDays: z.number().int().min(1).max(3650).optional(),
      }),
      run: async ({ tx, by, now }, form) => ({ key: (await makeKey(tx, { ...form, by, now })).key }),
    }),
    'revoke-key': act({
      may: 'keys.manage',
      form: z.object({ keyId: id }),
      run: ({ tx, by, now }, { keyId }) => revokeKey(tx, { keyId, by, now }),
    }),
    'add-webhook': act({
      may: 'webhooks.manage',
      form: z.object({ url: z.string().trim().max(1000), events: z.array(z.enum(toldEvents)) }),
      run: async ({ tx, by, now }, form) => ({ secret: (await addWebhook(tx, { ...form, by, now })).secret }),
    }),
    'change-webhook': act({
      may: 'webhooks.manage',
      form: webhook.extend({ url: z.string().trim().max(1000), events: z.array(z.enum(toldEvents)) }),
      run: ({ tx, by, now }, form) => changeWebhook(tx, { ...form, by, now }),
    }),
    'change-secret': act({
      may: 'webhooks.manage',
      form: webhook,
      run: async ({ tx, by, now }, form) => ({ secret: await changeSecret(tx, { ...form, by, now }) }),
    }),
    'test-webhook': act({
      may: 'webhooks.manage',
      form: webhook,
      run: ({ tx, by, now }, form) => testWebhook(tx, { ...form, by, now }),
    }),
    'switch-webhook': act({
      may: 'webhooks.manage',
      form: webhook.extend({ enabled: z.boolean() }),
      run: ({ tx, by, now }, form) => switchWebhook(tx, { ...form, by, now }),
    }),
    'remove-webhook': act({
      may: 'webhooks.manage',
      form: webhook,
      run: ({ tx, by, now }, form) => removeWebhook(tx, { ...form, by, now }),
    }),
    'send-again': act({
      may: 'webhooks.manage',
      form: webhook.extend({ deliveryId: id.optional() }),
      run: async ({ tx, by, now }, form) => ({ sent: await sendAgain(tx, { ...form, by, now }) }),
    }),
  },
});

/** A webhook with what became of the last event; its secret stays where it is. */
async function withLast(db: Reader, { id, url, events, enabled, createdAt }: Awaited<ReturnType<typeof findWebhooks>>[number]) {
  const [last] = await findDeliveries(db, { webhookId: id, limit: 1 });
  return {
    id,
    url,
    events,
    enabled,
    createdAt,
    last: last && { state: last.state, at: last.doneAt ?? last.createdAt, reason: last.reason },
  };
}
