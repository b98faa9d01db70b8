import { join } from 'node:path';
import { type AdminJSOptions, ComponentLoader } from 'adminjs';
import { type Language, languages } from '../db/schema/words.ts';
import type { Store } from '../db/store.ts';
import { may } from '../flows/staff/rights.ts';
import type { Given } from './adapter.ts';
import type { CurrentAdmin } from './guard.ts';
import type { Registry } from './registry.ts';
import type { Resource } from './resource.ts';
import { formTexts } from './texts/forms.ts';

const components = join(import.meta.dirname, 'components');

/** What AdminJS is told: our screens as pages, our lists as resources with everything closed that is not opened here. */
export function optionsOf({ screens, resources }: Registry, store: Store, nudge: () => void): AdminJSOptions {
  const loader = componentLoader({ screens, resources });
  return {
    rootPath: '/admin',
    loginPath: '/admin/login',
    logoutPath: '/admin/logout',
    componentLoader: loader,
    resources: [...resources.values()].map((resource) => ({
      resource: { resource, store, nudge } satisfies Given as never,
      options: { id: resource.name, actions: actionsOf(resource), properties: {}, sort: sortOf(resource) },
    })),
    pages: Object.fromEntries([...screens.keys()].map((name) => [name, { component: componentOf(name) }])),
    dashboard: { component: 'Home' },
    branding: { companyName: 'Anna', withMadeWithLove: false, logo: false, favicon: 'data:,', theme: theme as never },
    settings: { defaultPerPage: 25 },
    // AdminJS shows its own words on the forms only; everything else speaks for itself.
    locale: (admin) => localeOf((admin as CurrentAdmin | undefined)?.visitor.language ?? 'en', resources),
  };
}

/** Every component that the bundle holds: the frame's, and one for each screen. */
export function componentLoader({ screens }: Registry): ComponentLoader {
  const loader = new ComponentLoader();
  const at = (name: string) => join(components, name);
  for (const name of ['Sidebar', 'TopBar', 'Footer', 'ActionHeader']) loader.override(name, at(`frame/${dashed(name)}.tsx`));
  loader.add('Home', at('frame/home.tsx'));
  loader.add('List', at('frame/list.tsx'));
  for (const name of screens.keys()) loader.add(componentOf(name), at(`screens/${name}.tsx`));
  return loader;
}

const componentOf = (screen: string): string => `Screen_${screen.replaceAll('-', '_')}`;
const dashed = (name: string): string => name.replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

/** Without this AdminJS would sort by the first column that can be sorted. */
const sortOf = ({ order = { column: 'id', descending: true } }: Resource) => ({
  sortBy: order.column,
  direction: order.descending ? ('desc' as const) : ('asc' as const),
});

const closed = { isAccessible: false, isVisible: false } as const;

/** Deny by default: `search`, `delete` and `bulkDelete` stay closed everywhere; a rule is never a promise. */
function actionsOf({ may: rights }: Resource) {
  const open = (action: Resource['may']['list'] | undefined) =>
    action ? { isAccessible: ({ currentAdmin }: { currentAdmin?: unknown }) => maySync(currentAdmin, action) } : closed;
  return {
    list: { ...open(rights.list), component: 'List', showFilter: false },
    show: closed,
    edit: open(rights.edit),
    new: open(rights.create),
    search: closed,
    delete: closed,
    bulkDelete: closed,
  };
}

const maySync = (admin: unknown, action: Resource['may']['list']): boolean => {
  const { visitor } = (admin ?? {}) as Partial<CurrentAdmin>;
  return visitor !== undefined && may(visitor.staff, action);
};

function localeOf(language: Language, resources: Registry['resources']) {
  const own = Object.fromEntries(
    [...resources.values()].map(({ name, texts }) => [
      name,
      { properties: texts[language].columns, actions: { list: texts[language].title, new: texts[language].create ?? '' } },
    ]),
  );
  const labels = Object.fromEntries([...resources.values()].map(({ name, texts }) => [name, texts[language].title]));
  const { [language]: words } = formTexts;
  const translations = { [language]: { ...words, labels: { ...words.labels, ...labels }, resources: own } };
  return { language, lng: language, fallbackLng: language, availableLanguages: [...languages], translations, debug: false };
}

const theme = {
  colors: {
    primary100: '#6d4aff',
    primary80: '#7d5eff',
    primary60: '#9b85ff',
    primary40: '#c5b9ff',
    primary20: '#eeebff',
    accent: '#6d4aff',
    hoverBg: '#6d4aff',
    bg: '#f6f5f9',
    container: '#ffffff',
    sidebar: '#ffffff',
    border: '#e4e2ec',
    text: '#1d1b26',
  },
  font: "'Inter Variable', system-ui, sans-serif",
};
