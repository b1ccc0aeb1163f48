import type { Origin, Visibility } from "../model/catalog.ts";
import type { Problem } from "../model/result.ts";
import type { CatalogLayer, FindPosition } from "./catalog-layer.ts";
import { compareProblems, limitProblems, toProblem } from "./catalog-problem.ts";
import { catalogSchema } from "./catalog-schema.ts";
import { describeSchemaIssue, type SchemaProblem } from "./describe-schema-issue.ts";
import { quote, quoteTextAt } from "./find-text-to-quote.ts";
import { type LayeredCatalog, layerCatalogs } from "./layer-catalogs.ts";
import { buildTextPositions, findTextFault, type YamlProblem } from "./parse-yaml.ts";
import { readYaml } from "./read-yaml.ts";
import type { PlainDocument } from "./to-plain-value.ts";

interface CatalogSource {
  readonly text: string;
  /** `owner/name:path` on GitHub, or the path of a local file: as it is to be shown. */
  readonly file: string;
  /** Who can read the file, where that is known. */
  readonly visibility?: Visibility;
}

interface ParsedCatalog {
  /** Undefined exactly where a problem is an error. */
  readonly layer: CatalogLayer | undefined;
  /** In the order of the file. */
  readonly problems: readonly Problem[];
}

/**
 * Reads one file; what it says of metrics in other files is checked by `layerCatalogs`. Never throws on bad input,
 * and takes time and space of the size of the file.
 */
export function parseCatalog(source: CatalogSource): ParsedCatalog {
  const fault = findTextFault(source.text);
  if (fault !== undefined) return refuse([toProblem({ file: source.file, line: 1, column: 1 }, fault)]);
  // Without its mark at the beginning, columns are those that an editor shows.
  const text = source.text.replace(/^\u{FEFF}/u, "");
  const toPosition = buildTextPositions(text);
  const locate = (problem: YamlProblem): Problem =>
    toProblem({ file: source.file, ...toPosition(problem.offset) }, problem);
  const read = readYaml(text);
  if (!read.ok) return refuse(read.error.map(locate));
  const plain = read.value;
  if (plain.value === null) {
    const message = "The catalog is empty; run throughline init, or write one metric";
    return refuse([toProblem({ file: source.file, line: 1, column: 1 }, { code: "empty", message })]);
  }
  const findPosition = buildFindPosition(plain, toPosition);
  const checked = catalogSchema.safeParse(plain.value, { reportInput: true });
  if (!checked.success) {
    const found = checked.error.issues.flatMap(describeSchemaIssue);
    const locateFound = ({ path, part, ...detail }: SchemaProblem): Problem =>
      toProblem(
        { file: source.file, ...findPosition(path, part) },
        {
          ...detail,
          message: `${detail.message}${adviseQuotes(text, plain.valueOffsets.get(path), detail)}`,
        },
      );
    return refuse(found.map(locateFound));
  }
  const visibility = source.visibility === undefined ? {} : { visibility: source.visibility };
  return { layer: { file: source.file, ...visibility, content: checked.data, findPosition }, problems: [] };
}

function refuse(problems: readonly Problem[]): ParsedCatalog {
  return { layer: undefined, problems: limitProblems([...problems].sort(compareProblems)) };
}

/** What has another type only because it stands without quotes is shown with them. */
function adviseQuotes(
  text: string,
  offset: number | undefined,
  { code, message }: Pick<SchemaProblem, "code" | "message">,
): string {
  if (offset === undefined || (code !== "wrong-type" && code !== "wrong-value")) return "";
  if (message.endsWith("put it in quotes") || TEXT_WANTED.test(message)) {
    const quoted = quoteTextAt(text, offset);
    if (quoted === undefined || quoted.length > LONGEST_SHOWN) return "";
    return message.endsWith("quotes")
      ? `, as ${quoted}`
      : `; if it is a text, put it in quotes, as ${quoted}`;
  }
  if (!/ is empty; |must not be empty$/.test(message)) return "";
  // An anchor, a comment, the sign of a text of several lines: nothing is left of the text that was meant.
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1).split("\n", 1)[0] ?? "";
  const sign = /(?<=[:,[{-][ \t]+|[,[{])(?:[#&][^\s,\]}]+|[|>])(?=\s*$|[,\]}])/u.exec(line)?.[0];
  return sign === undefined ? "" : `; if ${sign} is a text, put it in quotes, as ${quote(sign)}`;
}

const TEXT_WANTED = /must be text, not a (?:list|map)$/;
const LONGEST_SHOWN = 80;

function buildFindPosition(
  plain: PlainDocument,
  toPosition: (offset: number) => { line: number; column: number },
): FindPosition {
  return (path, part) => {
    for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf(".")))) {
      const value = plain.valueOffsets.get(at);
      const offset = part === "key" ? (plain.keyOffsets.get(at) ?? value) : value;
      if (offset !== undefined || at === "") return toPosition(offset ?? 0);
    }
  };
}

export interface LayeredSource extends CatalogSource {
  readonly layer: Origin["layer"];
}

/** The effective catalog of files, farthest layer first. All problems, in the order of the files and their lines. */
export function buildCatalog(sources: readonly LayeredSource[]): LayeredCatalog {
  const parsed = sources.map((source) => ({ layer: source.layer, ...parseCatalogOf(source) }));
  const layers = parsed.flatMap(({ layer, content }) => (content === undefined ? [] : [{ layer, content }]));
  // What the files say together means nothing while one of them can't be read.
  if (layers.length < parsed.length) {
    return { catalog: undefined, problems: parsed.flatMap(({ problems }) => problems) };
  }
  return layerCatalogs(layers);
}

function parseCatalogOf(source: LayeredSource) {
  const { layer: content, problems } = parseCatalog(source);
  return { content, problems };
}
