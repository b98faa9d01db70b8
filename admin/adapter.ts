import { BaseProperty, BaseRecord, BaseResource, type Filter, ValidationError } from 'adminjs';
import { and, count, inArray, sql } from 'drizzle-orm';
import type { Store } from '../db/store.ts';
import { Refused } from '../flows/refused.ts';
import type { CurrentAdmin } from './guard.ts';
import type { Column, Resource } from './resource.ts';
import type { Visitor } from './screen.ts';
import { sentenceOf } from './sentence.ts';
import { fieldsOf, idOf, orderOf, shownRow, typeOf, whereOf } from './view-query.ts';

/** What AdminJS is given of a resource. */
export interface Given {
  resource: Resource;
  store: Store;
  nudge(): void;
}

/** As much of AdminJS's context as matters: whom the guard let in. */
interface Context {
  currentAdmin?: object | undefined;
}

const most = 100;
/** Counting goes no further: a list of a million says "10,000" and is quick. */
const countedTo = 10_000;

class Property extends BaseProperty {
  readonly #column: Column | undefined;
  readonly #words: readonly string[] | undefined;
  readonly #mayEdit: boolean;

  constructor(name: string, column: Column | undefined, place: number, mayEdit: boolean) {
    super({ path: name, type: typeOf(column), isId: name === 'id', isSortable: column?.sort === true, position: place });
    this.#column = column;
    this.#words = column?.words;
    this.#mayEdit = mayEdit;
  }

  override isEditable(): boolean {
    return this.#mayEdit;
  }

  override isTitle(): boolean {
    return this.#column?.isTitle === true;
  }

  override isVisible(): boolean {
    return true;
  }

  override availableValues(): string[] | null {
    return this.#words ? [...this.#words] : null;
  }
}

/** A record knows the number it was asked for; what a body says of it is not heard. */
class SafeRecord extends BaseRecord {
  readonly #number: string | number;

  constructor(params: Record<string, unknown>, resource: BaseResource) {
    super(params, resource);
    this.#number = params.id as string | number;
  }

  override id(): string {
    return this.#number as string;
  }
}

/**
 * AdminJS's way to the data: one reduced view. It knows the columns of the resource and no others, reads the visitor's rows only, sorts and filters
 * by what is allowed, and writes by the resource's commands.
 */
export class ViewResource extends BaseResource {
  readonly #resource: Resource;
  readonly #store: Store;
  readonly #nudge: () => void;
  readonly #properties: Property[];

  static override isAdapterFor(given: Partial<Given>): boolean {
    return given.resource !== undefined && given.store !== undefined;
  }

  constructor(given: Given) {
    super(given);
    this.#resource = given.resource;
    this.#store = given.store;
    this.#nudge = given.nudge;
    const { columns, edit, create } = given.resource;
    const editable = new Set([...Object.keys(edit?.form.shape ?? {}), ...Object.keys(create?.form.shape ?? {})]);
    const names = [...new Set([...Object.keys(columns), ...editable])];
    this.#properties = names.map((name, place) => new Property(name, columns[name], place, editable.has(name)));
  }

  override databaseName(): string {
    return 'anna';
  }

  override id(): string {
    return this.#resource.name;
  }

  override properties(): BaseProperty[] {
    return this.#properties;
  }

  override property(path: string): BaseProperty | null {
    return this.#properties.find((each) => each.name() === path) ?? null;
  }

