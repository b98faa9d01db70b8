import express from 'express';

/** How every door reads JSON: at most `limit`, never unpacked, and nothing in it that a schema could stumble over. */
export const jsonBody = (limit: string | number) => express.json({ limit, inflate: false, reviver: measurable });

/**
 * zod compares the `length` of whatever brings one, also of what it has found to be no text and no list; an object there may be one that does not
 * compare and throws. No honest length is an object.
 */
const measurable = (name: string, value: unknown): unknown => (name === 'length' && typeof value === 'object' ? null : value);
