import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import type { Files } from '../../db/files.ts';
import type { Instant } from '../../db/schema/words.ts';
import { hours } from '../../notifications/time.ts';

const path = '/twilio/media';
const goodFor = hours(24);

/** What WhatsApp shows; other kinds of files are left out. */
const types: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  pdf: 'application/pdf',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  mp4: 'video/mp4',
};

export interface MediaLinks {
  /** A public address of a kept file, good for a day; undefined for what WhatsApp does not show. */
  linkTo(reference: string): string | undefined;
  router: Router;
}

interface MediaOptions {
  publicUrl: string;
  secret: string;
  files: Files;
  now(): Instant;
}

/** Twilio fetches a picture that we send from us: by a link that nobody can guess, and that ends. */
export function openMediaLinks({ publicUrl, secret, files, now }: MediaOptions): MediaLinks {
  const sign = (reference: string, until: string) =>
    createHmac('sha256', secret).update(`twilio media ${reference} ${until}`).digest('base64url');

  const router = Router();
  router.get(`${path}/:reference`, async (req: Request<{ reference: string }>, res: Response) => {
    const { reference } = req.params;
    const [until, given] = [req.query.until, req.query.sign].map(String);
    const type = types[reference.split('.').at(-1) ?? ''];
    if (!type || !isSame(sign(reference, until ?? ''), given ?? '') || !(Number(until) > now())) return void res.sendStatus(404);
    const bytes = await files.read(reference).catch(() => undefined);
    if (bytes) res.type(type).set('Cache-Control', 'private').send(bytes);
    else res.sendStatus(404);
  });

  return {
    router,
    linkTo(reference) {
      if (!types[reference.split('.').at(-1) ?? '']) return undefined;
      const until = String(now() + goodFor);
      return `${publicUrl}${path}/${reference}?until=${until}&sign=${sign(reference, until)}`;
    },
  };
}

const isSame = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};
