import { isIP } from 'node:net';

let innerAllowed = false;

/** The owner of the machine named inner addresses that webhooks may go to; called once at start. Which of them is asked when something is sent. */
export function allowInnerAddresses(addresses: readonly string[]): void {
  innerAllowed = addresses.length > 0;
}

/** Names that only mean something inside a network. */
const innerNames = /(^|\.)(local|localhost|internal|intranet|lan|home|corp|private|arpa|test|invalid)$/;

/**
 * Whether nothing may be sent to this address, as far as its spelling tells: no https, a password in it, a bare number in any notation, a name
 * without a domain. Where a name leads is looked at anew at each sending.
 */
export function isBadAddress(address: string): boolean {
  const url = address.length <= 1000 ? URL.parse(address) : null;
  if (!url || url.username || url.password) return true;
  if (innerAllowed) return !['https:', 'http:'].includes(url.protocol);
  const name = url.hostname.replace(/\.$/, '');
  return url.protocol !== 'https:' || name.startsWith('[') || isIP(name) !== 0 || !name.includes('.') || innerNames.test(name);
}
