import type { Requirement, Role } from '../../db/schema/words.ts';
import type { RefusalCode, RefusalDetails } from '../refused.ts';
import type { Shop } from '../shop.ts';
import { type Judged, may } from '../staff/rights.ts';
import type { Order } from './load-order.ts';
import { nextStage, type Pipeline, passes, previousStage, type Stage } from './pipeline.ts';

/** What decides whether an order may move. `who` is undefined for a rule, which may everything that the order allows. */
export interface MoveFacts {
  pipeline: Pipeline;
  order: Order;
  who: Judged | undefined;
  shop: Pick<Shop, 'depositPercent'>;
  hasReadyPhoto: boolean;
}

export interface Refusal {
  code: RefusalCode;
  details: RefusalDetails;
}

/** Why an order may not enter a stage now; undefined when it may. Pure: bot, panel and API ask the same. */
export function refuseMove(facts: MoveFacts, to: number): Refusal | undefined {
  const target = facts.pipeline.stages.find(({ id }) => id === to);
  const code =
    closed(facts.order) ?? notOnThisPipeline(facts.order, target) ?? (target && (roleMayNot(facts, target) ?? tooFar(facts, target)));
  if (code) return { code, details: { orderId: facts.order.id, to } };
  return target && missing(facts, target);
}

/** Which way a move leads. */
export function wayOf(pipeline: Pipeline, order: Pick<Order, 'stageId'>, target: Stage): 'forward' | 'back' | 'lost' | 'won' {
  if (target.kind !== 'open') return target.kind;
  const here = pipeline.stages.findIndex(({ id }) => id === order.stageId);
  return pipeline.stages.findIndex(({ id }) => id === target.id) < here ? 'back' : 'forward';
}

/** The share of the price that must be paid before production, in minor units. */
export const depositOf = (order: Pick<Order, 'total'>, { depositPercent }: Pick<Shop, 'depositPercent'>): number =>
  Math.ceil((order.total * depositPercent) / 100);

const closed = (order: Order): RefusalCode | undefined => (order.outcome === 'open' ? undefined : 'order.already-closed');

const notOnThisPipeline = (order: Order, target: Stage | undefined): RefusalCode | undefined =>
  target && passes(target, order) ? undefined : 'order.not-on-pipeline';

function roleMayNot({ pipeline, order, who }: MoveFacts, target: Stage): RefusalCode | undefined {
  if (!who) return undefined;
  const stage = pipeline.stages.find(({ id }) => id === order.stageId) ?? target;
  if (target.kind === 'lost') return may(who, 'order.cancel') ? undefined : 'access.not-your-role';
  const isBack = wayOf(pipeline, order, target) === 'back';
  if (!who.roles.some((role) => works(role, stage, target) && !(isBack && onlyOn.includes(role)))) return 'access.not-your-role';
  return may(who, 'order.move', { order, stage }) ? undefined : 'access.not-yours';
}

const office: readonly Role[] = ['owner', 'sales-head', 'manager'];
/** Who bakes and drives only sends on; a slip is undone, everything else goes back through their head or the office. */
const onlyOn: readonly Role[] = ['cook', 'driver'];

/** Whose hands an order goes through: the stage's role, the office everywhere, the head of the workshop for the confectioners; these fetch what waits in the workshop. A driver only delivers. */
function works(role: Role, stage: Stage, target: Stage): boolean {
  if (office.includes(role) || role === stage.role) return true;
  if (role === 'workshop-head') return stage.role === 'cook';
  return role === 'cook' && stage.role === 'workshop-head' && target.role === 'cook';
}

/** Only the office may jump over stages. */
function tooFar({ pipeline, order, who }: MoveFacts, target: Stage): RefusalCode | undefined {
  if (!who || target.kind === 'lost' || who.roles.some((role) => office.includes(role))) return undefined;
  const near = [nextStage(pipeline, order)?.id, previousStage(pipeline, order)?.id];
  return near.includes(target.id) ? undefined : 'order.too-far';
}

/** What must be true for the target and for every stage that is jumped over on the way there. */
function missing(facts: MoveFacts, target: Stage): Refusal | undefined {
  const { pipeline, order } = facts;
  if (['back', 'lost'].includes(wayOf(pipeline, order, target))) return undefined;
  const here = pipeline.stages.findIndex(({ id }) => id === order.stageId);
  const there = pipeline.stages.findIndex(({ id }) => id === target.id);
  const onTheWay = pipeline.stages
    .slice(here + 1, there + 1)
    .filter((stage) => passes(stage, order) && (stage === target || stage.kind === 'open'));
  for (const requirement of new Set(onTheWay.flatMap(({ requires }) => requires))) {
    const code = checks[requirement](facts);
    if (code) return { code, details: { orderId: order.id, to: target.id, ...(requirement === 'paid' && moneyOf(facts)) } };
  }
  return undefined;
}

const checks: Record<Requirement, (facts: MoveFacts) => RefusalCode | undefined> = {
  'allergies-asked': ({ order }) => (order.allergiesAsked ? undefined : 'order.allergies-not-asked'),
  paid: ({ order, shop }) => (order.unpaidAllowed || order.paid >= depositOf(order, shop) ? undefined : 'order.unpaid'),
  maker: ({ order }) => (order.makerId === null ? 'order.no-maker' : undefined),
  'ready-photo': ({ hasReadyPhoto }) => (hasReadyPhoto ? undefined : 'order.no-ready-photo'),
  due: ({ order }) => (order.dueAt === null ? 'order.no-due' : undefined),
};

/** Sums are for those who may see them. */
const moneyOf = ({ order, shop, who }: MoveFacts): RefusalDetails =>
  !who || may(who, 'payment.see') ? { paid: order.paid, total: order.total, needed: depositOf(order, shop) } : {};
