/** The key of the chat in a frame of another site: no cookie comes there, and what a frame stores is its own on each site. */
const key = 'anna session';

export function keptSession() {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function keepSession(session) {
  try {
    localStorage.setItem(key, session);
  } catch {
    // Forbidden: the chat begins anew with the next page.
  }
}
