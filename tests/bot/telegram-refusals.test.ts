import { describe, expect, test } from 'vitest';
import { type Call, openApi, within } from '../../bot/telegram/api.ts';
import { openPictures } from '../../bot/telegram/pictures.ts';
import { lost, refused, TelegramProblem } from '../../bot/telegram/problem.ts';
import { showPart } from '../../bot/telegram/show.ts';
import { bold } from '../../notifications/message.ts';

/** A platform that refuses by the list, then takes. */
function platform(...refusals: TelegramProblem[]) {
  const calls: { method: string; payload: Record<string, unknown> }[] = [];
  const call = (async (method: string, payload: Record<string, unknown>) => {
    calls.push({ method, payload });
    const refusal = refusals.shift();
    if (refusal) throw refusal;
    return { message_id: calls.length, photo: [{ file_id: `id-${calls.length}` }] };
  }) as unknown as Call; // answers what is read of any method
  return { calls, call };
}
const bad = (description: string) => refused(400, `Bad Request: ${description}`, undefined);
const instead = 'Файл сюда не помещается';
const how = { silent: false, markup: undefined };
const openAlbum = () => openPictures({ read: async () => Buffer.from('bytes') }, (_bytes, name) => ({ upload: name }));

describe('what the platform refuses', () => {
  test('marks that it cannot read are left out, once', async () => {
    const { calls, call } = platform(bad("can't parse entities: Unsupported start tag"));
    await showPart(call, openAlbum(), '7', { kind: 'text', text: bold('важно') }, how);
    expect(calls.map(({ payload }) => [payload.text, payload.parse_mode])).toEqual([
      ['<b>важно</b>', 'HTML'],
      ['важно', undefined],
    ]);
    const again = platform(bad("can't parse entities"), bad("can't parse entities"));
    await expect(showPart(again.call, openAlbum(), '7', { kind: 'text', text: 'x' }, how)).rejects.toMatchObject({ code: 400 });
  });

  test('a picture whose id it has forgotten is uploaded again', async () => {
    const pictures = openAlbum();
    pictures.keep('a.png', 'old-id');
    const { calls, call } = platform(bad('wrong file identifier/HTTP URL specified'));
    await showPart(call, pictures, '7', { kind: 'picture', picture: 'a.png', text: 'торт', instead }, how);
    expect(calls.map(({ payload }) => payload.photo)).toEqual(['old-id', { upload: 'a.png' }]);
    expect(await pictures.find('a.png')).toBe('id-2');
  });

  test('a picture that it cannot show goes as a document, and if that fails too a sentence stands in its place', async () => {
    const { calls, call } = platform(bad('PHOTO_INVALID_DIMENSIONS'));
    await showPart(call, openAlbum(), '7', { kind: 'picture', picture: 'a.png', text: 'торт', instead }, how);
    expect(calls.map(({ method }) => method)).toEqual(['sendPhoto', 'sendDocument']);
    const refused = platform(bad('IMAGE_PROCESS_FAILED'), bad('file is too big'));
    await showPart(refused.call, openAlbum(), '7', { kind: 'picture', picture: 'a.png', text: '', instead }, how);
    expect(refused.calls.map(({ method, payload }) => [method, payload.text])).toEqual([
      ['sendPhoto', undefined],
      ['sendDocument', undefined],
      ['sendMessage', instead],
    ]);
  });

  test('who blocked the bot is not tried three times', async () => {
    const { calls, call } = platform(refused(403, 'Forbidden: bot was blocked by the user', undefined));
    await expect(showPart(call, openAlbum(), '7', { kind: 'picture', picture: 'a.png', text: '', instead }, how)).rejects.toThrow(
      'blocked',
    );
    expect(calls).toHaveLength(1);
  });

  test('a voice note goes as one, and as a document to whoever takes no voice notes', async () => {
    const { calls, call } = platform(bad('VOICE_MESSAGES_FORBIDDEN'));
    await showPart(call, openAlbum(), '7', { kind: 'picture', picture: 'a.ogg', text: 'Слушайте', instead }, how);
    expect(calls.map(({ method, payload }) => [method, payload.caption])).toEqual([
      ['sendVoice', 'Слушайте'],
      ['sendDocument', 'Слушайте'],
    ]);
  });

  test('a document keeps its name', async () => {
    const { calls, call } = platform();
    const part = { kind: 'picture', picture: 'a.pdf', name: 'Договор.pdf', text: '', instead } as const;
    await showPart(call, openAlbum(), '7', part, how);
    expect(calls).toMatchObject([{ method: 'sendDocument', payload: { document: { upload: 'Договор.pdf' } } }]);
  });
});

describe('time', () => {
  const hanging = openApi({
    call: (_method, _payload, signal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new DOMException('gone', 'AbortError')))),
    upload: () => undefined,
    problemOf: lost,
  });

  test('a call that never answers ends at its deadline, and nobody knows whether it happened', async () => {
    const began = performance.now();
    const ending = hanging.call('getMe', {}, { deadlineInMs: 50 });
    await expect(ending).rejects.toMatchObject({ code: undefined, unsent: false, message: 'Telegram: no answer (AbortError)' });
    expect(performance.now() - began).toBeLessThan(500);
  });

  test('all calls of one message share one time; what has none left comes later', async () => {
    const call = within(1050, hanging.call);
    await expect(call('sendMessage', { chat_id: 7, text: 'раз' })).rejects.toMatchObject({ unsent: false });
    await expect(call('sendMessage', { chat_id: 7, text: 'два' })).rejects.toMatchObject({ verdict: 'later', wholeChannel: false });
  });

  test('stopping ends a call at once', async () => {
    const stopping = new AbortController();
    const ending = hanging.call('getUpdates', {}, { signal: stopping.signal });
    stopping.abort();
    await expect(ending).rejects.toBeInstanceOf(TelegramProblem);
    await expect(hanging.call('getUpdates', {}, { signal: stopping.signal })).rejects.toMatchObject({ unsent: true });
  });
});
