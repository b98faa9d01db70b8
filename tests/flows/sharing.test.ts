import { expect, test } from 'vitest';
import { type Desk, type Floor, openFloor } from '../floor.ts';

/** Two managers on shift, one who has gone home. */
async function staffed(sharing: 'pool' | 'turn' | 'least-load') {
  const floor = await openFloor();
  await floor.changeShop({ sharing, ordersPerDay: 50 });
  const [olga, ivan, oleg] = [
    await floor.colleague('Ольга', 'manager'),
    await floor.colleague('Иван', 'manager'),
    await floor.colleague('Олег', 'manager'),
  ];
  await goHome(oleg);
  return { floor, olga, ivan, oleg };
}

async function goHome(desk: Desk) {
  await desk.says('/shift');
  await desk.presses('Уйти со смены');
}

const holders = async (floor: Floor, numbers: number[]) =>
  Promise.all(numbers.map(async (number) => (await floor.read(number)).responsibleId));

/** All at once, as they come in from several channels. */
const ten = async (floor: Floor) => {
  const numbers = await Promise.all(Array.from({ length: 10 }, () => floor.order()));
  await floor.settles();
  return numbers;
};

const times = (list: (number | null)[], id: number) => list.filter((each) => each === id).length;

for (const how of ['turn', 'least-load'] as const)
  test(`ten orders land on two on-shift managers five and five, the one off shift gets none (${how})`, async () => {
    const { floor, olga, ivan, oleg } = await staffed(how);
    const given = await holders(floor, await ten(floor));

    expect([times(given, olga.id), times(given, ivan.id), times(given, oleg.id)]).toEqual([5, 5, 0]);
    expect(olga.chat.filter(({ text }) => text.includes('Заказ №'))).toHaveLength(5);
    expect(oleg.chat.filter(({ text }) => text.includes('Заказ №'))).toHaveLength(0);
  });

test('nobody on shift: the orders wait in the pool for the first who takes them', async () => {
  const { floor, olga, ivan } = await staffed('turn');
  for (const desk of [olga, ivan]) await goHome(desk);
  const [number = 0] = await ten(floor);

  expect(await holders(floor, [number])).toEqual([null]);
  olga.sees(`Заказ № ${number}`);
  await ivan.says('/pool');
  ivan.sees('Свободные заказы');
});

test('a shop that never set it goes on with the pool', async () => {
  const { floor } = await staffed('pool');
  const given = await holders(floor, await ten(floor));
  expect(new Set(given)).toEqual(new Set([null]));
});

test('by turn a colleague who is busy gets the next one all the same, by load the other does', async () => {
  for (const [how, next] of [
    ['turn', 'olga'],
    ['least-load', 'ivan'],
  ] as const) {
    const people = await staffed(how);
    const { floor, olga, ivan } = people;
    for (let i = 0; i < 3; i++) await floor.order({ responsibleId: olga.id });
    await floor.settles();
    const number = await floor.order();
    await floor.settles();
    expect(await holders(floor, [number])).toEqual([{ olga, ivan }[next].id]);
  }
});
