import { z } from 'zod';
import type { Actions } from './action.ts';
import { type InputKind, inputKinds } from './params.ts';

/** One input of an action. */
export interface Input {
  key: string;
  kind: InputKind;
  words?: readonly string[] | undefined;
  /** What it is when nobody says anything. */
  fallback?: unknown;
}

export interface DescribedAction {
  name: string;
  inputs: Input[];
}

/** What the panel needs to draw the form of each action. */
export const describeActions = (actions: Actions): DescribedAction[] =>
  [...actions.values()].map(({ name, params }) => ({ name, inputs: inputsOf(params) }));

const property = z.object({
  kind: z.enum(inputKinds),
  enum: z.array(z.string()).optional(),
  items: z.object({ enum: z.array(z.string()).optional() }).optional(),
  default: z.unknown().optional(),
});

/** Throws for a parameter that does not say its kind: nobody could fill it in. */
function inputsOf(params: z.ZodType): Input[] {
  const { properties = {} } = z.toJSONSchema(params, { io: 'input' });
  return Object.entries(properties).map(([key, given]) => {
    const { kind, enum: words, items, default: fallback } = property.parse(given);
    return { key, kind, words: words ?? items?.enum, fallback };
  });
}
