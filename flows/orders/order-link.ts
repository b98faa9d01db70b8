import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Reader } from '../../db/store.ts';
import { findClientDoors } from '../sources/doors.ts';

let key = '';

/** Sets the key that signs the secret links of orders; called once at start with the shop's secret. */
export function signLinksWith(secret: string): void {
  key = createHmac('sha256', secret).update('order links').digest('base64url');
}

const macOf = (id: string): string => {
  if (key === '') throw new Error('signLinksWith was not called');
  return createHmac('sha256', key).update(id).digest('base64url').slice(0, 22);
};

/** What the secret link of an order carries; nobody can guess that of another order. */
export function orderToken(orderId: number): string {
  const id = orderId.toString(36);
  return `${id}.${macOf(id)}`;
}

/** The order behind a token; undefined when it was not we who made it. */
export function orderBehind(token: string): number | undefined {
  const [id = '', mac = ''] = token.split('.');
  const given = Buffer.from(mac);
  const right = Buffer.from(macOf(id));
  return given.length === right.length && timingSafeEqual(given, right) ? Number.parseInt(id, 36) : undefined;
}

/** The page where the client sees how the order stands; undefined before the first start has remembered the shop's address. */
export async function findOrderLink(db: Reader, orderId: number): Promise<string | undefined> {
  const { site } = await findClientDoors(db);
  return site && `${site}/o/${orderToken(orderId)}`;
}
