import { test } from 'vitest';
import { newWorld, standsAt } from '../world.ts';
test('perf', async () => {
  const world = await newWorld();
  await world.changeShop({ ordersPerDay: 100000 });
  const times = new Map<string, number[]>();
  const m = world.client();
  const acts = ['~/order', 'Торты', 'Медовик', 'Вишня', 'Медовая', '2 кг', 'Без надписи', 'Это всё', 'Без пожеланий', 'Без фото', 'Нет', 'Самовывоз', 'сб, 06.03', '12:00', 'Мария', '~89123456789', 'Подтверждаю'];
  for (let i = 0; i < 25; i++) for (const act of acts) {
    const send = act.startsWith('~') ? { kind: 'text', text: act.slice(1) } as const : { kind: 'button', data: await m.dataOf(act) } as const;
    const t = performance.now();
    await m.sends(send);
    (times.get(act) ?? times.set(act, []).get(act)!).push(performance.now() - t);
  }
  for (const [act, all] of times) console.log(act, all.slice(5).sort((a, b) => a - b)[10]!.toFixed(2));
}, 100000);
