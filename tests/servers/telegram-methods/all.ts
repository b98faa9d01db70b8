import answer from './answer.ts';
import type { Call, Method } from './call.ts';
import { openChat } from './call.ts';
import edit from './edit.ts';
import files from './files.ts';
import media from './media.ts';
import profile from './profile.ts';
import send, { post, prepare } from './send.ts';
import updates from './updates.ts';

const byName = new Map<string, Method>(
  Object.entries({ ...answer, ...edit, ...files, ...media, ...profile, ...send, ...updates }).map(([name, method]) => [
    name.toLowerCase(),
    method,
  ]),
);

/** Methods without a page here were checked against the description; they answer true, or an empty message where one is due. */
export function takeEffect(call: Call, returns: readonly string[]): unknown {
  const method = byName.get(call.method.toLowerCase());
  if (method) return method(call);
  if (call.fields.chat_id !== undefined && returns.includes('Message') && call.method.startsWith('send')) {
    const { chat, markup } = prepare(call);
    return post(call, chat, { fields: {}, plain: `[${call.method}]`, html: `[${call.method}]` }, markup);
  }
  if (call.fields.chat_id !== undefined) openChat(call);
  return true;
}
