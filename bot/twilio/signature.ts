import { type Request, type RequestHandler, urlencoded } from 'express';
import { getExpectedTwilioSignature, validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import type { Config } from '../../config.ts';

/** Reads the form that Twilio has posted and signed; what carries no signature at all is refused before it is read. */
export const signedForm = (config: Pick<Config, 'publicUrl' | 'twilioAuthToken'>, limit: string): RequestHandler[] => [
  (req, res, next) => (req.get('x-twilio-signature') ? next() : void res.sendStatus(403)),
  urlencoded({ extended: false, inflate: false, limit }),
  refuseUnsigned(config),
];

/** Lets only what Twilio has signed pass: 403 for everything else, and without a public address for everything. */
export function refuseUnsigned({ publicUrl, twilioAuthToken: token }: Pick<Config, 'publicUrl' | 'twilioAuthToken'>): RequestHandler {
  return (req, res, next) => {
    const signature = req.get('x-twilio-signature') ?? '';
    // The address is the configured one: `Host` and its like are the caller's to choose.
    const isForm = Boolean(req.is('urlencoded'));
    const isGenuine =
      isForm && publicUrl && token && signature && isSigned(token, signature, publicUrl + req.originalUrl, parametersOf(req));
    if (isGenuine) next();
    else res.sendStatus(403);
  };
}

/** The library throws on an address that is none. */
function isSigned(...given: Parameters<typeof validateRequest>): boolean {
  try {
    return validateRequest(...given);
  } catch {
    return false;
  }
}

/** The form that Twilio has posted. */
export const parametersOf = ({ body }: Request): Record<string, unknown> => (typeof body === 'object' && body !== null ? { ...body } : {});

/** What Twilio would write over a form of its own, to try whether it arrives as it was signed. */
export const signedAs = (token: string, url: string, form: Record<string, string>): string => getExpectedTwilioSignature(token, url, form);
