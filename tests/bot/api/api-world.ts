import { makeKey } from '../../../flows/api-keys/make-key.ts';
import type { Scope } from '../../../flows/api-keys/scopes.ts';
import { scopes } from '../../../flows/api-keys/scopes.ts';
import { openShop, type WholeShop } from '../../whole-shop.ts';

/** A whole shop and another program with a key of its own. */
export interface ApiWorld extends WholeShop {
  program(...given: Scope[]): Promise<Program>;
}

export interface Answer {
  status: number;
  // A test reads what it expects; the shape is checked against the served description elsewhere.
  // biome-ignore lint/suspicious/noExplicitAny: JSON of a test
  body: any;
  headers: Headers;
}

export interface Program {
  keyId: number;
  key: string;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  patch(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  delete(path: string): Promise<Answer>;
}

export const allScopes = Object.keys(scopes) as Scope[];

export async function openApiWorld(how: Parameters<typeof openShop>[0] = {}): Promise<ApiWorld> {
  const shop = await openShop(how);
  return Object.assign(shop, {
    async program(...given: Scope[]) {
      const { key, keyId } = await shop.store.tx((tx) =>
        makeKey(tx, { title: 'program', scopes: given.length > 0 ? given : allScopes, by: { kind: 'system' }, now: shop.clock.now() }),
      );
      const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
        const answer = await ask(shop, method, path, body, { authorization: `Bearer ${key}`, ...headers });
        await shop.anna.idle();
        return answer;
      };
      return {
        ...{ key, keyId },
        get: (path, headers) => call('GET', path, undefined, headers),
        post: (path, body = {}, headers) => call('POST', path, body, headers),
        patch: (path, body, headers) => call('PATCH', path, body, headers),
        delete: (path) => call('DELETE', path),
      } satisfies Program;
    },
  });
}

/** One request as it stands. */
export async function ask(shop: WholeShop, method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
  const answer = await fetch(`http://127.0.0.1:${shop.anna.port}/api/v1${path}`, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : text, headers: answer.headers };
}

/** An order that the shop would take, made from what the API itself tells. */
export async function someOrder(program: Program): Promise<Record<string, unknown>> {
  const { body: catalog } = await program.get('/catalog');
  const product = catalog.sections[0].products[0];
  const { body: free } = await program.get(`/free-days?productIds=${product.id}`);
  return {
    client: { phone: '+79123456789', name: 'Olga' },
    items: [
      {
        productId: product.id,
        amount: product.minAmount,
        options: Object.fromEntries(
          product.options.map(({ key, choices }: { key: string; choices: { key: string }[] }) => [key, choices[0]?.key]),
        ),
      },
    ],
    fulfilment: 'pickup',
    dueAt: free.days[0].slots[0].from,
  };
}
