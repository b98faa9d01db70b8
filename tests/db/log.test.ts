import { HttpError } from 'grammy';
import { expect, test } from 'vitest';
import { createLog, type Fields, hideSecrets } from '../../db/log.ts';

const token = '987654321:canary-token_of_a_bot';
const authToken = 'c4nary0authtoken0of0twilio012345';
const basic = Buffer.from(`AC0123456789abcdef0123456789abcdef:${authToken}`).toString('base64');

const written = (write: (log: ReturnType<typeof createLog>) => void, forPerson = false): string => {
  const lines: string[] = [];
  const before = process.env.LOG_LEVEL;
  process.env.LOG_LEVEL = 'debug';
  write(createLog({ write: (line) => lines.push(line) }, forPerson));
  process.env.LOG_LEVEL = before ?? '';
  return lines.join('');
};

/** As node-fetch makes it inside grammY: the address with the token is in the message of the inner error. */
const grammyError = () => {
  const inner = Object.assign(new Error(`request to https://api.telegram.org/bot${token}/sendMessage failed`), { code: 'ECONNRESET' });
  return new HttpError("Network request for 'sendMessage' failed!", inner);
};

/** As Twilio 6 makes it: the request, with its headers, hangs on the error. */
const twilioError = () =>
  Object.assign(new Error('Permission denied'), {
    name: 'RestException',
    status: 403,
    code: 20003,
    config: { headers: { Authorization: `Basic ${basic}` }, auth: { username: 'AC01', password: authToken } },
  });

test('of an error only name, code, message and stack are written, along its causes', () => {
  const output = written((log) => log.error({ err: new Error('outer', { cause: twilioError() }), channel: 'sms' }, 'not sent'));
  const { err } = JSON.parse(output);
  expect(Object.keys(err)).toEqual(['name', 'message', 'stack', 'cause']);
  expect(Object.keys(err.cause)).toEqual(['name', 'code', 'message', 'stack']);
  expect(err.cause).toMatchObject({ name: 'RestException', code: 20003, message: 'Permission denied' });
  expect(output).not.toContain(authToken);
  expect(output).not.toContain(basic);
});

test.each([false, true])('no secret leaves the process, wherever a library hid it (for a person: %s)', (forPerson) => {
  hideSecrets([token, authToken]);
  const inUrl = new Error(`GET https://api.telegram.org/file/bot${encodeURIComponent(token)}/photo.jpg`);
  const inHeader = new Error(`header Authorization: Basic ${basic}`);
  const output = written((log) => {
    log.error({ err: grammyError() }, 'not sent');
    log.error({ err: new Error('not sent', { cause: grammyError().error }) }, `token ${token}`);
    log.error({ err: new Error('not sent', { cause: twilioError() }) }, 'not sent');
    log.error({ err: inUrl, reason: token }, 'not sent');
    log.error({ err: new Error('x', { cause: inHeader }) }, 'not sent');
    log.error({ err: { token, authToken } }, 'thrown was no error');
  }, forPerson);
  expect(output).toContain('‹secret›');
  for (const canary of ['canary-token', '987654321%3A', authToken, authToken.slice(4, 20), basic, basic.slice(-30)])
    expect(output).not.toContain(canary);
});

test('fields that are not on the list are not written, but their names are told', () => {
  const output = written((log) =>
    log.info({ orderId: 4417, clientName: 'Наталья', event: { phone: '1' } } as unknown as Fields, 'order moved'),
  );
  expect(JSON.parse(output)).toEqual({
    level: 'info',
    time: expect.any(String),
    orderId: 4417,
    dropped: 'clientName event',
    msg: 'order moved',
  });
});

test('what clients wrote does not reach the log inside library messages', () => {
  const query = new Error('Failed query: insert into clients values (?, ?)\nparams: Наталья,\nул. Ленина');
  const phone = new Error("The 'To' number +79161234567 is not a valid phone number.");
  const output = written((log) => {
    log.error({ err: query }, 'failed');
    log.error({ err: phone }, 'failed');
    log.error({ err: parseError('{"name": Наталья') }, 'failed');
  });
  expect(output).toContain('insert into clients');
  expect(output).toContain('is not valid JSON');
  expect(output).not.toMatch(/Наталья|Ленина|79161234567/);
});

test('at a terminal a line reads as words', () => {
  const output = written((log) => log.warn({ channel: 'sms', missing: 'TWILIO_AUTH_TOKEN' }, 'channel is off'), true);
  expect(output).toMatch(/^\d\d:\d\d:\d\d WARN {2}channel is off {2}channel=sms {2}missing=TWILIO_AUTH_TOKEN\n$/);
});

function parseError(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}
