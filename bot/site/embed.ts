import type { Request } from 'express';
import type { Shop } from '../../flows/shop.ts';

/** Whether this page is asked for to be shown in a frame of another site. */
export const isEmbedded = (req: Request): boolean => req.query.embed !== undefined;

/** Who may show our chat and form: the sites that the owner named, else any. The demo's phones are our own page. */
export const framers = ({ embedOrigins }: Pick<Shop, 'embedOrigins'>): string[] =>
  embedOrigins.length > 0 ? ["'self'", ...embedOrigins] : ['*'];
