import { test } from 'vitest';
import { openShop } from './whole-shop.ts';
import { play, dump } from './zz-qa-lib.ts';
for (const language of ['ru','en'] as const)
test(`whole ${language}`, async () => {
  const shop = await openShop({ language });
  const mia = await shop.colleague('Мия', 'manager');
  const a = shop.client('Мария');
  try {
  const L = language === 'ru'
    ? ['~/start','🎂 Сделать','Торты','Медовик','Вишня','Свежие ягоды','~2,5 кг','~С днём рождения!','➕','Бенто']
    : ['~/start','🎂 Place','Custom cakes','Honey','Cherry','Fresh berries','~2.5kg','~Happy <b>birthday</b> & *x* _y_','➕','Bento'];
  await play(a, ...L);
  const first = async () => { const m = a.person.last(); await a.presses(m.buttons[0]![0]!.text); };
  for (let i=0;i<4;i++) await first();
  if (/надпис|inscription/i.test(a.person.last().text)) await first();
  await a.presses(language==='ru'?'➕':'➕');
  await a.presses(language==='ru'?'Свадебные':'Wedding');
  for (let i=0;i<8 && !/Добавим что|anything else/.test(a.person.last().text);i++) await first();
  await a.presses('➕');
  const secs = a.person.last().buttons.flat().map(b=>b.text);
  await a.presses(secs.find(s=>/набор|sets|party|Десерт|Dessert|Капкейк|Cupcake/i.test(s)) ?? secs[3]!);
  for (let i=0;i<8 && !/Добавим что|anything else/.test(a.person.last().text);i++) await first();
  await play(a, language==='ru'?'Это всё':'That’s all', language==='ru'?'~Поменьше сахара, <розы> & «зелень»':'~less sugar');
  await a.person.sendsPhoto().acknowledged; await shop.passes(100);
  await a.person.sendsPhoto(undefined, 'вот так').acknowledged; await shop.passes(100);
  await play(a, language==='ru'?'Дальше':'Go on', language==='ru'?'Да, есть':'Yes', language==='ru'?'Согласие':'I consent', '~орехи', language==='ru'?'Доставка':'Delivery');
  await a.person.sendsPlace(55.75, 37.61).acknowledged; await shop.passes(100);
  await play(a, '~Тверская 1, кв 5');
  await first(); await first();
  await first(); 
  await a.person.sharesContact('+79123456789').acknowledged; await shop.passes(100);
  await first();
  await shop.passes(1000);
  await play(a, language==='ru'?'📦 Заказ':'📦 Order');
  await play(a, '~/orders', '~/help', '~/start');
  } finally { dump(`whole-${language}`, shop, a, mia); }
});
