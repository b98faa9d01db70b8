import type { Language, Role } from '../db/schema/words.ts';
import { titleIn } from '../flows/format.ts';
import { type Action, actions, may } from '../flows/staff/rights.ts';
import type { Registry } from './registry.ts';
import type { Column, Resource, ResourceTexts } from './resource.ts';
import type { MenuPlace, Visitor } from './screen.ts';

/** A line of the sidebar. */
export interface MenuLine extends MenuPlace {
  name: string;
  title: string;
  href: string;
}

/** As much of a list as its page needs. */
export interface ListState {
  name: string;
  texts: ResourceTexts;
  opens: string | null;
  /** Where a new one is made; null when the visitor makes none. */
  createsOn: string | null;
  quick: { title: string; query: Record<string, string> }[];
  mayEdit: boolean;
  mayExport: boolean;
  searchable: boolean;
  columns: (Pick<Column, 'type' | 'words'> & {
    name: string;
    sort: boolean;
    filter: boolean;
    list: boolean;
    isTitle: boolean;
    refers: string | null;
  })[];
}

/** What the panel's components know from the start; `window.ANNA`. */
export interface FrameState {
  language: Language;
  staff: { id: number; name: string; roles: readonly Role[] };
  shop: { name: string; currency: string; timezone: string; country: string };
  /** What the visitor may, of everything there is. */
  can: readonly Action[];
  menu: readonly MenuLine[];
  lists: readonly ListState[];
  now: number;
}

export function frameState({ screens, resources }: Registry, { staff, language, shop, now }: Visitor): FrameState {
  const { currency, timezone, country } = shop;
  return {
    language,
    staff: { id: staff.id, name: staff.name, roles: staff.roles },
    shop: { name: titleIn(shop.name, language), currency, timezone, country },
    can: actions.filter((action) => may(staff, action)),
    menu: [
      ...[...screens.values()].flatMap(({ name, title, menu, may: right }) =>
        menu && may(staff, right)
          ? [{ ...menu, name, title: title[language], href: name === 'dashboard' ? '/admin' : `/admin/pages/${name}` }]
          : [],
      ),
      ...[...resources.values()].flatMap(({ name, texts, menu, may: { list } }) =>
        menu && may(staff, list) ? [{ ...menu, name, title: texts[language].title, href: `/admin/resources/${name}` }] : [],
      ),
    ].sort((a, b) => a.position - b.position),
    lists: [...resources.values()]
      .filter((each) => may(staff, each.may.list))
      .map((each) => ({
        name: each.name,
        texts: each.texts[language],
        opens: each.opens ?? null,
        createsOn: createsOn(each, staff),
        quick: Object.entries(each.quick ?? {}).map(([name, query]) => ({
          title: each.texts[language].quick?.[name] ?? name,
          query: query(now),
        })),
        mayEdit: each.edit !== undefined && each.may.edit !== undefined && may(staff, each.may.edit),
        mayExport: each.may.export !== undefined && may(staff, each.may.export),
        searchable: each.search !== undefined,
        columns: Object.entries(each.columns).map(([name, { type, words, sort, filter, list, isTitle, refers }]) => ({
          name,
          type,
          ...(words && { words }),
          sort: sort === true,
          filter: filter === true,
          list: list !== false,
          isTitle: isTitle === true,
          refers: refers?.resource ?? null,
        })),
      })),
    now,
  };
}

/** Where a new one is made, by those who may. */
function createsOn({ name, create, createsOn: on, may: rights }: Resource, staff: Visitor['staff']): string | null {
  if (on) return may(staff, on.may) ? `/admin/pages/${on.screen}` : null;
  return create && rights.create && may(staff, rights.create) ? `/admin/resources/${name}/actions/new` : null;
}
