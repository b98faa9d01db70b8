import { buildRouter } from '@adminjs/express';
import AdminJS, { BaseDatabase } from 'adminjs';
import { type RequestHandler, Router } from 'express';
import { ViewResource } from './adapter.ts';
import { openAssets } from './assets.ts';
import { exportRoute } from './export.ts';
import { firstOwner } from './first-owner.ts';
import { onlyVisitors, sameOrigin, sessions } from './guard.ts';
import { languageRoute } from './language.ts';
import { openLive } from './live.ts';
import { loginRoutes } from './login/routes.ts';
import { notFound, troubles } from './no-page.ts';
import { MOST_FORM_BYTES, onlyKnown } from './only-known.ts';
import { optionsOf } from './options.ts';
import { pages } from './pages.ts';
import { passwordRoute } from './password-route.ts';
import { loadRegistry } from './registry.ts';
import { screensApi } from './screens-api.ts';
import type { PanelWorld } from './world.ts';

/** The owner's door. */
export interface Panel {
  /** Everything below `/admin`. */
  router: Router;
  stop(): void;
}

class NoDatabase extends BaseDatabase {
  static override isAdapterFor(): boolean {
    return false;
  }
}

/**
 * AdminJS behind our own guard: nobody's body is read and no page is drawn before it is known who asks and whether they may. What AdminJS offers
 * is narrowed to the lists and screens of the registry; everything else is 404.
 */
export async function openPanel(world: PanelWorld): Promise<Panel> {
  process.env.ADMIN_JS_SKIP_BUNDLE = 'true';
  const [registry, assets] = await Promise.all([loadRegistry(), openAssets()]);
  await firstOwner(world);
  if (!registered) AdminJS.registerAdapter({ Database: NoDatabase as never, Resource: ViewResource as never });
  registered = true;
  const admin = new AdminJS(optionsOf(registry, world.store, world.nudge));
  const live = openLive(world);

  const router = Router();
  router.use(assets.router);
  router.use(sessions(world), sameOrigin(world));
  router.use(loginRoutes(world));
  router.use(onlyVisitors(world));
  router.get('/live', (_req, res) => live.open(res));
  router.use(languageRoute(world), passwordRoute(world));
  router.use(screensApi(world, registry));
  router.use(exportRoute(world, registry));
  router.use(onlyKnown(registry), pages(registry, assets.at));
  router.use(
    buildRouter(admin, Router(), {
      maxFieldsSize: MOST_FORM_BYTES,
      maxFields: 200,
      onPart: onlyFields,
    } as never) as unknown as RequestHandler,
  );
  router.use(notFound);
  router.use(troubles(world));
  return { router, stop: live.close };
}

/** How formidable is kept from writing files to the disk. */
function onlyFields(this: { handlePart(part: unknown): void }, part: { filename?: string }): void {
  if (!part.filename) this.handlePart(part);
}

let registered = false;
