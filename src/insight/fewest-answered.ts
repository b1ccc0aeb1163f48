/** Answered changes that a repository needs before it is told something unasked. */
export const FEWEST_ANSWERED = 20;
