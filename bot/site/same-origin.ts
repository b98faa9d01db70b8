import type { Request } from 'express';

/** Whether a changing request comes from our own page. Browsers say so; what says nothing is no browser and carries nobody's cookies. */
export function isSameOrigin(req: Request, publicUrl: string | undefined): boolean {
  const site = req.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  const origin = req.get('origin');
  if (origin === undefined) return true;
  const from = URL.parse(origin);
  return from !== null && (from.host === req.get('host') || from.origin === URL.parse(publicUrl ?? '')?.origin);
}
