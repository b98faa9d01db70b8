import type { Localized, Role } from '../../db/schema/words.ts';

/** One simulated phone of the demo. The client's has no identity until somebody presses Start on it. */
export interface DemoSeat {
  address: string;
  role: Role | 'client';
  title: Localized;
  name: Localized;
}

/** The phones of `/phones`, in the order in which an order travels. The demo seeds colleagues with these web addresses. */
export const demoSeats: readonly DemoSeat[] = [
  { address: 'demo-client', role: 'client', title: { ru: 'Клиент', en: 'Client' }, name: { ru: 'Новый покупатель', en: 'A new customer' } },
  { address: 'demo-manager', role: 'manager', title: { ru: 'Менеджер', en: 'Manager' }, name: { ru: 'Ольга', en: 'Olga' } },
  {
    address: 'demo-workshop-head',
    role: 'workshop-head',
    title: { ru: 'Начальник цеха', en: 'Head of workshop' },
    name: { ru: 'Игорь', en: 'Igor' },
  },
  { address: 'demo-cook', role: 'cook', title: { ru: 'Кондитер', en: 'Confectioner' }, name: { ru: 'Пётр', en: 'Peter' } },
  { address: 'demo-driver', role: 'driver', title: { ru: 'Водитель', en: 'Driver' }, name: { ru: 'Тимур', en: 'Timur' } },
  { address: 'demo-owner', role: 'owner', title: { ru: 'Владелец', en: 'Owner' }, name: { ru: 'Лидия', en: 'Lydia' } },
];
