/** Those that people type; GitHub knows some two thousand more, which stay as they are written. */
const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  apos: "'",
  commat: "@",
  copy: "\u00A9",
  gt: ">",
  hellip: "\u2026",
  laquo: "\u00AB",
  ldquo: "\u201C",
  lsquo: "\u2018",
  lt: "<",
  mdash: "\u2014",
  nbsp: "\u00A0",
  ndash: "\u2013",
  num: "#",
  quot: '"',
  raquo: "\u00BB",
  rdquo: "\u201D",
  reg: "\u00AE",
  rsquo: "\u2019",
  trade: "\u2122",
};

/** `&#64;`, `&#x40;`, `&commat;` */
const REFERENCE = /&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-z]{2,8});/gu;

/**
 * Text of a description or a comment as a person sees it on GitHub's page: with the characters that its references
 * stand for. Not for titles, which GitHub shows as they are written. What comes out is text from outside as before.
 */
export function decodeReferences(text: string): string {
  return text.replace(REFERENCE, (whole, body: string) => {
    if (!body.startsWith("#")) return NAMED[body] ?? whole;
    const code = Number(body.slice(1).replace(/^x/iu, "0x"));
    const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : "\uFFFD";
  });
}
