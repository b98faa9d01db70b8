import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * What a button carries, within Telegram's 64 bytes: `s~<version>~<choice>` answers the present step, `o~<dialog>~<args…>` opens a dialog,
 * `m~<version>~<from>` shows the rest of a long menu,
 * each closed by a short MAC over the address it was shown to. A capital letter means: do not rewrite the message it stands on.
 */
export type Press =
  | { kind: 'step'; version: number; choice: string; keep: boolean }
  | { kind: 'open'; dialog: string; args: string[]; keep: boolean }
  | { kind: 'more'; version: number; from: number; keep: boolean };

const macLength = 8;
const maxBytes = 64;
let key = '';

/** Sets the key that signs buttons; called once at start with the shop's secret. */
export function signPressesWith(secret: string): void {
  key = createHmac('sha256', secret).update('buttons').digest('base64url');
}

const macOf = (body: string, identityId: number): string =>
  createHmac('sha256', key).update(`${identityId} ${body}`).digest('base64url').slice(0, macLength);

/** Signs a press for one address. Throws when it would not fit into a button. */
export function encodePress(press: Press, identityId: number): string {
  const [letter = '', ...words] = wordsOf(press);
  const body = [press.keep ? letter.toUpperCase() : letter, ...words].join('~');
  const data = `${body}~${macOf(body, identityId)}`;
  if (Buffer.byteLength(data) > maxBytes) throw new Error(`A button of ${Buffer.byteLength(data)} bytes: ${body}`);
  return data;
}

function wordsOf(press: Press): string[] {
  if (press.kind === 'open') return ['o', press.dialog, ...press.args];
  const version = press.version.toString(36);
  return press.kind === 'step' ? ['s', version, press.choice] : ['m', version, String(press.from)];
}

/** What was pressed; undefined when it was not us who made the button for this address. */
export function decodePress(data: string, identityId: number): Press | undefined {
  const cut = data.lastIndexOf('~');
  const body = data.slice(0, cut);
  const mac = Buffer.from(data.slice(cut + 1));
  const expected = Buffer.from(macOf(body, identityId));
  if (cut < 0 || mac.length !== expected.length || !timingSafeEqual(mac, expected)) return undefined;
  const [letter = '', ...words] = body.split('~');
  const keep = letter === letter.toUpperCase();
  const version = Number.parseInt(words[0] ?? '', 36);
  if (letter.toLowerCase() === 's') return { kind: 'step', version, choice: words.slice(1).join('~'), keep };
  if (letter.toLowerCase() === 'm') return { kind: 'more', version, from: Number(words[1]), keep };
  return { kind: 'open', dialog: words[0] ?? '', args: words.slice(1), keep };
}
