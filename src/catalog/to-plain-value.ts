import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { CATALOG_LIMITS } from "./catalog-limits.ts";
import type { YamlProblem } from "./parse-yaml.ts";
import type { ProblemCode } from "./problem-codes.ts";

export type PlainValue = string | number | boolean | null | readonly PlainValue[] | PlainMap;
export interface PlainMap {
  readonly [key: string]: PlainValue;
}

export interface PlainDocument {
  readonly value: PlainValue;
  /** Dotted path -> offset of the key (of the value, for an item of a list). */
  readonly keyOffsets: ReadonlyMap<string, number>;
  /** Dotted path -> offset of the value. */
  readonly valueOffsets: ReadonlyMap<string, number>;
  readonly problems: readonly YamlProblem[];
}

interface Walk {
  readonly anchors: Map<string, Node>;
  /** Anchored nodes that are being walked through: an alias to one of them has no end. */
  readonly open: Set<Node>;
  readonly keyOffsets: Map<string, number>;
  readonly valueOffsets: Map<string, number>;
  readonly problems: YamlProblem[];
  values: number;
}

interface Place {
  readonly path: string;
  readonly depth: number;
  readonly offset: number;
}

const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Turns a parsed document into plain values and remembers where each one stands. The library's own conversion
 * would take `__proto__`, equal keys and nested aliases without a word. Depth is bounded by the parser and here again,
 * because aliases add to it.
 */
export function toPlainValue(document: Document): PlainDocument {
  const walk: Walk = {
    anchors: new Map(),
    open: new Set(),
    keyOffsets: new Map(),
    valueOffsets: new Map(),
    problems: [],
    values: 0,
  };
  const value = toPlain(walk, document.contents, { path: "", depth: 0, offset: 0 });
  return { value, keyOffsets: walk.keyOffsets, valueOffsets: walk.valueOffsets, problems: walk.problems };
}

function toPlain(walk: Walk, node: unknown, place: Place): PlainValue {
  walk.values += 1;
  if (walk.values > CATALOG_LIMITS.values) {
    if (walk.values === CATALOG_LIMITS.values + 1)
      tell(walk, { code: "too-many-aliases", offset: place.offset, message: TOO_MUCH });
    return null;
  }
  const offset = (node as { range?: readonly number[] } | null)?.range?.[0] ?? place.offset;
  walk.valueOffsets.set(place.path, offset);
  if (isAlias(node)) return toAliased(walk, node.source, { ...place, offset });
  if (isScalar(node)) {
    if (node.anchor !== undefined) walk.anchors.set(node.anchor, node);
    return toPlainScalar(node.value);
  }
  if (!isMap(node) && !isSeq(node)) return null;
  const depth = place.depth + 1;
  if (depth > CATALOG_LIMITS.depth) {
    const message = `Maps and lists are nested more than ${CATALOG_LIMITS.depth} deep here`;
    return tell(walk, { code: "too-deep", offset, message });
  }
  if (node.anchor !== undefined) walk.anchors.set(node.anchor, node);
  walk.open.add(node);
  const inner = { path: place.path, depth, offset };
  const value = isMap(node) ? toPlainMap(walk, node, inner) : toPlainList(walk, node, inner);
  walk.open.delete(node);
  return value;
}

const TOO_MUCH = `Aliases stand for more than ${CATALOG_LIMITS.values} values; write out what is needed`;

function toAliased(walk: Walk, name: string, place: Place): PlainValue {
  const target = walk.anchors.get(name);
  if (target === undefined) {
    return tell(walk, {
      code: "bad-alias",
      offset: place.offset,
      message: "The alias has no anchor of its name before it",
    });
  }
  if (walk.open.has(target)) {
    return tell(walk, {
      code: "bad-alias",
      offset: place.offset,
      message: "The alias stands inside its own anchor and would never end",
    });
  }
  const value = toPlain(walk, target, place);
  walk.valueOffsets.set(place.path, place.offset);
  return value;
}

function toPlainScalar(value: unknown): PlainValue {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return null;
}

function toPlainList(walk: Walk, list: YAMLSeq, place: Place): readonly PlainValue[] {
  return list.items.map((item, index) =>
    toPlain(walk, item, { ...place, path: place.path === "" ? `${index}` : `${place.path}.${index}` }),
  );
}

function toPlainMap(walk: Walk, map: YAMLMap, place: Place): PlainMap {
  const entries = new Map<string, PlainValue>();
  for (const pair of map.items) {
    const key = toKey(walk, pair, place);
    if (key === undefined) continue;
    if (entries.has(key.text)) {
      tell(walk, {
        code: "duplicate-key",
        offset: key.offset,
        message: `The key "${key.text}" stands twice in this map; remove one`,
      });
      continue;
    }
    const path = place.path === "" ? key.text : `${place.path}.${key.text}`;
    walk.keyOffsets.set(path, key.offset);
    entries.set(key.text, toPlain(walk, pair.value, { path, depth: place.depth, offset: key.offset }));
  }
  return Object.fromEntries(entries);
}

function toKey(
  walk: Walk,
  pair: Pair,
  place: Place,
): { readonly text: string; readonly offset: number } | undefined {
  const key = pair.key;
  const offset = (key as { range?: readonly number[] } | null)?.range?.[0] ?? place.offset;
  const refuse = (code: ProblemCode, message: string): undefined => {
    tell(walk, { code, offset, message });
  };
  if (!isScalar(key)) return refuse("wrong-type", "A key must be one word, not a list, a map or an alias");
  // `404` and `true` are keys as they are written, not as the number or truth value that they could be.
  const text = typeof key.value === "string" ? key.value : (key.source ?? "");
  if (text === "<<") return refuse("merge-key", '"<<" (merge) is not supported; write the keys out');
  if (FORBIDDEN_KEYS.has(text))
    return refuse("forbidden-key", `"${text}" can't be a key; choose another word`);
  if (text.length > CATALOG_LIMITS.keyLength) {
    return refuse("too-long", `A key has at most ${CATALOG_LIMITS.keyLength} characters`);
  }
  if (key.anchor !== undefined) walk.anchors.set(key.anchor, key);
  return { text, offset };
}

function tell(walk: Walk, problem: YamlProblem): null {
  walk.problems.push(problem);
  return null;
}
