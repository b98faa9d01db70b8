import { type Request, type RequestHandler, type Response, Router } from 'express';
import { type Action, may } from '../flows/staff/rights.ts';
import { refuse, visitorOf } from './guard.ts';
import { forbidden, notFound } from './no-page.ts';
import type { Registry } from './registry.ts';
import type { Resource } from './resource.ts';

/** AdminJS's parser keeps a form in memory. */
export const MOST_FORM_BYTES = 256 * 1024;

/** AdminJS's own routes as far as they lead to something that exists and that the visitor may; no other reaches it. Files are not taken here. */
export function onlyKnown({ screens, resources }: Registry): RequestHandler {
  const router = Router();
  const rightFor = (rights: Readonly<Record<string, Right>>) => (req: Request) => {
    const { resource, action = 'list' } = req.params as Record<string, string>;
    const right = Object.hasOwn(rights, action) ? rights[action] : undefined;
    return right && resources.get(resource ?? '')?.may[right];
  };
  const ofList = passing(rightFor({ list: 'list', new: 'create' }));
  const ofRecord = passing(rightFor({ edit: 'edit' }));
  const creating = passing(rightFor({ new: 'create' }));

  router.get('/', (_req, _res, next) => next('router'));
  router.get(
    '/pages/:screen',
    passing((req) => screens.get(String(req.params.screen))?.may),
  );
  router.get('/resources/:resource', ofList);
  router.get(['/resources/:resource/actions/:action', '/api/resources/:resource/actions/:action'], ofList);
  router.get(['/resources/:resource/records/:id/:action', '/api/resources/:resource/records/:id/:action'], ofRecord);
  router.post('/api/resources/:resource/actions/:action', onlyForms, creating);
  router.post('/api/resources/:resource/records/:id/:action', onlyForms, ofRecord);
  router.use(notFound);
  return router;
}

type Right = keyof Resource['may'];

const passing =
  (rightFor: (req: Request) => Action | undefined): RequestHandler =>
  (req, res, next) => {
    const right = rightFor(req);
    if (!right) notFound(req, res, next);
    else if (may(visitorOf(res).staff, right)) next('router');
    else forbidden(req, res);
  };

const onlyForms: RequestHandler = (req: Request, res: Response, next) => {
  const length = Number(req.get('content-length') ?? Number.NaN);
  if (Number.isNaN(length)) refuse(req, res, 411, 'length-missing');
  else if (length > MOST_FORM_BYTES) refuse(req, res, 413, 'too-large');
  else next();
};
