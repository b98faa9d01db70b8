import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { loadRegistry, type Registry } from '../../admin/registry.ts';
import { allergies, invites, sessions, staff } from '../../db/schema/people.ts';
import { type Role, roles } from '../../db/schema/words.ts';
import { apiKeys, settings, webhooks } from '../../db/schema/work.ts';
import { findStaff } from '../../flows/staff/find-staff.ts';
import { type Action, may } from '../../flows/staff/rights.ts';
import { hours } from '../../notifications/time.ts';
import { openPanelShop, type PanelBrowser, type PanelShop, signIn } from './panel-shop.ts';

/** One door of the panel: what it takes to pass it. */
interface Door {
  method: 'GET' | 'POST';
  path: string;
  /** All of these; undefined: nobody passes, for there is no such door. */
  rights: readonly Action[] | undefined;
}

/** Every page, question, act, list and form of the registry, and what AdminJS would offer besides. */
function doorsOf({ screens, resources }: Registry): Door[] {
  const doors: Door[] = [
    { method: 'GET', path: '', rights: [] },
    { method: 'GET', path: '/api/dashboard', rights: undefined },
    { method: 'GET', path: '/pages/nowhere', rights: undefined },
    { method: 'POST', path: '/do/nowhere/at-all', rights: undefined },
  ];
  for (const { name, may: right, questions, acts } of screens.values()) {
    doors.push({ method: 'GET', path: `/pages/${name}`, rights: [right] });
    doors.push(
      { method: 'GET', path: `/api/pages/${name}`, rights: undefined },
      { method: 'POST', path: `/api/pages/${name}`, rights: undefined },
    );
    for (const [key, question] of Object.entries(questions)) {
      doors.push(
        { method: 'GET', path: `/ask/${name}/${key}`, rights: [right, question.may] },
        { method: 'POST', path: `/ask/${name}/${key}`, rights: undefined },
      );
    }
    for (const [key, act] of Object.entries(acts)) {
      // Something that no form takes: who may is told that the form is wrong, and nothing is done.
      doors.push(
        { method: 'POST', path: `/do/${name}/${key}`, rights: [right, act.may] },
        { method: 'GET', path: `/do/${name}/${key}`, rights: undefined },
      );
    }
  }
  for (const { name, may: rights, edit, create } of resources.values()) {
    const [list, at] = [`/resources/${name}`, `/resources/${name}/records/1`];
    doors.push(
      { method: 'GET', path: list, rights: [rights.list] },
      { method: 'GET', path: `/api${list}/actions/list`, rights: [rights.list] },
    );
    doors.push({ method: 'GET', path: `/export/${name}`, rights: rights.export && [rights.list, rights.export] });
    doors.push({ method: 'GET', path: `${list}/actions/new`, rights: create && rights.create && [rights.create] });
    doors.push({ method: 'GET', path: `${at}/edit`, rights: edit && rights.edit && [rights.edit] });
    for (const action of ['show', 'delete', 'bulkDelete', 'search', 'list', 'constructor', '__proto__'])
      doors.push(
        { method: 'GET', path: `/api${at}/${action}`, rights: undefined },
        { method: 'POST', path: `/api${at}/${action}`, rights: undefined },
      );
    for (const action of ['delete', 'bulkDelete', 'search', 'show', 'constructor'])
      doors.push(
        { method: 'GET', path: `/api${list}/actions/${action}`, rights: undefined },
        { method: 'POST', path: `/api${list}/actions/${action}`, rights: undefined },
      );
    for (const path of [`/api${list}/bulk/bulkDelete?recordIds=1`, `/api${list}/search/a`, `${at}/show`])
      doors.push({ method: 'GET', path, rights: undefined });
  }
  return doors;
}

