import type { Fields } from './spec.ts';

/** One page of a list, with the addresses of its neighbours as Twilio writes them. */
export function paged(path: string, name: string, all: Fields[], query: Fields): Fields {
  const size = Number(query.PageSize ?? 50);
  const page = Number(query.Page ?? 0);
  const others = Object.entries(query).filter(([key]) => !['Page', 'PageSize', 'PageToken'].includes(key));
  const uri = (number: number) =>
    `${path}?${new URLSearchParams([...others.map(([key, value]): [string, string] => [key, String(value)]), ['PageSize', String(size)], ['Page', String(number)]])}`;
  const start = page * size;
  return {
    [name]: all.slice(start, start + size),
    page,
    page_size: size,
    start,
    end: Math.min(all.length, start + size) - 1,
    uri: uri(page),
    first_page_uri: uri(0),
    next_page_uri: start + size < all.length ? uri(page + 1) : null,
    previous_page_uri: page > 0 ? uri(page - 1) : null,
  };
}
