import type { StaffTurn } from '../dialog.ts';

/** Whether the pressed message is a screen of its own that the answer may rewrite; cards and notices are kept. */
export const rewritesPressed = ({ heard }: StaffTurn): boolean => heard.kind === 'button' && /^o/.test(heard.data);