test('who may pass which door of the panel is what the one table of rights says, for every role, and nothing secret is behind any', {
  timeout: 180_000,
}, async () => {
  const panel = await openPanelShop();
  const { shop } = panel;
  const canaries = await plantCanaries(panel);
  const registry = await loadRegistry();
  const doors = doorsOf(registry);
  const people = await identitiesOf(panel);
  const differences: string[] = [];
  let asked = 0;

  for (const [who, browser] of people) {
    const person = browser.id === undefined ? undefined : await findStaff(shop.store.read, browser.id);
    for (const door of doors) {
      const answer = await knock(browser, door);
      const text = await answer.text();
      asked++;
      const mayEnter = person !== undefined && browser.isIn && may(person, 'panel.enter');
      const mayPass = mayEnter && door.rights?.every((right) => may(person, right)) === true;
      const passed = ![401, 403, 404, 303].includes(answer.status);
      // A question about nothing may truthfully say "not found"; then the sentence of the business tells it from a closed door.
      const told = mayPass && answer.status === 404 && text.includes('sentence');
      if (passed !== mayPass && !told) differences.push(`${who} ${door.method} ${door.path}: ${answer.status}`);
      if (answer.status >= 500) differences.push(`${who} ${door.method} ${door.path}: ${answer.status} ${text.slice(0, 100)}`);
      if (passed && answer.headers.get('cache-control') !== 'no-store') differences.push(`${who} ${door.path}: a browser may keep it`);
      for (const canary of canaries) if (text.includes(canary)) differences.push(`${who} reads ${canary} at ${door.path}`);
    }
  }

  expect(differences).toEqual([]);
  expect(asked).toBeGreaterThanOrEqual(3000);
});

test('a page or an act without a right does not start: every one names a right that the table knows', async () => {
  const { screens, resources } = await loadRegistry();
  const known = (right: Action | undefined) =>
    right === undefined || roles.some((role) => may({ roles: [role], removedAt: null } as never, right));
  const unknown = [...screens.values()].flatMap(({ name, may: right, questions, acts }) =>
    [right, ...Object.values(questions).map((each) => each.may), ...Object.values(acts).map((each) => each.may)]
      .filter((each) => !each || !known(each))
      .map(() => name),
  );
  expect(unknown).toEqual([]);
  for (const { may: rights } of resources.values()) expect(Object.values(rights).every(known)).toBe(true);
});

test('ids of all sorts are answered with “not found” or “wrong form”, never with an error, and never more for one who may not', {
  timeout: 120_000,
}, async () => {
  const panel = await openPanelShop();
  const owner = await panel.signedIn('Boss', 'owner');
  const { screens } = await loadRegistry();
  const troubles: string[] = [];
  for (const { name, questions, acts } of screens.values()) {
    for (const [kind, all] of [
      ['ask', questions],
      ['do', acts],
    ] as const) {
      for (const [key, { form }] of Object.entries(all)) {
        for (const id of [999_999_999, -1, 0, 1.5, 'abc', '1; drop table orders', [1, 2], { a: 1 }, '__proto__', Number.MAX_SAFE_INTEGER]) {
          const given = Object.fromEntries(idsOf(form).map((field) => [field, id]));
          if (Object.keys(given).length === 0) continue;
          const query = new URLSearchParams(Object.entries(given).map(([field, value]): [string, string] => [field, String(value)]));
          const answer =
            kind === 'ask' ? await owner.get(`/admin/ask/${name}/${key}?${query}`) : await owner.post(`/admin/do/${name}/${key}`, given);
          if (answer.status >= 500) troubles.push(`${kind} ${name}/${key} ${JSON.stringify(id)}: ${answer.status}`);
        }
      }
    }
  }
  expect(troubles).toEqual([]);
});

