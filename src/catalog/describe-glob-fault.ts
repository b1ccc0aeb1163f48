import { CATALOG_LIMITS } from "./catalog-limits.ts";
import { parseGlob } from "./parse-glob.ts";

/** Forms that would be taken in silence and never match a path, with what to write instead. */
const FAULTS: readonly (readonly [form: RegExp, fault: string])[] = [
  [/^!/u, 'begins with "!"; globs only add, so name what belongs to it'],
  [/^\.?\//u, 'begins with "/" or "./"; paths begin at the repository\'s root without it'],
  [/\/$/u, 'ends with "/"; write "/**" for all that a folder holds'],
  [/\/\//u, 'has "//"'],
  [/(?:^|\/)\.\.?(?:\/|$)/u, 'has a "." or ".." segment'],
  [/\\(?:[\p{L}\p{N}_. ]|$)/u, 'has a "\\" before an ordinary character; folders are parted by "/"'],
];

/** Why a glob is refused, as words that follow on it; undefined where it is fine. */
export function describeGlobFault(glob: string): string | undefined {
  // Longer ones are refused for their length, and are not read at all.
  if (glob.length > 2 * CATALOG_LIMITS.globLength) return undefined;
  const found = FAULTS.find(([form]) => form.test(glob));
  if (found !== undefined) return found[1];
  const parsed = parseGlob(glob);
  return parsed.ok ? undefined : parsed.error;
}
