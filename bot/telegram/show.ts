import { plain } from '../../notifications/message.ts';
import { telegramHtml } from '../render.ts';
import type { Call } from './api.ts';
import type { Markup, Part } from './parts.ts';
import { isPhoto, type Pictures } from './pictures.ts';
import { TelegramProblem } from './problem.ts';

/** Sends one part as a new message and answers its number. A picture that the platform refuses is left out; its words go alone. */
export async function showPart(
  call: Call,
  pictures: Pictures,
  address: string,
  part: Part,
  how: { silent: boolean; markup: Markup | undefined },
): Promise<number> {
  const frame = { chat_id: address, ...(how.silent && { disable_notification: true }), ...(how.markup && { reply_markup: how.markup }) };
  if (part.kind === 'place')
    return (await call('sendLocation', { ...frame, latitude: part.latitude, longitude: part.longitude })).message_id;
  if (part.kind === 'text') return await showText(call, frame, part.text);
  try {
    return await showPicture(call, pictures, frame, part);
  } catch (error) {
    if (!isRefusedContent(error) || part.text === '') throw error;
    return await showText(call, frame, part.text);
  }
}

/** Rewrites a shown message. Rejects with the platform's 400 when it is gone or of another kind. */
export async function rewritePart(call: Call, pictures: Pictures, address: string, messageId: number, part: Part): Promise<void> {
  const markup = part.markup && 'inline_keyboard' in part.markup ? part.markup : undefined;
  const frame = { chat_id: address, message_id: messageId, ...(markup && { reply_markup: markup }) };
  if (part.kind === 'text') {
    await formatted(part.text, (text, mode) => call('editMessageText', { ...frame, text, ...mode, ...noPreview }));
    return;
  }
  if (part.kind !== 'picture') throw new TelegramProblem({ code: 400, description: 'a place is not rewritten' });
  await withPicture(pictures, part.picture, async (media) => {
    const type = isPhoto(part.picture) ? 'photo' : 'document';
    const edited = await formatted(part.text, (caption, mode) =>
      call('editMessageMedia', { ...frame, media: { type, media, caption, ...mode } }),
    );
    return edited === true ? undefined : fileIdOf(edited);
  });
}

/** The platform does not take what is in the message, whoever it is for. */
export const isRefusedContent = (error: unknown): error is TelegramProblem =>
  error instanceof TelegramProblem && (error.code === 400 || error.code === 413);

const noPreview = { link_preview_options: { is_disabled: true } };

type Frame = { chat_id: string; disable_notification?: boolean; reply_markup?: Markup };

/** What we read of a sent message. */
type Shown = { message_id: number; photo?: { file_id: string }[]; document?: { file_id: string } };

async function showText(call: Call, frame: Frame, words: string): Promise<number> {
  return (await formatted(words, (text, mode) => call('sendMessage', { ...frame, text, ...mode, ...noPreview }))).message_id;
}

async function showPicture(call: Call, pictures: Pictures, frame: Frame, part: Extract<Part, { kind: 'picture' }>): Promise<number> {
  let messageId = 0;
  await withPicture(pictures, part.picture, async (file) => {
    const sent = await formatted<Shown>(part.text, (caption, mode) => {
      const words = caption === '' ? {} : { caption, ...mode };
      return isPhoto(part.picture)
        ? call('sendPhoto', { ...frame, photo: file, ...words })
        : call('sendDocument', { ...frame, document: file, ...words });
    });
    messageId = sent.message_id;
    return fileIdOf(sent);
  });
  return messageId;
}

/** Uses the kept id first; when the platform does not know it any more, uploads once. */
async function withPicture(pictures: Pictures, reference: string, use: (file: unknown) => Promise<string | undefined>): Promise<void> {
  try {
    pictures.keep(reference, await use(await pictures.find(reference)));
  } catch (error) {
    if (!isRefusedContent(error) || !/file/i.test(error.description) || !pictures.forget(reference)) throw error;
    pictures.keep(reference, await use(await pictures.find(reference)));
  }
}

const fileIdOf = (message: Shown): string | undefined => (message.photo?.at(-1) ?? message.document)?.file_id;

/** One mistake in the marks refuses the whole message; then it goes without them. */
async function formatted<T>(text: string, send: (words: string, mode: { parse_mode?: 'HTML' }) => Promise<T>): Promise<T> {
  try {
    return await send(telegramHtml(text), { parse_mode: 'HTML' });
  } catch (error) {
    if (!isRefusedContent(error) || !/can't parse entities/i.test(error.description)) throw error;
    return await send(plain(text), {});
  }
}
