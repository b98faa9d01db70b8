import { desc, eq, sql } from 'drizzle-orm';
import { openStore } from '../../db/open.ts';
import { orders } from '../../db/schema/orders.ts';
import { events } from '../../db/schema/work.ts';
import { encodePress, signPressesWith } from '../../flows/dialogs/press.ts';
import { mainPipeline } from '../../flows/orders/pipeline.ts';
import type { BenchShop, Manager } from './shop.ts';

/** A look into the shop's file beside the running process. */
export interface Orders {
  /** The buttons that move the newest orders on, as their cards show them to the managers, who share the orders out. */
  moveButtons(managers: readonly Manager[], count: number): Promise<{ chat: number; data: string }[]>;
  /** Resolves when every event is followed: its rules ran, its notices and cards are in the outbox. */
  allFollowed(): Promise<void>;
}

export function ordersOf({ url, secret }: BenchShop): Orders {
  signPressesWith(secret);
  return {
    async moveButtons(managers, count) {
      const store = await openStore(url);
      try {
        const { stages } = await mainPipeline(store.read);
        const newest = await store.read
          .select({ id: orders.id, visitId: orders.visitId })
          .from(orders)
          .where(eq(orders.stageId, stages[0]?.id ?? 0))
          .orderBy(desc(orders.id))
          .limit(count);
        const shared = newest.map((order, i) => ({ ...order, manager: managers[i % managers.length] }));
        await store.tx(async (tx) => {
          for (const { id, manager } of shared)
            await tx
              .update(orders)
              .set({ responsibleId: manager?.staffId ?? null, allergiesAsked: true })
              .where(eq(orders.id, id));
        });
        return shared.map(({ id, visitId, manager }) => {
          const args = [id, stages[1]?.id ?? 0, visitId].map(String);
          return {
            chat: manager?.chat ?? 0,
            data: encodePress({ kind: 'open', dialog: 'move', args, keep: false }, manager?.identityId ?? 0),
          };
        });
      } finally {
        await store.close();
      }
    },
    async allFollowed() {
      const store = await openStore(url);
      // Cards leave at the pace that Telegram allows; what is measured ends when they are in the outbox.
      while ((await store.read.$count(events, sql`not ${events.followed}`)) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
      await store.close();
    },
  };
}
