/** One element of an answer to Twilio: `<Say language="ru-RU">Здравствуйте</Say>`. */
export type Verb = { name: string; attributes: Record<string, string>; verbs: Verb[]; text: string };

const token = /<\?[^>]*\?>|<!--[\s\S]*?-->|<(\/?)([A-Za-z][\w-]*)((?:\s+[\w:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/gy;

/** The verbs within `<Response>`. Throws when it is not well-formed XML with that root. */
export function parseTwiml(xml: string): Verb[] {
  const root: Verb = { name: '', attributes: {}, verbs: [], text: '' };
  const open = [root];
  token.lastIndex = 0;
  let end = 0;
  for (let found = token.exec(xml); found; found = token.exec(xml)) {
    end = token.lastIndex;
    const [, closing, name, attributes = '', empty, text] = found;
    const inside = open.at(-1) ?? root;
    if (text !== undefined) inside.text += decode(text);
    else if (name && closing) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing`);
    } else if (name) {
      const verb: Verb = { name, attributes: attributesOf(attributes), verbs: [], text: '' };
      inside.verbs.push(verb);
      if (!empty) open.push(verb);
    }
  }
  if (end < xml.length) throw new Error(`not XML at ${JSON.stringify(xml.slice(end, end + 20))}`);
  const [response] = root.verbs;
  if (open.length > 1 || response?.name !== 'Response' || root.verbs.length > 1 || root.text.trim())
    throw new Error('the document must be one <Response>');
  return response.verbs;
}

const attributesOf = (source: string): Record<string, string> =>
  Object.fromEntries(
    [...source.matchAll(/([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name = '', double, single]) => [
      name,
      decode(double ?? single ?? ''),
    ]),
  );

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decode(source: string): string {
  return source.replace(/&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));|&/g, (all: string, decimal?: string, hex?: string, name?: string) => {
    const known = name === undefined ? undefined : named[name];
    if (known) return known;
    if (!decimal && !hex) throw new Error(`"${all}" must be escaped`);
    return String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16));
  });
}
