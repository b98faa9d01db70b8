import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import type { Channel, ChannelFile, Doors, Inbound, Received } from '../../bot/channel.ts';
import { readConfig } from '../../config.ts';
import { openFiles } from '../../db/files.ts';
import { listen } from '../servers/http.ts';

/** Doors without anything behind them: what came in, what was reported, what was alarmed. */
export interface FakeDoors {
  readonly doors: Doors;
  readonly inbounds: Inbound[];
  readonly reports: { externalId: string; state: string; reason?: string }[];
  readonly alarms: string[];
  /** Every line of the log as it was written. */
  readonly logged: string[];
  /** What to do with an update instead of taking it. */
  answer: (inbound: Inbound, attempt: number) => Received | Promise<Received>;
  /** What was heard, in order. */
  heard(): Inbound['heard'][];
}

export function fakeDoors(env: Record<string, string>): FakeDoors {
  const folder = mkdtempSync(join(tmpdir(), 'anna-doors-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const inbounds: Inbound[] = [];
  const reports: FakeDoors['reports'] = [];
  const alarms: string[] = [];
  const logged: string[] = [];
  const attempts = new Map<string, number>();
  const fake: FakeDoors = {
    inbounds,
    reports,
    alarms,
    logged,
    answer: () => ({ repeat: false }),
    heard: () => inbounds.map(({ heard }) => heard),
    doors: {
      config: { ...readConfig({ SECRET: 'a secret of at least 32 characters', ...env }, folder) },
      // No channel of a messenger touches the database.
      store: undefined as unknown as Doors['store'],
      files: openFiles(folder),
      log: pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) }),
      now: Date.now,
      async receive(inbound) {
        const key = `${inbound.channel} ${inbound.externalId}`;
        const attempt = (attempts.get(key) ?? 0) + 1;
        attempts.set(key, attempt);
        const received = await fake.answer(inbound, attempt);
        const isRepeat = inbounds.some((each) => each.externalId === inbound.externalId);
        if (!isRepeat) inbounds.push(inbound);
        return { ...received, repeat: isRepeat };
      },
      report: async (_channel, externalId, state, reason) => void reports.push({ externalId, state, ...(reason && { reason }) }),
      nudge: () => undefined,
      alarm: async (_channel, problem) => void alarms.push(problem),
    },
  };
  return fake;
}

/** Starts a channel until the end of the test. */
export async function begin(file: ChannelFile, doors: Doors): Promise<Channel> {
  const channel = file.open(doors);
  await channel.start();
  onTestFinished(() => channel.stop());
  return channel;
}

/** A site whose pages are given later: its address has to be known before the channel is opened. */
export async function site(): Promise<{ url: string; mount(channel: Channel): void }> {
  const app = express();
  const { url, close } = await listen(app);
  onTestFinished(close);
  return { url, mount: ({ router }) => void (router && app.use(router)) };
}
