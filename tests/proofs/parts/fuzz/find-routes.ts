import type express from 'express';

export interface FoundRoute {
  method: string;
  /** As Express knows it: `/orders/:orderId`. */
  path: string;
}

interface Listed {
  path: string | RegExp;
  methods: string[] | undefined;
  router: Watched | undefined;
}

interface Watched {
  listRoutes(): Listed[];
}

/** Remembers every router that takes a route from now on, also of doors that open later, and reads their routes out of Express itself. */
export function watchRouters({ Router }: typeof express): { found(): FoundRoute[] } {
  const seen = new Set<Watched>();
  // What every router inherits from; Express's types do not name it.
  const proto = Router.prototype as unknown as Record<'use' | 'route', (this: Watched, ...args: unknown[]) => unknown>;
  for (const name of ['use', 'route'] as const) {
    const real = proto[name];
    proto[name] = function (...args) {
      seen.add(this);
      return real.apply(this, args);
    };
  }
  return {
    found() {
      const mounted = new Set([...seen].flatMap((router) => router.listRoutes().flatMap((listed) => listed.router ?? [])));
      const roots = [...seen].filter((router) => !mounted.has(router));
      const main = roots.find((root) => root.listRoutes().some(({ path }) => path === '/livez'));
      // The panel is asked for by a function, so its router stands alone.
      return roots.flatMap((root) => routesOf(root, root === main ? '' : '/admin'));
    },
  };
}

function routesOf(router: Watched, prefix: string): FoundRoute[] {
  return router.listRoutes().flatMap(({ path, methods, router: inner }): FoundRoute[] => {
    const here = `${prefix}${typeof path === 'string' && path !== '/' ? path : ''}`;
    if (inner) return routesOf(inner, here);
    return (methods ?? [])
      .filter((method) => method !== 'HEAD')
      .map((method) => ({ method: method === '*' ? 'POST' : method, path: here || '/' }));
  });
}
