import type { LayerProblem } from "./catalog-problem.ts";
import type { Entries } from "./list-entries.ts";

/** A glob that stands twice, in one area or in two. */
export function checkGlobs(areas: Entries["areas"]): readonly LayerProblem[] {
  const owners = new Map<string, string>();
  return areas.flatMap(({ layer, path, key, file }) =>
    file.paths.flatMap((glob, position): readonly LayerProblem[] => {
      const owner = owners.get(glob);
      owners.set(glob, owner ?? key);
      if (owner === undefined) return [];
      const place = { layer, path: `${path}.paths.${position}`, part: "value" } as const;
      if (owner === key) {
        return [
          { ...place, code: "duplicate-entry", message: `${path}.paths has "${glob}" twice; remove one` },
        ];
      }
      const message = `The areas "${owner}" and "${key}" both have the glob "${glob}"; keep it in one`;
      return [{ ...place, code: "same-glob", message }];
    }),
  );
}
