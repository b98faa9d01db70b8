import { expect, test } from 'vitest';
import { type Role, roles } from '../../db/schema/words.ts';
import type { Staff } from '../../flows/dialogs/dialog.ts';
import type { Order } from '../../flows/orders/load-order.ts';
import { type Action, may } from '../../flows/staff/rights.ts';

const me = 7;
const colleague = (role: Role, more: Partial<Staff> = {}): Staff => ({
  ...{ id: me, name: 'Я', roles: [role], language: 'ru', phone: null, onShift: true, createdAt: 0, removedAt: null },
  ...more,
});

/** Only what rights look at. */
const row = (parts: Partial<Order>, role: Role) => ({
  order: { id: 1, outcome: 'open', responsibleId: 1, makerId: 2, driverId: 3, ...parts } as Order,
  stage: { role },
});
const others = row({}, 'manager');
const mine = row({ responsibleId: me, makerId: me, driverId: me }, 'manager');
const free = (role: Role) => row({ responsibleId: null, makerId: null, driverId: null }, role);

/** Rows: role. Columns: another's order, my order, a free order on a stage of my role. */
const table = (action: Action) =>
  Object.fromEntries(
    roles.map((role) => [role, [others, mine, free(role)].map((each) => (may(colleague(role), action, each) ? '+' : '-')).join('')]),
  );

test('the office sees every order, the workshop and the drivers their own and what waits for them', () => {
  expect(table('order.see')).toEqual({
    owner: '+++',
    'sales-head': '+++',
    manager: '+++',
    'workshop-head': '+++',
    cook: '-++',
    driver: '-++',
  });
});

test('a confectioner and a driver move only their own orders', () => {
  expect(table('order.move')).toEqual({
    owner: '+++',
    'sales-head': '+++',
    manager: '+++',
    'workshop-head': '+++',
    cook: '-+-',
    driver: '-+-',
  });
});

test('only the office sees money; a driver takes it for a delivery of their own', () => {
  expect(table('payment.see')).toEqual({
    owner: '+++',
    'sales-head': '+++',
    manager: '+++',
    'workshop-head': '---',
    cook: '---',
    driver: '---',
  });
  expect(table('payment.record')).toEqual({
    owner: '+++',
    'sales-head': '+++',
    manager: '+++',
    'workshop-head': '---',
    cook: '---',
    driver: '-+-',
  });
});

test('contacts are for the office and for the driver on the way; finding clients is for the office alone', () => {
  expect(table('client.see')).toEqual({
    owner: '+++',
    'sales-head': '+++',
    manager: '+++',
    'workshop-head': '---',
    cook: '---',
    driver: '-+-',
  });
  expect(table('client.find')).toEqual({
    owner: '+++',
    'sales-head': '+++',
    manager: '+++',
    'workshop-head': '---',
    cook: '---',
    driver: '---',
  });
});

test('allergies are seen by those who sell and bake, never by a driver', () => {
  expect(table('order.see-allergies')).toEqual({
    owner: '+++',
    'sales-head': '+++',
    manager: '+++',
    'workshop-head': '+++',
    cook: '-+-',
    driver: '---',
  });
});

test("a manager hands over their own and free orders, not another manager's", () => {
  expect(table('order.assign-responsible')).toEqual({
    owner: '+++',
    'sales-head': '+++',
    manager: '-++',
    'workshop-head': '---',
    cook: '---',
    driver: '---',
  });
});

test('the owner alone allows unpaid orders, invites and removes', () => {
  for (const action of ['order.allow-unpaid', 'staff.manage'] as const) {
    expect(table(action)).toEqual({
      owner: '+++',
      'sales-head': '---',
      manager: '---',
      'workshop-head': '---',
      cook: '---',
      driver: '---',
    });
  }
});

test('one who has left may do nothing, and one with two roles may do what either may', () => {
  expect(may(colleague('owner', { removedAt: 1 }), 'order.see', mine)).toBe(false);
  const both = colleague('cook', { roles: ['cook', 'driver'] });
  expect(may(both, 'order.move', row({ driverId: me }, 'driver'))).toBe(true);
  expect(may(both, 'order.photo', row({ driverId: me }, 'driver'))).toBe(false);
});

test('a closed order waits for nobody', () => {
  expect(may(colleague('driver'), 'order.see', row({ driverId: null, outcome: 'won' }, 'driver'))).toBe(false);
});
