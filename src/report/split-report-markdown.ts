import { countCodePoints, cutText } from "../text/cut-text.ts";

/** GitHub's limit for the body of an issue or a comment, in code points. */
const BODY_LIMIT = 65_536;
/** Room for the sentence of each part, and for what opens and closes a fold again. */
const RESERVE = 400;

/**
 * The report in parts of at most `limit` code points, cut before a section where that is possible, each part saying
 * which it is; one part as it is where it fits. A section that is too long is cut between its blocks, a list or table
 * between its rows (the head of a table and the fold around it come again), and a row that is too long loses its end.
 * @param limit At least 1,000.
 */
export function splitReportMarkdown(markdown: string, limit = BODY_LIMIT): readonly string[] {
  if (countCodePoints(markdown) <= limit) return [markdown];
  const room = limit - RESERVE;
  const sections = markdown.trimEnd().split(/\n\n(?=## )/u);
  const bodies = joinWhileFitting(
    sections.flatMap((section) => splitSection(section, room)),
    room,
  );
  return bodies.map((body, index) => {
    const which = `Part ${index + 1} of ${bodies.length} of this report`;
    const before = index > 0 ? `_${which}; it goes on from the part before._\n\n` : "";
    const after = index + 1 < bodies.length ? `\n\n_${which}; the next part goes on from here._` : "";
    return `${before}${body}${after}\n`;
  });
}

function joinWhileFitting(pieces: readonly string[], room: number): readonly string[] {
  const joined: string[] = [];
  let size = 0;
  for (const piece of pieces) {
    const added = countCodePoints(piece) + 2;
    const last = joined.at(-1);
    if (last === undefined || size + added > room) {
      joined.push(piece);
      size = added;
    } else {
      joined[joined.length - 1] = `${last}\n\n${piece}`;
      size += added;
    }
  }
  return joined;
}

/** A section as it is where it fits, else its blocks: a fold counts as one block. */
function splitSection(section: string, room: number): readonly string[] {
  if (countCodePoints(section) <= room) return [section];
  const blocks: string[] = [];
  let open: string[] = [];
  for (const block of section.split("\n\n")) {
    open.push(block);
    const isInside = open[0]?.startsWith("<details>") === true && !block.endsWith("</details>");
    if (isInside) continue;
    blocks.push(open.join("\n\n"));
    open = [];
  }
  if (open.length > 0) blocks.push(open.join("\n\n"));
  return blocks.flatMap((block) => splitBlock(block, room));
}

const FOLD = /^(<details><summary>.*<\/summary>)\n\n([\s\S]*)\n\n<\/details>$/u;

function splitBlock(block: string, room: number): readonly string[] {
  if (countCodePoints(block) <= room) return [block];
  if (block.startsWith("```")) {
    return ["The picture is too large for this page; the other forms of the report have it."];
  }
  const [, opening, inner] = FOLD.exec(block) ?? [];
  if (opening !== undefined && inner !== undefined) {
    const parts = inner.split("\n\n").flatMap((part) => splitBlock(part, room));
    return joinWhileFitting(parts, room).map((part) => `${opening}\n\n${part}\n\n</details>`);
  }
  return splitRows(block.split("\n"), room);
}

function splitRows(lines: readonly string[], room: number): readonly string[] {
  const isTable = /^\|[ :|-]+\|$/u.test(lines[1] ?? "");
  const head = isTable ? lines.slice(0, 2) : [];
  const headSize = head.reduce((sum, line) => sum + countCodePoints(line) + 1, 0);
  const parts: string[][] = [];
  let size = 0;
  for (const line of lines.slice(head.length)) {
    const row = cutText(line, Math.max(1, room - headSize));
    const added = countCodePoints(row) + 1;
    const last = parts.at(-1);
    if (last === undefined || size + added > room) {
      parts.push([...head, row]);
      size = headSize + added;
    } else {
      last.push(row);
      size += added;
    }
  }
  return parts.map((part) => part.join("\n"));
}
