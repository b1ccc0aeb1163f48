import type { CatalogLayer } from "./catalog-layer.ts";
import type { LayerProblem } from "./catalog-problem.ts";
import type { Entries } from "./list-entries.ts";
import type { Setting } from "./unite-settings.ts";

/** A text of the catalog that is compared with what GitHub has, and where it stands. */
interface Comparison {
  readonly layer: CatalogLayer;
  /** `areas.cart.paths.0` */
  readonly path: string;
  readonly text: string;
  readonly kind: "glob" | "login" | "label" | "keyword";
}

/** Why nothing is ever the same as the text, as words that follow on it, with what to write. */
interface Fault {
  readonly what: string;
  readonly write?: string;
}

type Form = readonly [kinds: readonly Comparison["kind"][], find: (text: string) => Fault | undefined];

const ANY = ["glob", "login", "label", "keyword"] as const;
/** Straight, typographic and angled ones, of either side. */
const QUOTES = "\"'`\\u00AB\\u00BB\\u2018-\\u201F\\u2039\\u203A\\u300C\\u300D";
const QUOTED = new RegExp(`^[${QUOTES}]+|[${QUOTES}]+$`, "gu");
/** GitHub's own limit of a label's name. */
const LONGEST_LABEL = 50;
/** Files that have no dot in their name. */
const PLAIN_FILES =
  /^(?:makefile|.*dockerfile|containerfile|license|licence|copying|notice|readme|changelog|authors|contributors|codeowners|owners|maintainers|procfile|gemfile|rakefile|brewfile|vagrantfile|jenkinsfile|justfile|podfile|fastfile|caddyfile|tiltfile|build|workspace|version|gradlew|mvnw|todo|install|news|thanks)$/iu;
/** Folders of programs and scripts, whose files often have no ending. */
const PROGRAMS = /(?:^|\/)(?:s?bin|scripts?|tools?|hooks|cmd|dev|\.[^/]+)\//iu;

const FORMS: readonly Form[] = [
  [
    ANY,
    (text) => {
      const bare = text.replace(QUOTED, "");
      return bare === text ? undefined : { what: "has quotes that count as a part of it", write: bare };
    },
  ],
  [ANY, (text) => (text.trim() === text ? undefined : { what: "has blanks around it", write: text.trim() })],
  [
    ["login", "label"],
    (text) =>
      /^(?:https?:)?\/\/|^(?:www\.)?github\.com\//iu.test(text)
        ? { what: "is an address; write the name alone", write: toName(text) }
        : undefined,
  ],
  [
    ["login"],
    (text) =>
      text.startsWith("@") ? { what: "begins with @; a login has none", write: text.slice(1) } : undefined,
  ],
  [
    ["login"],
    (text) =>
      /^apps?\/[\w-]+$/u.test(text)
        ? { what: "is how some tools write an app", write: `${toName(text)}[bot]` }
        : undefined,
  ],
  [
    ["login"],
    (text) => (text.includes("/") ? { what: "is a team or a path; name each login instead" } : undefined),
  ],
  [
    ["login", "label", "keyword"],
    (text) =>
      /,\s*\S/u.test(text)
        ? { what: "is one text with a comma; write each as an entry of its own" }
        : undefined,
  ],
  [["glob"], findGlobFault],
  [
    ["label"],
    (text) =>
      [...text].length > LONGEST_LABEL
        ? { what: `is longer than the ${LONGEST_LABEL} characters that GitHub allows a label` }
        : undefined,
  ],
];

function findGlobFault(glob: string): Fault | undefined {
  if (/,/u.test(glob.replace(/\{[^}]*\}/gu, "")) && /,\s|,[^,]*[/*]/u.test(glob)) {
    return { what: "is one glob with a comma; write each as an entry of its own" };
  }
  if (/[^/\\]\\\*{1,2}(?:\\|$)/u.test(glob)) {
    return {
      what: "has a \\ before *, which makes it an ordinary character; folders are parted by /",
      write: glob.replaceAll("\\", "/"),
    };
  }
  if (/(?:^|\/)(?:\.{3,}|\u2026)(?:\/|$)/u.test(glob)) {
    return { what: "has dots for a folder; ** stands for any", write: glob.replace(/\.{3,}|\u2026/gu, "**") };
  }
  const last = glob.slice(glob.lastIndexOf("/") + 1);
  if (/[.*?[\]{}\\()]/u.test(last) || PLAIN_FILES.test(last) || PROGRAMS.test(glob)) return undefined;
  return { what: "is one file of that name and no folder", write: `${glob}/**` };
}

function toName(address: string): string {
  return decodeURIComponentOrSame(
    address
      .replace(/[?#].*$/u, "")
      .replace(/\/+$/u, "")
      .split("/")
      .at(-1) ?? "",
  );
}

function decodeURIComponentOrSame(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Texts that can never be the same as a path, a login, a label or a word of a title. */
export function checkMatches(
  { metrics, areas }: Entries,
  settings: ReadonlyMap<string, Setting>,
): readonly LayerProblem[] {
  const list = (
    kind: Comparison["kind"],
    { layer, path, texts }: { layer: CatalogLayer; path: string; texts: readonly string[] | undefined },
  ): readonly Comparison[] =>
    (texts ?? []).map((text, position) => ({ kind, layer, path: `${path}.${position}`, text }));
  const policy = (kind: Comparison["kind"], path: string): readonly Comparison[] => {
    const setting = settings.get(path);
    if (setting?.layer === undefined) return [];
    return list(kind, { layer: setting.layer, path, texts: setting.value as readonly string[] });
  };
  return [
    ...areas.flatMap(({ layer, path, file }) =>
      list("glob", { layer, path: `${path}.paths`, texts: file.paths }),
    ),
    ...metrics.flatMap(({ layer, path, file }) => [
      ...list("keyword", { layer, path: `${path}.keywords`, texts: file.keywords }),
      ...list("label", { layer, path: `${path}.labels`, texts: file.labels }),
    ]),
    ...policy("login", "prompt.exempt.authors"),
    ...policy("label", "prompt.exempt.labels"),
    ...policy("glob", "prompt.exempt.paths"),
    ...policy("label", "judgement.incident_labels"),
  ].flatMap(toProblem);
}

/** Undefined where a text may well match. */
export function findMatchFault(kind: Comparison["kind"], text: string): Fault | undefined {
  for (const [kinds, find] of FORMS) {
    const fault = kinds.includes(kind) ? find(text) : undefined;
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function toProblem({ layer, path, text, kind }: Comparison): readonly LayerProblem[] {
  const fault = findMatchFault(kind, text);
  if (fault === undefined) return [];
  const { what, write } = fault;
  const suggestion = write === undefined || write === "" ? undefined : write;
  const advice = suggestion === undefined ? "" : `; write ${JSON.stringify(suggestion)}`;
  const message = `${path} (${JSON.stringify(text.slice(0, 80))}) never matches: it ${what}${advice}`;
  return [{ layer, path, part: "value", code: "never-matches", message, suggestion }];
}
