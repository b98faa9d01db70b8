import { expect, test } from 'vitest';
import { checkCallTwiml } from './twilio-call-check.ts';
import { parseTwiml } from './twiml.ts';

const check = (inside: string, isWhisper = false) => checkCallTwiml(parseTwiml(`<Response>${inside}</Response>`), isWhisper);

test('what Twilio allows passes', () => {
  expect(
    check('<Say language="ru-RU">Да</Say><Gather numDigits="1" timeout="8" action="/a?call=1"><Say>Нажмите</Say></Gather><Hangup/>'),
  ).toEqual([]);
  expect(
    check(
      '<Dial timeout="20" answerOnBridge="true" action="/b"><Number url="/c" statusCallbackEvent="answered">+79161234567</Number></Dial>',
    ),
  ).toEqual([]);
});

test.each([
  ['<Shout>Да</Shout>', '<Shout> has no place in <Response>'],
  ['<Say/>', '<Say> may not say ""'],
  ['<Say language="русский">Да</Say>', '<Say language="русский"> is not known'],
  ['<Say speed="2">Да</Say>', '<Say speed="2"> is not known'],
  ['<Dial timeout="2"><Number>+79161234567</Number></Dial>', '<Dial timeout="2"> is not known'],
  ['<Dial><Number>8 916</Number></Dial>', '<Number> may not say "8 916"'],
  ['<Dial><Say>Да</Say></Dial>', '<Say> has no place in <Dial>'],
  ['<Gather numDigits="0"/>', '<Gather numDigits="0"> is not known'],
])('%s is found out', (inside, wrong) => {
  expect(check(inside)).toContain(wrong);
});

test('nobody is dialled from a whisper, and at most ten at once', () => {
  expect(check('<Dial><Number>+79161234567</Number></Dial>', true)).toEqual(['<Dial> has no place in <Response>']);
  expect(check(`<Dial>${'<Number>+79161234567</Number>'.repeat(11)}</Dial>`)).toEqual(['<Dial> rings at most ten numbers']);
});
