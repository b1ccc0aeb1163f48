import type { LayeredSource } from "../../catalog/build-catalog.ts";
import { parseCatalog } from "../../catalog/parse-catalog.ts";
import type { Problem } from "../../model/problem.ts";
import { hasWord } from "../../text/has-word.ts";

/**
 * Problems of a public file, without what other files keep from its readers: a message that names a private metric or
 * area says less, unless the file names it itself.
 */
export function hidePrivateWords(
  problems: readonly Problem[],
  own: LayeredSource,
  farther: readonly LayeredSource[],
): readonly Problem[] {
  const words = farther.flatMap(listPrivateWords).filter((word) => !hasWord(own.text, word));
  return problems.map((problem) => {
    if (!words.some((word) => hasWord(problem.message, word))) return problem;
    const { suggestion: _, ...rest } = problem;
    return { ...rest, message: HIDDEN };
  });
}

const HIDDEN = "This does not go together with a part of the catalog that not everybody may read";

/** Keys, names and former keys of metrics, and keys of areas. */
function listPrivateWords(source: LayeredSource): readonly string[] {
  const { metrics = {}, areas = {} } = parseCatalog(source).layer?.content ?? {};
  const isPrivate = source.visibility !== "public";
  return [
    ...Object.entries(metrics).flatMap(([key, { visibility, name, was = [] }]) =>
      (visibility ?? source.visibility) === "public" ? [] : [key, name ?? key, ...was],
    ),
    ...(isPrivate ? Object.keys(areas) : []),
  ];
}
