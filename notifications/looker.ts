/** So long after a look the next one waits: what comes meanwhile is one look, and people do not notice five milliseconds. */
const restMs = 5;

/** Looks when nudged, one look at a time; nudges that come during a look, or right after it, are one more look. */
export class Looker {
  readonly #look: () => Promise<boolean>;
  #looking: Promise<void> | undefined;
  #wanted = false;
  #stopped = false;
  #hurried = false;
  #wake = () => {};

  /** `look` answers whether there is more to be seen at once; it does not reject. */
  constructor(look: () => Promise<boolean>) {
    this.#look = look;
  }

  nudge(): void {
    this.#wanted = true;
    if (!this.#stopped) this.#looking ??= this.#run();
  }

  async #run(): Promise<void> {
    while (this.#wanted && !this.#stopped) {
      this.#wanted = false;
      if (await this.#look()) this.#wanted = true;
      else await this.#rest();
    }
    this.#looking = undefined;
  }

  async #rest(): Promise<void> {
    if (!this.#hurried) await new Promise<void>((resolve) => this.#restUntil(resolve));
    this.#hurried = false;
  }

  #restUntil(over: () => void): void {
    const timer = setTimeout(over, restMs);
    this.#wake = () => {
      clearTimeout(timer);
      over();
    };
  }

  /** The look under way, if any; for somebody who waits for it the rest behind it is cut short. */
  hurry(): Promise<void> | undefined {
    if (!this.#looking) return undefined;
    this.#hurried = true;
    this.#wake();
    return this.#looking;
  }

  /** No look begins any more; resolves when the last one is over. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.hurry();
  }
}
