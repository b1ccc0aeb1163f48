/** What the clock of an IANA zone shows at an instant, as if it were UTC: read it with the UTC methods of `Date`. */
export function toWallMs(timezone: string, atMs: number): number {
  return atMs + readOffsetMs(timezone, atMs);
}

/**
 * The instant at which the clock of a zone shows `wallMs`. A time that the clocks skip comes as much later as they skip;
 * of one that they show twice it is one of the two, always the same.
 */
export function toInstantMs(timezone: string, wallMs: number): number {
  const near = wallMs - readOffsetMs(timezone, wallMs);
  return wallMs - readOffsetMs(timezone, near);
}

/** How far the clock of a zone is ahead of UTC at an instant. */
function readOffsetMs(timeZone: string, atMs: number): number {
  const parts = toFormat(timeZone).formatToParts(atMs);
  const read = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((part) => part.type === type)?.value);
  const wallMs = Date.UTC(
    read("year"),
    read("month") - 1,
    read("day"),
    read("hour"),
    read("minute"),
    read("second"),
  );
  return wallMs - Math.floor(atMs / 1_000) * 1_000;
}

/** Making one takes a hundred times as long as using it, and there are no more than some hundred zones. */
const formats = new Map<string, Intl.DateTimeFormat>();

function toFormat(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(timeZone, format);
  return format;
}
