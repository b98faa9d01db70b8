import { z } from 'zod';
import { roles } from '../../../db/schema/words.ts';
import { allStaff } from '../../../flows/staff/find-staff.ts';
import { route } from '../route.ts';
import { id } from '../shapes/common.ts';

export default route({
  name: 'list-staff',
  ...{ method: 'get', at: '/staff', noun: 'Orders', scope: 'orders.write', may: 'order.assign-maker' },
  summary: { ru: 'Кому можно назначить заказ', en: 'Whom an order can be assigned to' },
  answer: z.strictObject({
    data: z.array(z.strictObject({ id, name: z.string(), roles: z.array(z.enum(roles)), onShift: z.boolean() })),
  }),
  read: async ({ db }) => ({ data: (await allStaff(db)).map(({ id, name, roles, onShift }) => ({ id, name, roles, onShift })) }),
});
