import type { Report, ReportLink } from "../report.ts";

/** More than this and nobody can follow a line in the picture. */
const MOST_EDGES = 60;

export interface ChosenEdges {
  readonly links: readonly ReportLink[];
  readonly drives: readonly Report["drives"][number][];
  readonly assumed: readonly Report["assumedLinks"][number][];
  /** Claimed links that are drawn as one line from "others" to "others". */
  readonly folded: readonly ReportLink[];
  /** Links of the catalog that are not drawn at all. */
  readonly omitted: number;
}

/** Claimed links first, the widest of them, then links between metrics that carry claims, then what is only assumed. */
export function chooseEdges(report: Pick<Report, "map" | "drives" | "assumedLinks">): ChosenEdges {
  const carrying = report.drives.filter((drive) => drive.changes > 0);
  const idle = report.drives.filter((drive) => drive.changes === 0);
  // A third is kept for the links between metrics, without which no line reaches an outcome.
  const kept = Math.min(carrying.length, MOST_EDGES / 3);
  const isFolded = report.map.length > MOST_EDGES - kept;
  const links = isFolded ? report.map.slice(0, MOST_EDGES - kept - 1) : report.map;
  let room = MOST_EDGES - links.length - (isFolded ? 1 : 0);
  const take = <Edge>(edges: readonly Edge[]): readonly Edge[] => {
    const taken = edges.slice(0, room);
    room -= taken.length;
    return taken;
  };
  const drives = [...take([...carrying].sort((one, other) => other.changes - one.changes)), ...take(idle)];
  const assumed = take(report.assumedLinks);
  return {
    links,
    drives,
    assumed,
    folded: report.map.slice(links.length),
    omitted: report.drives.length - drives.length + report.assumedLinks.length - assumed.length,
  };
}
