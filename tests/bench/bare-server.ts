import express from 'express';
import { openRaw } from './raw.ts';

/** Express 5 and one raw capture transaction a request: what a webhook could cost at the least. `node bare-server.ts <file>`; tells its port to its parent. */
const raw = openRaw(process.argv[2] ?? '');
const app = express().disable('x-powered-by').disable('etag');
app.post('/capture', express.json(), (_req, res) => {
  raw.capture();
  res.sendStatus(200);
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') process.send?.({ port: address.port });
});
