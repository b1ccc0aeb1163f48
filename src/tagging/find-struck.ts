/** Part of a text that a reader sees struck out, from its opening mark to behind its closing one. */
export interface Struck {
  readonly start: number;
  readonly end: number;
}

const OPENING_TAG = /<(del|s|strike)(?=[\s/>])[^<>]*>/giu;
/** An escaped sign, or a run of tildes. */
const TILDES = /\\[!-/:-@[-`{-~]|~+/gu;
const SPACE = /\s/u;
const PUNCTUATION = /[\p{P}\p{S}\p{Co}]/u;

/**
 * What is struck out by `~x~`, `~~x~~`, `<del>`, `<s>` or `<strike>`, in order, none inside another. A tag that is
 * never closed strikes to the end, tildes that are not closed strike nothing, as on GitHub. Linear in the length.
 */
export function findStruck(inline: string): readonly Struck[] {
  if (!(inline.includes("~") || /<(?:del|s)/iu.test(inline))) return [];
  const all = [...listTagged(inline), ...listTildes(inline)].sort((a, b) => a.start - b.start);
  const apart: Struck[] = [];
  for (const struck of all) {
    const last = apart.at(-1);
    if (last === undefined || struck.start >= last.end) apart.push(struck);
    else if (struck.end > last.end) apart[apart.length - 1] = { start: last.start, end: struck.end };
  }
  return apart;
}

function listTagged(inline: string): readonly Struck[] {
  const struck: Struck[] = [];
  OPENING_TAG.lastIndex = 0;
  for (let open = OPENING_TAG.exec(inline); open !== null; open = OPENING_TAG.exec(inline)) {
    const closing = new RegExp(`</${open[1]}\\s*>`, "giu");
    closing.lastIndex = OPENING_TAG.lastIndex;
    const end = closing.test(inline) ? closing.lastIndex : inline.length;
    struck.push({ start: open.index, end });
    OPENING_TAG.lastIndex = end;
  }
  return struck;
}

/**
 * Pairs of one or of two tildes. As in GitHub's parser a run closes the last one that is open; where the two differ in
 * length neither counts.
 */
function listTildes(inline: string): readonly Struck[] {
  const struck: Struck[] = [];
  const open: { readonly start: number; readonly length: number }[] = [];
  for (const { 0: run, index } of inline.matchAll(TILDES)) {
    if (!run.startsWith("~") || run.length > 2) continue;
    const side = findSide(inline, index, index + run.length);
    const last = side.mayClose ? open.pop() : undefined;
    if (last?.length === run.length) struck.push({ start: last.start, end: index + run.length });
    else if (last === undefined && side.mayOpen) open.push({ start: index, length: run.length });
  }
  return struck;
}

/** Whether a run stands at the beginning or the end of words: CommonMark's left and right flanking. */
function findSide(
  inline: string,
  start: number,
  end: number,
): { readonly mayOpen: boolean; readonly mayClose: boolean } {
  const before = inline[start - 1] ?? " ";
  const after = inline[end] ?? " ";
  const isOuter = (sign: string) => SPACE.test(sign) || PUNCTUATION.test(sign);
  return {
    mayOpen: !SPACE.test(after) && (!PUNCTUATION.test(after) || isOuter(before)),
    mayClose: !SPACE.test(before) && (!PUNCTUATION.test(before) || isOuter(after)),
  };
}