  override async count(filter: Filter, context?: Context): Promise<number> {
    const where = whereOf(this.#resource, valuesOf(filter), visitorIn(context));
    const some = this.#resource
      .from(this.#store.read, { one: sql`1`.as('one') })
      .where(where)
      .limit(countedTo)
      .as('some');
    const [row] = await this.#store.read.select({ found: count() }).from(some);
    return Number(row?.found ?? 0);
  }

  override async find(
    filter: Filter,
    options: { limit?: number; offset?: number; sort?: { sortBy?: string; direction?: string } },
    context?: Context,
  ) {
    const visitor = visitorIn(context);
    const order = orderOf(this.#resource, options.sort);
    const rows = await this.#resource
      .from(this.#store.read, fieldsOf(this.#resource))
      .where(whereOf(this.#resource, valuesOf(filter), visitor))
      .orderBy(...order)
      .limit(Math.min(Math.max(Math.trunc(Number(options.limit)) || 25, 1), most))
      .offset(Math.max(Math.trunc(Number(options.offset)) || 0, 0));
    return (rows as Record<string, unknown>[]).map((row) => this.#recordOf(row, visitor));
  }

  override async findOne(id: string, context?: Context): Promise<BaseRecord | null> {
    const [found] = await this.findMany([id], context);
    return found ?? null;
  }

  override async findMany(ids: (string | number)[], context?: Context): Promise<BaseRecord[]> {
    const numbers = ids.map(Number).filter((each) => Number.isSafeInteger(each) && each > 0);
    if (numbers.length === 0) return [];
    const visitor = visitorIn(context);
    const rows = await this.#resource
      .from(this.#store.read, fieldsOf(this.#resource))
      .where(and(inArray(idOf(this.#resource), numbers.slice(0, most)), this.#resource.scope?.(visitor)))
      .limit(most);
    return (rows as Record<string, unknown>[]).map((row) => this.#recordOf(row, visitor));
  }

  override async create(params: Record<string, unknown>, context?: Context): Promise<Record<string, unknown>> {
    const { create } = this.#resource;
    if (!create) throw new Error('Nothing is created here');
    const id = await this.#write(create.form, params, context, (acting, form) => create.run(acting, form as never));
    return { ...params, id };
  }

  override async update(id: string, params: Record<string, unknown>, context?: Context): Promise<Record<string, unknown>> {
    const { edit } = this.#resource;
    if (!edit) throw new Error('Nothing is changed here');
    await this.#write(edit.form, params, context, (acting, form) => edit.run(acting, Number(id), form as never));
    const found = await this.findOne(id, context);
    return found?.params ?? {};
  }

  override build(params: Record<string, unknown>): BaseRecord {
    return new BaseRecord(params, this);
  }

  /** One command in one transaction; what it refuses stands above the form, what the form refuses beside its field. */
  async #write<T>(
    form: NonNullable<Resource['edit']>['form'],
    params: Record<string, unknown>,
    context: Context | undefined,
    run: (acting: Visitor & { tx: Parameters<Parameters<Store['tx']>[0]>[0] }, form: unknown) => Promise<T>,
  ): Promise<T> {
    const visitor = visitorIn(context);
    const given = form.safeParse(Object.fromEntries(Object.keys(form.shape).map((name) => [name, params[name]])));
    if (!given.success) {
      const wrong = given.error.issues.map(({ path }) => [String(path[0]), { message: 'wrongValue', type: 'wrong' }] as const);
      throw new ValidationError(Object.fromEntries(wrong));
    }
    try {
      const result = await this.#store.tx((tx) => run({ ...visitor, tx }, given.data));
      this.#nudge();
      return result;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const message = sentenceOf(error, visitor.language, visitor.shop);
      throw new ValidationError({ id: { message, type: error.code } }, { message, type: error.code });
    }
  }

  #recordOf(row: Record<string, unknown>, { language }: Visitor): BaseRecord {
    return new SafeRecord(shownRow(this.#resource, row, language), this);
  }
}

const valuesOf = ({ filters = {} }: Filter): Record<string, unknown> =>
  Object.fromEntries(Object.entries(filters).map(([name, { value }]) => [name, value]));

function visitorIn(context: Context | undefined): Visitor {
  const { visitor } = (context?.currentAdmin ?? {}) as Partial<CurrentAdmin>;
  if (!visitor) throw new Error('Nobody is asking');
  return visitor;
}
