import type { Request } from 'express';
import type { Config } from '../../config.ts';

/** Whether people reach us over TLS, so that cookies may be bound to it. */
export const isSecure = ({ publicUrl }: Pick<Config, 'publicUrl'>): boolean => publicUrl?.startsWith('https:') ?? false;

export function cookiesOf(req: Request): Map<string, string> {
  const pairs = (req.get('cookie') ?? '').split(';').map((pair) => pair.trim().split('='));
  return new Map(pairs.map(([name = '', value = '']) => [name, value]));
}
