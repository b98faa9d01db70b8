import { eq } from 'drizzle-orm';
import { orders, payments, stages } from '../../../db/schema/orders.ts';
import { conversations } from '../../../db/schema/talk.ts';
import { events } from '../../../db/schema/work.ts';
import type { Reader } from '../../../db/store.ts';
import type { Heard } from '../../../notifications/message.ts';

/** Who is on the stage: one client and the colleagues. */
export type Role = 'client' | 'Mia' | 'Hal' | 'Cat' | 'Dan';

/** One thing that somebody does, and how to see that it has happened. */
export interface Step {
  who: Role;
  does: { press: RegExp } | { say: Heard };
  isDone(read: Reader): Promise<boolean>;
}

/** A scene: what people do one after another. Then some minutes pass. */
export interface Script {
  name: string;
  /** The first start of a new shop: things go wrong in the start itself. */
  isOpening?: true;
  steps: Step[];
}

const text = (words: string): { say: Heard } => ({ say: { kind: 'text', text: words } });

const order = async (read: Reader) => (await read.select().from(orders))[0];

const standsAt = (position: number) => async (read: Reader) => {
  const [found] = await read.select({ position: stages.position }).from(orders).innerJoin(stages, eq(stages.id, orders.stageId));
  return found?.position === position;
};

const asked = (dialog: string, step: string) => async (read: Reader) =>
  (await read.select().from(conversations).where(eq(conversations.dialog, dialog))).some((each) => each.step === step);

const happened = (type: string) => async (read: Reader) => (await read.select().from(events).where(eq(events.type, type))).length > 0;

const answer = (press: RegExp, step: string): Step => ({ who: 'client', does: { press }, isDone: asked('order', step) });
const types = (words: string, step: string): Step => ({ who: 'client', does: text(words), isDone: asked('order', step) });

/** From the first word to the door. */
export const scenes: Script[] = [
  { name: 'a shop is opened', isOpening: true, steps: [] },
  {
    name: 'a stranger says hello',
    steps: [{ who: 'client', does: { say: { kind: 'start', payload: '' } }, isDone: happened('client.appeared') }],
  },
  {
    name: 'a cake is put together',
    steps: [
      answer(/Place an order/, 'section'),
      answer(/akes/, 'product'),
      answer(/Honey cake/, 'option'),
      {
        who: 'client',
        does: { press: /Prune/ },
        isDone: async (read) => JSON.stringify(await read.select().from(conversations)).includes('prune'),
      },
      answer(/Honey crumb/, 'amount'),
      types('2 kg', 'inscription'),
      types('Anna is 7', 'more'),
      answer(/That’s all/, 'wishes'),
      answer(/No wishes/, 'photos'),
      answer(/No photos/, 'allergies'),
      answer(/^Yes$/, 'allergyConsent'),
      answer(/Don’t note/, 'fulfilment'),
      answer(/^Delivery/, 'address'),
      types('7 Green Street, flat 12', 'day'),
      answer(/^\w{3} \d\d\/\d\d$/, 'slot'),
      answer(/14:00/, 'name'),
      types('Ann Lee', 'phone'),
      types('+79161234567', 'agree'),
    ],
  },
  {
    name: 'the client agrees',
    steps: [{ who: 'client', does: { press: /Agree/ }, isDone: async (read) => (await order(read)) !== undefined }],
  },
  {
    name: 'a manager takes the order',
    steps: [{ who: 'Mia', does: { press: /Take/ }, isDone: async (read) => (await order(read))?.responsibleId !== null }],
  },
  {
    name: 'allergies are asked',
    steps: [
      { who: 'Mia', does: { press: /Allergies$/ }, isDone: asked('allergies', 'text') },
      { who: 'Mia', does: { press: /No allergies/ }, isDone: async (read) => (await order(read))?.allergiesAsked === true },
    ],
  },
  { name: 'the order goes to payment, the client is told', steps: [{ who: 'Mia', does: { press: /^▶ To payment/ }, isDone: standsAt(2) }] },
  {
    name: 'the payment comes',
    steps: [
      { who: 'Mia', does: { press: /Payment received/ }, isDone: asked('pay', 'amount') },
      { who: 'Mia', does: text('3000'), isDone: asked('pay', 'method') },
      { who: 'Mia', does: { press: /[Tt]ransfer/ }, isDone: async (read) => (await read.select().from(payments)).length > 0 },
    ],
  },
  { name: 'the order goes to the workshop', steps: [{ who: 'Mia', does: { press: /^▶ To the workshop/ }, isDone: standsAt(3) }] },
  {
    name: 'a confectioner is assigned',
    steps: [
      { who: 'Hal', does: { press: /Assign/ }, isDone: asked('assign', 'part') },
      { who: 'Hal', does: { press: /Confectioner/ }, isDone: asked('assign', 'staffId') },
      { who: 'Hal', does: { press: /Cat/ }, isDone: async (read) => (await order(read))?.makerId !== null },
    ],
  },
  { name: 'baking begins, the client is told', steps: [{ who: 'Cat', does: { press: /^▶ Start/ }, isDone: standsAt(4) }] },
  { name: 'the cake is ready: driver, message and SMS', steps: [{ who: 'Cat', does: { press: /^▶ Ready/ }, isDone: standsAt(5) }] },
  { name: 'it is delivered, the client is thanked', steps: [{ who: 'Dan', does: { press: /^▶ Delivered/ }, isDone: standsAt(7) }] },
  {
    name: 'the client asks a person',
    steps: [{ who: 'client', does: text('Is it still fresh tomorrow?'), isDone: happened('client.asked') }],
  },
];
