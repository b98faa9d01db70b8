import { createHmac } from 'node:crypto';
import type { Instant } from '../../db/schema/words.ts';

/**
 * The header by which a receiver knows that a body is ours and fresh: `t=<seconds>,v1=<HMAC-SHA256 of "<t>.<body>", hex>`, with a `v1` more while
 * a secret is being changed.
 */
export function signatureOf(secrets: readonly string[], body: string, now: Instant): string {
  const t = Math.floor(now / 1000);
  const signed = secrets.map((secret) => `v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`);
  return [`t=${t}`, ...signed].join(',');
}
