import { memory } from './dom.js';

/** Tells the shop which of its messages stood on a page that somebody looks at: each once, and nothing is lost if it is not told. */
export function openSight(base) {
  const kept = memory(`anna ${base}`);
  let ids = [];

  function tell() {
    if (document.hidden || ids.length === 0) return;
    const body = JSON.stringify({ ids: ids.slice(-50) });
    ids = [];
    fetch(`${base}/seen`, { method: 'POST', headers: { 'content-type': 'application/json' }, body }).catch(() => {});
  }

  document.addEventListener('visibilitychange', tell);

  return {
    shown(rows) {
      const seen = kept.get('seen') ?? 0;
      const fresh = rows.filter((row) => !row.removed && !row.mine && row.order > seen);
      if (fresh.length === 0) return;
      kept.set('seen', Math.max(...fresh.map((row) => row.order)));
      ids.push(...fresh.map((row) => row.id));
      tell();
    },
  };
}
