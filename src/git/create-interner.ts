export type Intern = (text: string) => string;

/** Gives the same string object for equal texts: a path of a busy file is kept once, not once for each change. */
export function createInterner(): Intern {
  const known = new Map<string, string>();
  return (text) => {
    const first = known.get(text);
    if (first !== undefined) return first;
    known.set(text, text);
    return text;
  };
}
