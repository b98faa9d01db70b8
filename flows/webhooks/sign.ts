import { createHmac } from 'node:crypto';
import type { Instant } from '../../db/schema/words.ts';

/** The header by which a receiver knows that a body is ours and fresh: `t=<seconds>,v1=<HMAC-SHA256 of "<t>.<body>", hex>`. */
export function signatureOf(secret: string, body: string, now: Instant): string {
  const t = Math.floor(now / 1000);
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`;
}
