import express, { type ErrorRequestHandler, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { deviceCode } from '../../../flows/device.ts';
import { hasLeftSeat } from '../../../flows/staff/seat.ts';
import { jsonBody } from '../../../json-body.ts';
import type { Doors } from '../../channel.ts';
import { pace } from '../pace.ts';
import { type Act, acts, answering, type Understood, uploadForm } from './acts.ts';
import { type Guard, languageOf, refuse, type Visit } from './guard.ts';
import { findBatch, findEarlier, findTheirs, isShown } from './rows.ts';
import { sendFile } from './send-file.ts';
import { stream } from './stream.ts';
import { take } from './take.ts';
import { upload } from './upload.ts';
import type { Watch } from './watch.ts';

const MOST_FILE_BYTES = 10 * 2 ** 20;
const MOST_OPEN_PAGES = 20;
const seenForm = z.object({ ids: z.array(z.string().regex(/^\d{1,15}$/)).max(50) });

/** What the chat's page asks of us, below `/chat` or `/chat/as/<address>`. `streams` holds the answers that stay open. */
export function chatApi(doors: Doors, guard: Guard, watch: Watch, streams: Set<Response>): Router {
  const db = doors.store.read;
  const router = Router({ mergeParams: true });
  const fresh: RequestHandler = (_req, res, next) => {
    res.set('Cache-Control', 'no-store');
    next();
  };
  const json = jsonBody('128kb');
  const bytes = express.raw({ type: () => true, limit: MOST_FILE_BYTES, inflate: false });

  async function hear({ req, res, session, language }: Visit, understood: Understood): Promise<void> {
    const writer = { address: session.address, language, device: deviceCode(req.get('user-agent')) };
    const { toast } = await take(doors, writer, understood);
    watch.hint(session.address);
    res.json({ ok: true, ...(toast !== undefined && { toast }) });
  }

  const doing = (act: Act) => (visit: Visit) => {
    const understood = act(visit.req.body);
    if (typeof understood === 'object') return hear(visit, understood);
    return refused(visit, 400, understood);
  };

  async function takeFile(visit: Visit): Promise<void> {
    const { body, query } = visit.req;
    const said = uploadForm.safeParse(query);
    if (!said.success || !Buffer.isBuffer(body)) return refused(visit, 400, 'badRequest');
    const { id, caption, name, replyTo } = said.data;
    const file = await upload(doors.files, body, name);
    if (!file) return refused(visit, 415, 'badFile');
    await hear(visit, {
      id,
      heard: { kind: 'file', file, caption, ...answering(replyTo) },
      own: { id, text: caption, attached: file.remoteId, kind: file.kind, size: body.length, ...(name && { name }), ...answering(replyTo) },
    });
  }

  async function seen(visit: Visit): Promise<void> {
    const said = seenForm.safeParse(visit.req.body);
    if (!said.success) return refused(visit, 400, 'badRequest');
    const shown = await findTheirs(db, visit.session.address, said.data.ids.map(Number));
    for (const id of shown) await doors.report('web', String(id), 'read');
    visit.res.json({ ok: true });
  }

  router.get(
    '/events',
    guard.read(async (visit) => {
      const { req, res, session } = visit;
      if (watch.count(session.address) >= MOST_OPEN_PAGES) return refused(visit, 429, 'tooFast');
      streams.add(res);
      res.once('close', () => streams.delete(res));
      const hasLeft = () => hasLeftSeat(db, session.address, doors.now());
      stream(res, db, watch, {
        hasLeft,
        address: session.address,
        after: revisionIn(req.get('last-event-id')) ?? revisionIn(req.query.after),
      });
    }),
  );
  router.get(
    '/updates',
    fresh,
    guard.read(async ({ req, res, session }) => res.json(await findBatch(db, session.address, revisionIn(req.query.after)))),
  );
  router.get(
    '/earlier',
    fresh,
    guard.read(async ({ req, res, session }) => res.json(await findEarlier(db, session.address, revisionIn(req.query.before) ?? 0))),
  );
  router.get(
    '/file/:reference',
    guard.read(async ({ req, res, session }) => {
      const reference = String(req.params.reference);
      if (await isShown(db, session.address, reference)) await sendFile(res, doors.files, reference, nameIn(req.query.name));
      else res.sendStatus(404);
    }),
  );
  for (const [name, act] of Object.entries(acts)) router.post(`/${name}`, fresh, guard.change(json, doing(act)));
  router.post('/file', fresh, guard.change(bytes, takeFile, pace(20, 0.2)));
  router.post('/seen', fresh, guard.change(json, seen, pace(60, 3)));
  router.use(unreadable(doors));
  return router;
}

/** What a file is saved as: the page asks by the name it shows. */
const nameIn = (given: unknown): string | undefined => (typeof given === 'string' && given !== '' ? given.slice(0, 200) : undefined);

type Why = Parameters<typeof refuse>[2]['why'];

/** In async code a refusal is an answer like any other. */
async function refused({ res, language }: Visit, status: number, why: Why): Promise<void> {
  refuse(res, language, { status, why });
}

const revisionIn = (text: unknown): number | undefined => (typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : undefined);

/** What the body parsers throw: too large, cut short, not JSON. */
const unreadable =
  (doors: Doors): ErrorRequestHandler =>
  (err: unknown, req, res, next) => {
    const status = err instanceof Error && 'status' in err ? Number(err.status) : 500;
    if (status >= 500 || res.headersSent) return next(err);
    refuse(res, languageOf(doors, req), { status, why: status !== 413 ? 'badRequest' : req.path === '/file' ? 'bigFile' : 'badText' });
  };
