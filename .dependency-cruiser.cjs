/** The arrows of the design: db ◄ notifications ◄ flows ◄ bot, admin ◄ server, main. `npm run check` and tests/architecture.test.ts read them. */

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const npm = (...names) => `(^|/)node_modules/(${names.join('|')})(/|$)`;
const product = '^(db|notifications|flows|bot|admin)/|^(main|config|server|json-body)\\.ts$';

module.exports = {
  forbidden: [
    forbid(
      'db-is-the-ground',
      'db knows nothing above it',
      { path: '^db/' },
      { path: '^(notifications|flows|bot|admin)/|^(main|config|server|json-body)\\.ts$' },
    ),
    forbid(
      'notifications-know-db',
      'notifications know only db',
      { path: '^notifications/' },
      { path: '^(flows|bot|admin)/|^(main|config|server|json-body)\\.ts$' },
    ),
    forbid(
      'flows-know-no-doors',
      'flows know no network, no messenger, no panel',
      { path: '^flows/' },
      { path: '^(bot|admin)/|^(main|config|server|json-body)\\.ts$' },
    ),
    forbid('bot-and-admin-apart', 'bot does not know admin', { path: '^bot/' }, { path: '^admin/|^(main|server)\\.ts$' }),
    forbid('admin-and-bot-apart', 'admin does not know bot', { path: '^admin/' }, { path: '^bot/|^(main|server)\\.ts$' }),
    forbid(
      'server-knows-no-part',
      'doors are mounted by main',
      { path: '^server\\.ts$' },
      { path: '^(notifications|flows|bot|admin)/|^main\\.ts$' },
    ),
    forbid('config-stands-alone', 'settings depend on nothing of ours', { path: '^config\\.ts$' }, { path: product }),
    forbid('no-tests-in-product', 'the product does not need its tests', { path: product }, { path: '^tests/' }),

    forbid(
      'messengers-in-channels',
      'only a channel and its parts talk to a messenger',
      { path: product, pathNot: '^bot/(channels|telegram|twilio)/' },
      { path: npm('grammy', 'telegraf', 'twilio') },
    ),
    forbid(
      'panel-in-admin',
      'only admin knows AdminJS and React',
      { path: product, pathNot: '^admin/' },
      { path: npm('adminjs', '@adminjs', 'react', 'react-dom') },
    ),
    forbid(
      'drivers-in-db',
      'only db knows a driver',
      { path: product, pathNot: '^db/' },
      { path: npm('pg', 'better-sqlite3', '@types/pg', '@types/better-sqlite3') },
    ),
    forbid(
      'one-tick',
      'node-schedule holds one job',
      { path: product, pathNot: '^notifications/tick\\.ts$' },
      { path: npm('node-schedule', '@types/node-schedule') },
    ),
    forbid(
      'express-at-the-doors',
      'HTTP stays outside the business',
      { path: '^(db|notifications|flows)/' },
      { path: npm('express', '@types/express') },
    ),
    forbid(
      'no-tools-in-product',
      'what npm ci --omit=dev leaves out',
      { path: product, pathNot: '\\.config\\.ts$' },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),

    forbid(
      'no-cycles',
      'types may point at each other, code may not',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    forbid('all-found', 'every import leads somewhere', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.d.ts'],
    },
  },
};
