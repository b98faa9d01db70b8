import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Config } from '../../../config.ts';

/** One chat of one browser. The address is public; what grants access is the cookie, and only a browser that got it can show it. */
export interface Session {
  address: string;
  /** `/chat`, or `/chat/as/<address>` for a chat that lives beside the browser's ordinary one. */
  base: string;
}

type Settings = Pick<Config, 'secret' | 'publicUrl'>;

export const newAddress = (): string => randomBytes(16).toString('hex');

export const ordinary = (address: string): Session => ({ address, base: '/chat' });
export const beside = (address: string): Session => ({ address, base: `/chat/as/${address}` });

/** A chat in a frame of another site: no cookie goes there, so its key is in the path of everything the frame asks for. */
export const framed = (config: Settings, address: string): Session => ({ address, base: `/chat/t/${keyOf(config, address)}` });

/** What grants access to a chat without a cookie. */
export const keyOf = (config: Settings, address: string): string => `${address}.${macOf(config, address)}`;

/**
 * Lets a frame find its chat again: browsers keep such a cookie apart for each site around the frame, and only over a safe line (or on
 * this machine). Where they do not, the frame keeps the key itself, as far as it may.
 */
export const rememberFrame = (config: Settings, res: Response, address: string): void =>
  void res.cookie(FRAME, keyOf(config, address), { ...cookie(config, '/chat'), sameSite: 'none', secure: true, partitioned: true });

/** The chat that this frame had. */
export const findFrame = (config: Settings, req: Request): Session | undefined => readKey(config, cookiesOf(req).get(FRAME) ?? '');

/** The session that a key opens. */
export function readKey(config: Settings, key: string): Session | undefined {
  const address = opened(config, key);
  return address === undefined ? undefined : framed(config, address);
}

/** The browser's session at this path, when its cookie is one of ours; `as` is the address in the path. */
export function readSession(config: Settings, req: Request, as: string | undefined): Session | undefined {
  const address = opened(config, cookiesOf(req).get(as === undefined ? ORDINARY : BESIDE) ?? '');
  if (address === undefined || (as !== undefined && as !== address)) return undefined;
  return as === undefined ? ordinary(address) : beside(address);
}

/** Lets this browser into the session. A cookie for a path is sent to that path only, so sessions of one browser do not see each other. */
export function grantSession(config: Settings, res: Response, session: Session): void {
  const name = session.base === '/chat' ? ORDINARY : BESIDE;
  res.cookie(name, keyOf(config, session.address), cookie(config, session.base));
}

/** Remembers in the browser which session a link was opened in, so that opening it again leads back; it grants nothing by itself. */
export const rememberLink = (config: Settings, res: Response, payload: string, address: string): void =>
  void res.cookie(linkName(config, payload), address, cookie(config, '/chat'));

export function findLink(config: Settings, req: Request, payload: string): string | undefined {
  const address = cookiesOf(req).get(linkName(config, payload));
  return address !== undefined && isAddress(address) ? address : undefined;
}

export const isAddress = (text: string): boolean => /^[\w-]{8,64}$/.test(text);

const ORDINARY = 'anna_chat';
const BESIDE = 'anna_chat_as';
const FRAME = 'anna_frame';

/** What browsers keep a cookie for at most. */
const KEEP_IN_MS = 400 * 24 * 60 * 60 * 1000;

const cookie = (config: Settings, path: string) => ({
  path,
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: config.publicUrl?.startsWith('https:') ?? false,
  maxAge: KEEP_IN_MS,
});

const linkName = ({ secret }: Settings, payload: string) =>
  `anna_link_${createHmac('sha256', secret).update(`web link\n${payload}`).digest('hex').slice(0, 16)}`;

const macOf = ({ secret }: Settings, address: string) => createHmac('sha256', secret).update(`web session\n${address}`).digest('base64url');

function opened(config: Settings, token: string): string | undefined {
  const [address = '', mac = ''] = token.split('.');
  const given = Buffer.from(mac);
  const right = Buffer.from(macOf(config, address));
  return isAddress(address) && given.length === right.length && timingSafeEqual(given, right) ? address : undefined;
}

function cookiesOf(req: Request): Map<string, string> {
  const pairs = (req.get('cookie') ?? '').split(';').map((pair) => pair.trim().split('='));
  return new Map(pairs.map(([name = '', value = '']) => [name, value]));
}
