import type { ServerResponse } from 'node:http';

/** `reset-after` takes effect and then loses the answer; `reset-before` and `refuse` have no effect; `hang` never answers. */
export type FaultKind = 'refuse' | 'hang' | '500' | '502html' | '429' | '403' | '401' | 'reset-before' | 'reset-after';

export type Fault = {
  with: FaultKind;
  /** Without a method every request is meant except the long poll, which would eat the fault unseen. */
  method?: string;
  /** How often; once when not said. */
  times?: number;
  /** Seconds, for 429. One second when not said. */
  retryAfter?: number;
};

/** How often the fault has struck, and a way to end it early. */
export type Failing = { readonly hits: number; stop(): void };

type Armed = Fault & { address?: string; left: number; hits: number };

/** What shall go wrong, asked once for each request. */
export class Faults {
  #armed: Armed[] = [];
  #pauses = new Map<string, number>();
  #outages: { from: number; to: number }[] = [];
  /** Requests sent while the platform had asked to wait. */
  hasty = 0;
  delayMs = 0;

  fail(fault: Fault, address?: string): Failing {
    const armed: Armed = { ...fault, ...(address !== undefined && { address }), left: fault.times ?? 1, hits: 0 };
    this.#armed.push(armed);
    return {
      get hits() {
        return armed.hits;
      },
      stop: () => {
        armed.left = 0;
      },
    };
  }

  outage(from: number, to: number): void {
    this.#outages.push({ from, to });
  }

  isDown(now: number): boolean {
    return this.#outages.some((each) => now >= each.from && now < each.to);
  }

  /** The fault that strikes this request, if any; it is used up. */
  strike(method: string, address: string | undefined, now: number): Fault | undefined {
    const waiting = this.#stillPaused(address, now);
    if (waiting > 0 && method !== 'getUpdates') return { with: '429', retryAfter: waiting };
    if (this.#armed.length === 0) return;
    const armed = this.#armed.find((each) => each.left > 0 && meant(each, method, address));
    if (!armed) return;
    armed.left -= 1;
    armed.hits += 1;
    this.#armed = this.#armed.filter((each) => each.left > 0);
    if (armed.with === '429' && address !== undefined) this.#pauses.set(address, now + (armed.retryAfter ?? 1) * 1000);
    return armed;
  }

  #stillPaused(address: string | undefined, now: number): number {
    const until = address === undefined ? undefined : this.#pauses.get(address);
    if (until === undefined) return 0;
    if (until <= now) this.#pauses.delete(address ?? '');
    else this.hasty += 1;
    return Math.max(0, Math.ceil((until - now) / 1000));
  }
}

const meant = (fault: Armed, method: string, address: string | undefined): boolean =>
  (fault.address === undefined || fault.address === address) &&
  (fault.method === undefined ? method !== 'getUpdates' : fault.method.toLowerCase() === method.toLowerCase());

/** Cuts the connection; what the client knows is only that no answer came. */
export function cut(res: ServerResponse, how: 'reset' | 'close' = 'reset'): void {
  if (how === 'reset') res.socket?.resetAndDestroy();
  else res.destroy();
}

export const htmlPage =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center></body>\r\n</html>\r\n';
