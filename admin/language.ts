import { Router } from 'express';
import { z } from 'zod';
import { languages } from '../db/schema/words.ts';
import { setStaffLanguage } from '../flows/staff/set-language.ts';
import { jsonBody } from '../json-body.ts';
import { refuse, visitorOf } from './guard.ts';
import type { PanelWorld } from './world.ts';

const form = z.object({ language: z.enum(languages) });

/** The switch in the top bar: the colleague's own language, in the panel and in the bot. */
export function languageRoute({ store }: Pick<PanelWorld, 'store'>): Router {
  const router = Router();
  router.post('/language', jsonBody('1kb'), async (req, res) => {
    const given = form.safeParse(req.body);
    if (!given.success) return refuse(req, res, 400, 'bad-form');
    const { staff, now } = visitorOf(res);
    await store.tx((tx) => setStaffLanguage(tx, { staffId: staff.id, language: given.data.language, now }));
    res.json({ answer: null });
  });
  return router;
}
