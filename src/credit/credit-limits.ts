/** More of them is no credit any more but a list; what is over is left out. Lengths are in code points. */
export const CREDIT_LIMITS = {
  /** Of one change, its author among them. */
  credits: 20,
  learnings: 3,
  ideas: 5,
  /** Of a `Learned:` line, `/learned` or the words of `/credit`. */
  words: 300,
  /** That a learning or the words of a command may take. */
  lines: 20,
  /** Code units of a line of people that are looked at. */
  lineUnits: 1_000,
} as const;
