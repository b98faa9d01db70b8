import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Request, type Response, Router } from 'express';
import type { CellKind } from '../flows/reports.ts';
import { toCsv } from '../flows/sheets/csv.ts';
import type { Sheet, SheetValue } from '../flows/sheets/sheet.ts';
import { mostRows, toXlsx } from '../flows/sheets/xlsx.ts';
import { may } from '../flows/staff/rights.ts';
import { dayOf } from '../notifications/time.ts';
import { headersOf, recordExport } from './download.ts';
import { visitorOf } from './guard.ts';
import { forbidden, notFound } from './no-page.ts';
import type { Registry } from './registry.ts';
import type { Column, Resource } from './resource.ts';
import type { Visitor } from './screen.ts';
import { fieldsOf, orderOf, plainOf, whereOf } from './view-query.ts';
import type { PanelWorld } from './world.ts';

const rowsAtOnce = 500;
const kinds: Partial<Record<Column['type'], CellKind>> = { number: 'count', money: 'money', instant: 'moment' };

/** The list one looks at, with its filters and its order, as a spreadsheet: `GET export/<list>?format=csv&filters.…`. */
export function exportRoute({ store, heavy, log }: PanelWorld, { resources }: Registry): Router {
  const router = Router();
  router.get('/export/:resource', async (req, res, next) => {
    const resource = resources.get(req.params.resource);
    const visitor = visitorOf(res);
    if (!resource?.may.export) return notFound(req, res, next);
    if (!may(visitor.staff, resource.may.list) || !may(visitor.staff, resource.may.export)) return forbidden(req, res);
    await recordExport(store, { ru: resource.texts.ru.title, en: resource.texts.en.title }, visitor);
    const sheet = sheetOf(resource, req, visitor, heavy);
    const name = `${sheet.title} ${dayOf(visitor.now, visitor.shop.timezone)}`;
    if (req.query.format !== 'csv') return void res.set(headersOf(`${name}.xlsx`, xlsxType)).send(await toXlsx(sheet, visitor));
    res.set(headersOf(`${name}.csv`, 'text/csv; charset=utf-8'));
    await stream(toCsv(sheet, visitor), res).catch((err: unknown) => log.warn({ err }, 'an export was cut short'));
  });
  return router;
}

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const stream = (from: Readable, res: Response) => pipeline(from, res);

function sheetOf(resource: Resource, req: Request, visitor: Visitor, db: PanelWorld['heavy']): Sheet {
  const { columns, title, words } = resource.texts[visitor.language];
  const names = Object.keys(resource.columns).filter((name) => !resource.columns[name]?.refers || columns[name]);
  const query = Object.fromEntries(Object.entries(req.query).filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
  const sort = { sortBy: query.sortBy ?? '', direction: query.direction ?? '' };
  const where = whereOf(resource, filtersIn(query), visitor);

  async function* rows(): AsyncGenerator<SheetValue[]> {
    for (let skipped = 0; skipped < mostRows; skipped += rowsAtOnce) {
      const page = (await resource
        .from(db, fieldsOf(resource))
        .where(where)
        .orderBy(...orderOf(resource, sort))
        .limit(rowsAtOnce)
        .offset(skipped)) as Record<string, unknown>[];
      for (const row of page) yield names.map((name) => cellOf(row, name));
      if (page.length < rowsAtOnce) return;
    }
  }

  function cellOf(row: Record<string, unknown>, name: string): SheetValue {
    const column = resource.columns[name];
    const value = plainOf(column?.refers ? row[`${name}Title`] : row[name], visitor.language);
    if (value === null || value === undefined) return null;
    if (column?.type === 'word') return words?.[name]?.[String(value)] ?? String(value);
    return typeof value === 'number' ? value : String(value);
  }

  const shown = names.map((name) => ({
    title: columns[name] ?? name,
    kind: resource.columns[name]?.refers ? ('text' as const) : (kinds[resource.columns[name]?.type ?? 'text'] ?? ('text' as const)),
  }));
  return { title, columns: shown, rows: rows() };
}

/** `filters.total~~from=100` as AdminJS writes it. */
function filtersIn(query: Readonly<Record<string, string>>): Record<string, unknown> {
  const filters = new Map<string, string | Record<string, string>>();
  for (const [key, value] of Object.entries(query)) {
    const [, name = '', end] = /^filters\.(\w+)(?:~~(from|to))?$/.exec(key) ?? [];
    if (!name) continue;
    const before = filters.get(name);
    filters.set(name, end ? { ...(typeof before === 'object' ? before : {}), [end]: value } : value);
  }
  return Object.fromEntries(filters);
}
