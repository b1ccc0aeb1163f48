import type { Reply, RouteRequest } from "./route.ts";

/** One page of the rows, with GitHub's `link` header. `toJson` is asked for the shown rows only. */
export function replyPage<Row>(
  request: RouteRequest,
  rows: readonly Row[],
  toJson: (shown: readonly Row[]) => unknown,
): Reply {
  const perPage = Math.min(Math.max(readNumber(request.query.get("per_page"), 30), 1), 100);
  const page = Math.max(readNumber(request.query.get("page"), 1), 1);
  const last = Math.max(Math.ceil(rows.length / perPage), 1);
  const link = (target: number, relation: string): string => {
    const query = new URLSearchParams(request.query);
    query.set("page", `${target}`);
    return `<${request.simulation.apiUrl()}${request.path}?${query}>; rel="${relation}"`;
  };
  const links = [
    ...(page > 1 ? [link(page - 1, "prev")] : []),
    ...(page < last ? [link(page + 1, "next"), link(last, "last")] : []),
    ...(page > 1 ? [link(1, "first")] : []),
  ];
  return {
    status: 200,
    json: toJson(rows.slice((page - 1) * perPage, page * perPage)),
    ...(links.length === 0 ? {} : { headers: { link: links.join(", ") } }),
  };
}

function readNumber(text: string | null, otherwise: number): number {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : otherwise;
}
