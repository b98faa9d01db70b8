import { expect, test } from 'vitest';
import { minutes, seconds, hours } from '../notifications/time.ts';
import { openQa, write } from './zz-qa-staff-lib.ts';
import { tasks, events } from '../db/schema/work.ts';

test('A undo/tell/two quick/back/cancel/no answer', async () => {
  const qa = await openQa();
  const owner = await qa.colleague('Анна', 'owner');
  const m = await qa.colleague('Мария', 'manager');
  const wh = await qa.colleague('Борис', 'workshop-head');
  const olga = qa.client('Ольга');
  await olga.says('/start');
  const out: string[] = [];
  const note = (s: string) => out.push(s);
  await qa.order({ allergies: 'none' }, { telegram: olga.person });
  await m.presses('✋ Взять');
  const oldMove = m.data('▶ К оплате');
  await m.presses('▶ К оплате');
  const oldUndo = m.data('↶');
  note('undo: ' + await m.presses('↶ Вернуть'));
  note(m.sees('Заказ №1').text + m.buttonsOn('Заказ №1').join('|'));
  await qa.passes(minutes(2));
  note('olga after undo: ' + olga.count('Заказ № 1'));
  note('undo again old: ' + await m.pressesData(oldUndo));
  note('old move: ' + await m.pressesData(oldMove));
  await m.presses('▶ К оплате');
  const u2 = m.data('↶');
  await qa.passes(seconds(61));
  note('undo after minute: ' + await m.pressesData(u2));
  await m.presses('↩ Вернуть'); await m.presses('Клиент попросил');
  await m.presses('▶ К оплате');
  const u3 = m.data('↶');
  note('tell now: ' + await m.presses('📣'));
  note('undo after tell: ' + await m.pressesData(u3));
  note('olga: ' + olga.count('согласован'));
  await m.presses('💰 Оплата'); await m.presses('3 800'.replace(' ', '\u00a0')); await m.presses('Карта');
  // two quick moves
  await m.presses('▶ В цех');
  await wh.presses('✋ Взять');
  await wh.presses('▶ Начать');
  await wh.presses('▶ Готово');
  note('olga texts:\n' + olga.chatNow());
  note('wh undo: ' + await wh.presses('↶'));
  await qa.passes(minutes(2));
  note('olga texts after:\n' + olga.chatNow());
  await m.presses('✕ Отменить заказ');
  note(m.chatNow().split('\n').slice(-12).join('\n'));
  await m.presses('Передумал');
  await qa.passes(minutes(2));
  note('olga texts after cancel:\n' + olga.chatNow());
  write('A-m', m.person.transcript()); write('A-wh', wh.person.transcript()); write('A-owner', owner.person.transcript()); write('A', out.join('\n'));
  expect(qa.telegram.violations).toEqual([]); expect(qa.twilio.violations).toEqual([]);
}, 60000);

test('B no answer', async () => {
  const qa = await openQa();
  const owner = await qa.colleague('Анна', 'owner');
  const m = await qa.colleague('Мария', 'manager');
  await qa.order({ allergies: 'none' });
  await m.presses('✋ Взять');
  const na = m.data('📵');
  for (let i = 0; i < 5; i++) await m.pressesData(na);
  await qa.passes(minutes(11));
  await qa.passes(minutes(108)); await qa.passes(minutes(1)); await qa.passes(minutes(5)); await qa.passes(minutes(6)); await qa.passes(minutes(2));
  const out = JSON.stringify(await qa.store.read.select().from(tasks), null, 1);
  write('B', m.person.transcript() + out + owner.person.transcript());
  expect(qa.telegram.violations).toEqual([]);
}, 60000);

test('C find, free text, new', async () => {
  const qa = await openQa();
  const m = await qa.colleague('Мария', 'manager');
  await qa.order({ allergies: 'none' }, { phone: '+79165554417', name: 'Пётр Сёмин' });
  await qa.order({ allergies: 'none' }, { phone: '+79165554418', name: 'Семён Петров' });
  for (const q of ['/find 4417', '/find петр', '/find Семин', '/find семён', '/find 2', '/find №2', '#2', '/find 89165554417', '/find +7 916 555-44-17', '8 (916) 555 44 18', '/find никто', '/find', '4417', '/cancel', 'Петров Семён', '/find %', '/find _', "/find '", '/find 12345678901234567890', '/order', '/order abc', '/order 999', '/order №2', '/order 2 и ещё', '/абв', '/qwerty']) { await m.says(q); }
  await m.says('я'.repeat(4096));
  await m.does((p) => p.sendsSticker());
  await m.does((p) => p.sendsVoice());
  await m.does((p) => p.sendsPlace(55, 37));
  await m.does((p) => p.sharesContact('+79165554417', false));
  await m.does((p) => p.sendsPhoto());
  await m.does((p) => p.forwards('привет', 'Кто-то'));
  await m.says('# заметка без заказа');
  write('C', m.person.transcript());
  expect(qa.telegram.violations).toEqual([]);
}, 60000);

test('D new order nonsense', async () => {
  const qa = await openQa();
  const m = await qa.colleague('Мария', 'manager');
  await m.says('/new');
  await m.says('привет'); await m.says('123'); await m.does((p) => p.sendsSticker());
  await m.says('8 916 555-44-17');
  await m.says('12345'); await m.does((p) => p.sendsPhoto()); await m.says('А'.repeat(100)); 
  await m.says('Ольга Ёлкина');
  await m.says('торт'); await m.says('99'); await m.says('ничего'); 
  await m.presses('Медовик');
  await m.says('когда-нибудь'); await m.says('31.02'); await m.says('вчера'); await m.says('завтра'); await m.says('завтра 03:00'); await m.says('25:00');
  await m.says('завтра 14:00');
  await m.says('да'); await m.does((p) => p.sendsVoice());
  await m.does((p) => p.sendsPlace(55.75, 37.61));
  await m.says('1000 кг'); await m.says('2,5 кг'); await m.says('2.5'); await m.says('«С днём рождения»'); await m.says('без сахара'); await m.says('нет'); await m.does((p) => p.sendsSticker());
  await m.says('привет '.repeat(300));
  await m.presses('✓ Оформить');
  await qa.settle();
  // second: known phone
  await m.says('/new'); await m.says('89165554417'); 
  await m.says('назад'); await m.says('8 916 555 44 17 Олечка'); 
  await m.presses('Медовик'); await m.says('сб 12'); await m.presses('🏠'); await m.says('оформить');
  write('D', m.person.transcript());
  expect(qa.telegram.violations).toEqual([]);
}, 60000);
