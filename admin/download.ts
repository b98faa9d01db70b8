import type { Response } from 'express';

/** An answer that is a file: the browser saves it under `name`. */
export class Download {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;

  constructor(name: string, type: string, bytes: Uint8Array) {
    this.name = name;
    this.type = type;
    this.bytes = bytes;
  }

  send(res: Response): void {
    res.set(headersOf(this.name, this.type)).send(Buffer.from(this.bytes));
  }
}

/** What makes a browser save an answer under a name, in any alphabet. */
export const headersOf = (name: string, type: string): Record<string, string> => ({
  'Content-Type': type,
  'Content-Disposition': `attachment; filename="${name.replace(/[^\w. -]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`,
});
