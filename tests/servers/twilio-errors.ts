/** An error as Twilio answers it. A breach is the sender's own mistake; the rest happens to good senders too. */
export class TwilioError extends Error {
  readonly status: number;
  readonly code: number;
  readonly breach: boolean;

  constructor(status: number, code: number, message: string, breach = false) {
    super(message);
    this.status = status;
    this.code = code;
    this.breach = breach;
  }

  toJSON(): object {
    return { code: this.code, message: this.message, more_info: `https://www.twilio.com/docs/errors/${this.code}`, status: this.status };
  }
}

/** A request that the sender could have known to be wrong. */
export const wrong = (code: number, message: string): TwilioError => new TwilioError(400, code, message, true);

export const notFound = (what: string): TwilioError => new TwilioError(404, 20404, `The requested resource ${what} was not found`);
