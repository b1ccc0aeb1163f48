/**
 * Keys that a catalog may hold and that nothing reads yet, so that a catalog written today never breaks by an
 * upgrade. A key covers what is below it. Take a key out of this list in the commit that gives it effect.
 */
export const NOT_YET_IN_EFFECT: readonly string[] = ["judgement"];
