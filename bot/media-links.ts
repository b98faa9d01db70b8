import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import type { Files } from '../db/files.ts';
import type { Instant } from '../db/schema/words.ts';
import { hours } from '../notifications/time.ts';

const goodFor = hours(24);

export interface MediaLinks {
  /** A public address of a kept file, good for a day; undefined for what the channel does not take. */
  linkTo(reference: string): string | undefined;
  router: Router;
}

interface MediaOptions {
  /** Below which the files of this channel lie: `/twilio/media`. */
  path: string;
  /** The type to serve a file with; undefined for what this channel does not take. */
  typeOf(reference: string): string | undefined;
  publicUrl: string;
  secret: string;
  files: Files;
  now(): Instant;
}

/** Files that a platform or a person fetches from us: by a link that nobody can guess, and that ends. */
export function openMediaLinks({ path, typeOf, publicUrl, secret, files, now }: MediaOptions): MediaLinks {
  const sign = (reference: string, until: string) =>
    createHmac('sha256', secret).update(`${path} ${reference} ${until}`).digest('base64url');

  const router = Router();
  router.get(`${path}/:reference`, async (req: Request<{ reference: string }>, res: Response) => {
    const { reference } = req.params;
    const [until, given] = [req.query.until, req.query.sign].map(String);
    const type = typeOf(reference);
    if (!type || !isSame(sign(reference, until ?? ''), given ?? '') || !(Number(until) > now())) return void res.sendStatus(404);
    const bytes = await files.read(reference).catch(() => undefined);
    if (bytes)
      res.set({ 'Content-Type': type, 'Cache-Control': 'private', 'Content-Security-Policy': "default-src 'none'; sandbox" }).send(bytes);
    else res.sendStatus(404);
  });

  return {
    router,
    linkTo(reference) {
      if (!typeOf(reference)) return undefined;
      const until = String(now() + goodFor);
      return `${publicUrl}${path}/${reference}?until=${until}&sign=${sign(reference, until)}`;
    },
  };
}

const isSame = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};
