/** Pictures on their way are shown from the browser's own memory, which is given back once they have arrived. */
export function openPreviews() {
  const addresses = new Map();

  function addressOf({ id, file }) {
    if (!addresses.has(id)) addresses.set(id, URL.createObjectURL(file));
    return addresses.get(id);
  }

  return {
    put(items) {
      for (const item of items) if (item.file && item.shown?.kind === 'photo') item.preview = addressOf(item);
      for (const [id, address] of addresses) {
        if (items.some((item) => item.id === id)) continue;
        URL.revokeObjectURL(address);
        addresses.delete(id);
      }
    },
  };
}
