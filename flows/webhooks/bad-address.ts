import { isIP } from 'node:net';

let allowed: readonly string[] = [];

/** Inner IP addresses that the owner of the machine named for webhooks; called once at start. */
export function allowInnerAddresses(addresses: readonly string[]): void {
  allowed = addresses;
}

/** Names that only mean something inside a network. */
const innerNames = /(^|\.)(local|localhost|internal|intranet|lan|home|corp|private|arpa|test|invalid)$/;

/**
 * Whether nothing may be sent to this address, as far as its spelling tells: a password in it, a bare number in any notation or a name without a
 * domain (unless inner addresses were named), no https. Where a name leads is looked at anew at each sending.
 */
export function isBadAddress(address: string): boolean {
  const url = address.length <= 1000 ? URL.parse(address) : null;
  if (!url || !['https:', 'http:'].includes(url.protocol) || url.username || url.password) return true;
  const name = url.hostname.replace(/\.$/, '').replace(/^\[(.*)\]$/, '$1');
  if (isIP(name) !== 0) return !allowed.includes(name);
  if (!name.includes('.') || innerNames.test(name)) return allowed.length === 0;
  return url.protocol !== 'https:';
}
