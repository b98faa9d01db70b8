import { plain } from '../../notifications/message.ts';
import { telegramHtml } from '../render.ts';
import type { Call } from './api.ts';
import { isAboutTheChat } from './failures.ts';
import type { Markup, Part } from './parts.ts';
import { type Pictures, type Way, waysOf } from './pictures.ts';
import { TelegramProblem } from './problem.ts';

/** Sends one part as a new message and answers its number. A file that the platform takes in no form leaves its words and a sentence in its place. */
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
    return await showFile(call, pictures, frame, part);
  } catch (error) {
    if (!isRefusedContent(error) || isAboutTheChat(error)) throw error;
    return await showText(call, frame, [part.text, part.instead].filter((line) => line !== '').join('\n'));
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
  const [type = 'document'] = waysOf(part.picture).filter((way) => way !== 'voice');
  await withFile(pictures, part, async (media) => {
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

type FilePart = Extract<Part, { kind: 'picture' }>;

type Frame = { chat_id: string; disable_notification?: boolean; reply_markup?: Markup };

/** What we read of a sent message: the file under the name of its kind. A photo comes in several sizes, the largest last. */
type Shown = { message_id: number; photo?: { file_id: string }[] } & Partial<Record<Exclude<Way, 'photo'>, { file_id: string }>>;

const methods = {
  photo: 'sendPhoto',
  voice: 'sendVoice',
  audio: 'sendAudio',
  video: 'sendVideo',
  animation: 'sendAnimation',
  document: 'sendDocument',
} as const;

async function showText(call: Call, frame: Frame, words: string): Promise<number> {
  return (await formatted(words, (text, mode) => call('sendMessage', { ...frame, text, ...mode, ...noPreview }))).message_id;
}

/** Tries one way after the other; throws what the platform said to the last. */
async function showFile(call: Call, pictures: Pictures, frame: Frame, part: FilePart): Promise<number> {
  const ways = waysOf(part.picture);
  for (const way of ways) {
    try {
      return await showAs(way, call, pictures, frame, part);
    } catch (error) {
      if (!isRefusedContent(error) || isAboutTheChat(error) || way === ways.at(-1)) throw error;
    }
  }
  throw new TelegramProblem({ code: 400, description: 'there is no way to show this' });
}

async function showAs(way: Way, call: Call, pictures: Pictures, frame: Frame, part: FilePart): Promise<number> {
  let messageId = 0;
  // The method's name and its field go together; the types of the platform tell each pair alone.
  const send = call as unknown as (method: string, payload: object) => Promise<Shown>;
  await withFile(pictures, part, async (file) => {
    const sent = await formatted<Shown>(part.text, (caption, mode) =>
      send(methods[way], { ...frame, [way]: file, ...(caption === '' ? {} : { caption, ...mode }) }),
    );
    messageId = sent.message_id;
    return fileIdOf(sent);
  });
  return messageId;
}

/** Uses the kept id first; when the platform does not know it any more, uploads once. */
async function withFile(pictures: Pictures, part: FilePart, use: (file: unknown) => Promise<string | undefined>): Promise<void> {
  const { picture, name } = part;
  try {
    pictures.keep(picture, await use(await pictures.find(picture, name)), name);
  } catch (error) {
    if (!isRefusedContent(error) || !/file/i.test(error.description) || !pictures.forget(picture, name)) throw error;
    pictures.keep(picture, await use(await pictures.find(picture, name)), name);
  }
}

function fileIdOf({ photo, voice, audio, video, animation, document }: Shown): string | undefined {
  return (photo?.at(-1) ?? voice ?? audio ?? video ?? animation ?? document)?.file_id;
}

/** One mistake in the marks refuses the whole message; then it goes without them. */
async function formatted<T>(text: string, send: (words: string, mode: { parse_mode?: 'HTML' }) => Promise<T>): Promise<T> {
  try {
    return await send(telegramHtml(text), { parse_mode: 'HTML' });
  } catch (error) {
    if (!isRefusedContent(error) || !/can't parse entities/i.test(error.description)) throw error;
    return await send(plain(text), {});
  }
}