test('nothing is changed from another site, by a plain link or by a form, signed in or not', { timeout: 60_000 }, async () => {
  const panel = await openPanelShop();
  const owner = await panel.signedIn('Boss', 'owner');
  const { screens, resources } = await loadRegistry();
  const paths = [
    ...[...screens.values()].flatMap(({ name, acts }) => Object.keys(acts).map((key) => `/do/${name}/${key}`)),
    ...[...resources.keys()].map((name) => `/api/resources/${name}/actions/new`),
    ...['/login', '/logout', '/welcome', '/language', '/upload'],
  ];
  const foreign: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': 'cross-site', origin: 'https://anna.example' },
    // An older browser names only the origin; what names nothing is no page of ours.
    { 'sec-fetch-site': '' },
    ...['null', 'https://evil.example', 'https://anna.example.evil.example', 'https://anna.example:8443'].map((origin) => ({
      ...{ 'sec-fetch-site': '', origin },
    })),
  ];
  const letIn: string[] = [];
  for (const path of paths)
    for (const headers of foreign) {
      const answer = await owner.send(`/admin${path}`, {}, headers);
      if (answer.status !== 403) letIn.push(`${path} ${JSON.stringify(headers)}: ${answer.status}`);
    }
  expect(letIn).toEqual([]);
});

/** What no answer may hold. */
async function plantCanaries({ shop, hire }: PanelShop): Promise<string[]> {
  const now = shop.clock.now();
  const staffId = await hire('Canary', 'manager');
  const canary = (what: string) => `CANARY-${what}-7f3a`;
  await shop.store.tx(async (tx) => {
    await tx.insert(invites).values({ codeHash: canary('invite'), staffId, createdAt: now, expiresAt: now + hours(9) });
    await tx.insert(sessions).values({ id: canary('session'), staffId, createdAt: now, seenAt: now, expiresAt: now + hours(12) });
    await tx.insert(apiKeys).values({ title: 'Shown', keyHash: canary('key'), ending: 'abcd', scopes: ['orders.read'], createdAt: now });
    await tx.insert(webhooks).values({ url: 'https://hook.example/', sealedSecret: canary('webhook'), events: [], createdAt: now });
    await tx.insert(settings).values({ key: 'canary', value: canary('setting') });
    const { clients } = await import('../../db/schema/people.ts');
    const [client] = await tx.insert(clients).values({ name: 'Vera', language: 'en', createdAt: now }).returning();
    await tx.insert(allergies).values({ clientId: client?.id ?? 0, sealed: canary('allergy'), consentedAt: now });
  });
  return [
    ...['invite', 'session', 'key', 'webhook', 'setting', 'allergy'].map(canary),
    '$argon2id$',
    'not a secret, only long enough',
    '101:customers',
    '102:staff',
  ];
}

type Person = Pick<PanelBrowser, 'get' | 'post'> & { id: number | undefined; isIn: boolean };

async function identitiesOf(panel: PanelShop): Promise<[string, Person][]> {
  const { shop, browser, hire } = panel;
  const people: [string, Person][] = [['a stranger', { ...browser(), id: undefined, isIn: false }]];
  for (const role of roles) people.push([role, { ...(await signedInAs(panel, role)), isIn: role !== 'cook' && role !== 'driver' }]);
  const gone = await panel.signedIn('Gone', 'owner');
  await shop.store.tx((tx) => tx.update(staff).set({ removedAt: shop.clock.now() }).where(eq(staff.id, gone.id)));
  people.push(['who has left', { ...gone, isIn: false }]);
  const demotedId = await hire('Demoted', 'manager');
  const demoted = browser();
  await signIn(demoted, 'Demoted');
  await shop.store.tx((tx) =>
    tx
      .update(staff)
      .set({ roles: ['driver'] })
      .where(eq(staff.id, demotedId)),
  );
  people.push(['who is a driver now', { ...demoted, id: demotedId, isIn: false }]);
  return people;
}

const signedInAs = ({ signedIn }: PanelShop, role: Role) => signedIn(`The-${role}`, role);

function knock(browser: Person, { method, path }: Door): Promise<Response> {
  return method === 'GET' ? browser.get(`/admin${path}`) : browser.post(`/admin${path}`, []);
}

/** Names of a form's fields that are numbers of records. */
function idsOf(form: z.ZodType): string[] {
  const shape = 'shape' in form ? (form.shape as Record<string, unknown>) : {};
  return Object.keys(shape).filter((name) => /(^id|Id)$/.test(name));
}
