import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The thinnest Telegram that Anna can talk to: it takes everything, checks nothing and remembers each bot's webhook. For load, never for tests. */
export interface MockTelegram {
  url: string;
  /** Where and with what header the bot wants its updates; resolves when it has said so. */
  webhook(): Promise<{ path: string; secret: string }>;
  /** The next message that is sent to a chat, or rewritten in it. */
  next(chatId: string): Promise<Sent>;
  /** How many messages were sent or rewritten so far. */
  sent(): number;
  close(): void;
}

export interface Sent {
  text: string;
  buttons: { label: string; data: string }[];
}

interface Keyboard {
  inline_keyboard?: { text: string; callback_data?: string }[][];
}

export async function startMockTelegram(): Promise<MockTelegram> {
  const waiting = new Map<string, (sent: Sent) => void>();
  const hook = Promise.withResolvers<{ path: string; secret: string }>();
  let sent = 0;
  const answers: Record<string, (fields: Record<string, unknown>) => unknown> = {
    getme: () => ({ id: 1, is_bot: true, first_name: 'Anna', username: 'anna_bot' }),
    getwebhookinfo: () => ({ url: '', has_custom_certificate: false, pending_update_count: 0 }),
    setwebhook: ({ url, secret_token }) => {
      hook.resolve({ path: new URL(String(url)).pathname, secret: String(secret_token) });
      return true;
    },
  };
  const shown = (fields: Record<string, unknown>) => {
    sent += 1;
    const chatId = String(fields.chat_id);
    const resolve = waiting.get(chatId);
    if (resolve) {
      waiting.delete(chatId);
      const keyboard = (fields.reply_markup as Keyboard | undefined)?.inline_keyboard ?? [];
      const buttons = keyboard.flat().map(({ text, callback_data }) => ({ label: text, data: callback_data ?? '' }));
      resolve({ text: String(fields.text ?? fields.caption ?? ''), buttons });
    }
    return { message_id: sent, date: 0, chat: { id: Number(fields.chat_id), type: 'private' } };
  };
  const server = createServer((req, res) => {
    const parts: Buffer[] = [];
    req.on('data', (part: Buffer) => parts.push(part));
    req.on('end', () => {
      const method = (req.url ?? '').split('/').at(-1)?.split('?')[0]?.toLowerCase() ?? '';
      const fields = req.headers['content-type']?.startsWith('application/json')
        ? (JSON.parse(Buffer.concat(parts).toString() || '{}') as Record<string, unknown>)
        : {};
      const result = answers[method]?.(fields) ?? (/^(send|edit)/.test(method) ? shown(fields) : true);
      res.setHeader('content-type', 'application/json');
      res.end(JSON.stringify({ ok: true, result }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    webhook: () => hook.promise,
    next: (chatId) => new Promise((resolve) => waiting.set(chatId, resolve)),
    sent: () => sent,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
