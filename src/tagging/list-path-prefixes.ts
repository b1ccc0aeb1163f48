const DEEPEST = 12;

/** `a/b/c.ts` -> `a`, `a/b`, `a/b/c.ts` */
export function listPathPrefixes(path: string): readonly string[] {
  const prefixes: string[] = [];
  for (
    let slash = path.indexOf("/");
    slash > 0 && prefixes.length < DEEPEST;
    slash = path.indexOf("/", slash + 1)
  ) {
    prefixes.push(path.slice(0, slash));
  }
  prefixes.push(path);
  return prefixes;
}
