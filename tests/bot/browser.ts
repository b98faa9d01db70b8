/** As much of a browser as the chat needs: cookies by their path, and pages that post to where they came from. */
export interface Browser {
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  cookie(name: string): string;
}

interface Cookie {
  name: string;
  value: string;
  path: string;
  line: string;
}

export function openBrowser(url: string): Browser {
  const jar: Cookie[] = [];

  async function ask(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Response> {
    const cookie = jar
      .filter((each) => within(path, each.path))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
    const answer = await fetch(`${url}${path}`, { redirect: 'manual', ...init, headers: { ...init.headers, ...(cookie && { cookie }) } });
    for (const line of answer.headers.getSetCookie()) keep(line);
    return answer;
  }

  function keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    const path = /; Path=([^;]+)/.exec(line)?.[1] ?? '/';
    const known = jar.findIndex((each) => each.name === name && each.path === path);
    jar.splice(known === -1 ? jar.length : known, 1, { name, value, path, line });
  }

  return {
    get: (path, headers = {}) => ask(path, { headers }),
    post: (path, body, headers = {}) =>
      body instanceof Uint8Array
        ? ask(path, { method: 'POST', headers: { 'content-type': 'application/octet-stream', ...headers }, body: new Uint8Array(body) })
        : ask(path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }),
    cookie: (name) => jar.find((each) => each.name === name)?.value ?? '',
  };
}

const within = (path: string, cookiePath: string) => {
  const [bare = ''] = path.split('?');
  return bare === cookiePath || bare.startsWith(cookiePath.endsWith('/') ? cookiePath : `${cookiePath}/`);
};
