import { Router } from 'express';
import { z } from 'zod';
import { Refused } from '../flows/refused.ts';
import { changePassword, getAccount } from '../flows/staff/change-password.ts';
import { hashPassword } from '../flows/staff/passwords.ts';
import { refusePassword } from '../flows/staff/refuse-password.ts';
import { signIn } from '../flows/staff/sign-in.ts';
import { jsonBody } from '../json-body.ts';
import { refuse, visitorOf } from './guard.ts';
import { sessionKey } from './login/session-store.ts';
import { sentenceOf } from './sentence.ts';
import type { PanelWorld } from './world.ts';

const form = z.object({ old: z.string().max(200), next: z.string().max(200) });

/** One's own new password. Not an act: hashing must not hold up a transaction. Guessing the old one is counted like any signing in. */
export function passwordRoute({ store }: Pick<PanelWorld, 'store'>): Router {
  const router = Router();
  router.post('/password', jsonBody('2kb'), async (req, res) => {
    const given = form.safeParse(req.body);
    if (!given.success) return refuse(req, res, 400, 'bad-form');
    const { staff, language, now } = visitorOf(res);
    const { old, next } = given.data;
    try {
      const { login } = await getAccount(store.read, staff.id);
      const signed = await signIn(store, { login, password: old, address: String(res.locals.address), device: `own ${staff.id}`, now });
      if ('refused' in signed) throw new Refused('account.wrong-password');
      refusePassword(next, login);
      const newHash = await hashPassword(next);
      const change = { staffId: staff.id, oldHash: signed.account.passwordHash, newHash, sessionId: sessionKey(req.sessionID), now };
      await store.tx((tx) => changePassword(tx, change));
      res.json({ answer: null });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      res.status(422).json({ error: error.code, sentence: sentenceOf(error, language) });
    }
  });
  return router;
}
