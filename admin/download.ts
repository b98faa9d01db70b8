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
    const plain = this.name.replace(/[^\w. -]/g, '_');
    res.set({
      'Content-Type': this.type,
      'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(this.name)}`,
    });
    res.send(Buffer.from(this.bytes));
  }
}
