import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { newWebWorld } from './web-world.ts';

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF');

test('a photo is heard, kept, and can be fetched back by whoever handles the order', async () => {
  const { visitor, heard, channel } = await newWebWorld();
  const olga = await visitor();
  const query = new URLSearchParams({ id: 'the-photo', caption: 'Вот такой', name: 'торт.png' });
  expect((await olga.post(`/chat/file?${query}`, png)).status).toBe(200);

  const said = heard.at(-1)?.heard;
  expect(said).toMatchObject({
    kind: 'file',
    caption: 'Вот такой',
    file: { kind: 'photo', name: 'торт.png', mime: 'image/png', size: png.length },
  });
  if (said?.kind !== 'file') throw new Error('not a file');
  expect(Buffer.from((await channel.fetch?.(said.file)) ?? [])).toEqual(png);
});

test('a file is shown to whom it was shown, and to nobody else; a taken away one to nobody', async () => {
  const { visitor, doors, channel } = await newWebWorld();
  const [olga, peter] = [await visitor(), await visitor()];
  const picture = await doors.files.keep(png);
  const id = await olga.say('Ваш торт готов', { message: { text: 'Ваш торт готов', picture } });

  const shown = await olga.get(`/chat/file/${picture}`);
  expect([shown.status, shown.headers.get('content-type'), shown.headers.get('x-content-type-options')]).toEqual([
    200,
    'image/png',
    'nosniff',
  ]);
  expect(shown.headers.get('content-security-policy')).toContain('sandbox');
  expect(Buffer.from(await shown.arrayBuffer())).toEqual(png);
  expect((await peter.get(`/chat/file/${picture}`)).status).toBe(404);
  expect((await olga.get('/chat/file/..%2F..%2Fanna.db')).status).toBe(404);

  await channel.remove?.(olga.address, id);
  expect((await olga.get(`/chat/file/${picture}`)).status).toBe(404);
});

test('a document can be saved, and never opens as a page', async () => {
  const { visitor, heard } = await newWebWorld();
  const olga = await visitor();
  await olga.post('/chat/file?id=the-document&name=plan.pdf', pdf);
  const said = heard.at(-1)?.heard;
  const reference = said?.kind === 'file' ? said.file.remoteId : '';

  const saved = await olga.get(`/chat/file/${reference}?name=${encodeURIComponent('Смета "итог".pdf')}`);
  expect(saved.headers.get('content-disposition')).toMatch(/^attachment; .*filename\*=UTF-8''%D0%A1%D0%BC%D0%B5%D1%82%D0%B0/);
  expect((await olga.get(`/chat/file/${reference}`)).headers.get('content-disposition')).toMatch(
    /^attachment; filename=[0-9a-f]{12}\.pdf$/,
  );
  expect(saved.headers.get('content-type')).toContain('application/octet-stream');
});

test('what is not a picture, a sound or a PDF is refused whatever it is called, and what is too large as well', async () => {
  const { visitor, heard } = await newWebWorld();
  const olga = await visitor();
  const page = await olga.post('/chat/file?id=not-a-photo&name=cake.png&lang=en', Buffer.from('<script>alert(1)</script>'));
  const huge = await olga.post('/chat/file?id=large-photo&lang=en', Buffer.concat([png, Buffer.alloc(10 * 2 ** 20)]));
  const empty = await olga.post('/chat/file?id=empty-file&lang=en', Buffer.alloc(0));

  expect([page.status, await page.json()]).toEqual([415, { error: expect.stringContaining('cannot be sent') }]);
  expect([huge.status, await huge.json()]).toEqual([413, { error: expect.stringContaining('10 MB') }]);
  expect(empty.status).toBeGreaterThanOrEqual(400);
  expect(heard).toHaveLength(1);
});

test('a voice note made by a real codec is heard, played in the chat, and served in pieces', async () => {
  const { visitor, heard } = await newWebWorld();
  const olga = await visitor();
  for (const [name, mime] of [
    ['voice.ogg', 'audio/ogg'],
    ['recorder.mp4', 'audio/mp4'],
    ['recorder.webm', 'audio/webm'],
  ] as const) {
    const bytes = readFileSync(new URL(`../files/${name}`, import.meta.url));
    expect((await olga.post(`/chat/file?id=${name.replace('.', '-')}&name=${name}`, bytes)).status).toBe(200);
    const said = heard.at(-1)?.heard;
    expect(said).toMatchObject({ kind: 'file', file: { kind: 'voice', mime } });
    const reference = said?.kind === 'file' ? said.file.remoteId : '';
    const piece = await olga.get(`/chat/file/${reference}`, { Range: 'bytes=0-99' });
    expect([piece.status, piece.headers.get('content-type'), piece.headers.get('content-disposition')]).toEqual([206, mime, null]);
    expect(Buffer.from(await piece.arrayBuffer())).toEqual(bytes.subarray(0, 100));
  }
});
