import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Config } from '../../config.ts';
import { cookiesOf, isSecure } from './cookies.ts';

type Settings = Pick<Config, 'secret' | 'publicUrl'>;

const name = 'anna_device';
const keepInMs = 400 * 24 * 60 * 60 * 1000;

/** The browser's own id when it has signed in to this login before; it grants nothing but attempts of its own. */
export function knownDevice(config: Settings, req: Request, login: string): string | undefined {
  const [id = '', mac = ''] = (cookiesOf(req).get(name) ?? '').split('.');
  const expected = Buffer.from(macOf(config, id, login));
  const given = Buffer.from(mac);
  return given.length === expected.length && timingSafeEqual(given, expected) ? id : undefined;
}

export function rememberDevice(config: Settings, res: Response, login: string): void {
  const id = randomBytes(9).toString('base64url');
  res.cookie(name, `${id}.${macOf(config, id, login)}`, {
    path: '/admin/login',
    httpOnly: true,
    sameSite: 'strict',
    secure: isSecure(config),
    maxAge: keepInMs,
  });
}

const macOf = ({ secret }: Settings, id: string, login: string): string =>
  createHmac('sha256', secret).update(`known device\n${id}\n${login.trim().toLowerCase()}`).digest('base64url');
