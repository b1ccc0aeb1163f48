import { parseArgs } from "node:util";
import { openBackfillRig } from "../test/support/backfill-rig.ts";
import type { Table } from "./table.ts";

/** Of a hundred pull requests; what fits into no page costs a request more. */
const SHAPES = [
  { name: "all fit into a page", renamed: 0, large: 0, talked: 0 },
  { name: "3 % renamed files, 1 % over 100 files, 1 % over 50 comments", renamed: 3, large: 1, talked: 1 },
] as const;

/** Once for a repository, whatever its size; a service that runs has done them already. */
const BEGIN = /access_tokens|contents|\/repositories\/|GET \/app$|\/issues$/;

/** Requests and points that a back-fill takes, against the simulated GitHub: `--pulls 1000`. */
export async function benchBackfill(options: readonly string[]): Promise<readonly Table[]> {
  const { values } = parseArgs({
    args: [...options],
    options: { pulls: { type: "string", default: "1000" } },
  });
  const pulls = Number(values.pulls);
  const rows: string[][] = [];
  for (const shape of SHAPES) rows.push(await measure(shape, pulls));
  return [
    {
      title: `Back-fill of ${pulls} merged pull requests (files, comments, linked issues and checks included)`,
      head: [
        "history",
        "requests to begin and end (token, repository, catalog, report)",
        "pages",
        "for what fits into no page",
        "requests per 1,000",
        "points per 1,000",
        "pull requests a second",
      ],
      rows,
    },
  ];
}

async function measure(shape: (typeof SHAPES)[number], pulls: number): Promise<string[]> {
  const rig = await openBackfillRig();
  try {
    const { driver } = rig.gitHub;
    for (let index = 0; index < pulls; index += 1) {
      const place = index % 100;
      const [number = 0] = rig.land(1, { body: listBody(index), ...listFiles(shape, place) });
      const isTalked = place >= 50 && place < 50 + shape.talked;
      const comments = isTalked ? 60 : index % 4;
      for (let said = 0; said < comments; said += 1) {
        driver.comment({ repository: rig.name, number, by: "wren", body: `Word ${said}` });
      }
    }
    rig.gitHub.clearRequests();
    const startMs = performance.now();
    await rig.runToEnd();
    const seconds = (performance.now() - startMs) / 1000;
    const counts = [...rig.gitHub.countByRoute()];
    const count = (route: RegExp): number =>
      counts.reduce((sum, [name, times]) => sum + (route.test(name) ? times : 0), 0);
    const [all, begin, pages] = [count(/./), count(BEGIN), count(/PullRequestPage/)];
    const perThousand = (value: number): string => ((value / pulls) * 1000).toFixed(0);
    const found = await rig.store().findBackfill(rig.repositoryId);
    if (found?.counts.recorded !== pulls) throw new Error(`Recorded ${found?.counts.recorded} of ${pulls}.`);
    return [
      shape.name,
      `${begin}`,
      `${pages}`,
      `${all - begin - pages}`,
      perThousand(all - begin),
      perThousand(rig.countPoints()),
      (pulls / seconds).toFixed(0),
    ];
  } finally {
    await rig.close();
  }
}

function listBody(index: number): string {
  return index % 3 === 0 ? "Impact: refund-rate" : "Tidies the cart";
}

function listFiles(shape: (typeof SHAPES)[number], place: number): object {
  if (place < shape.renamed) return { files: [{ path: "README.txt", previousPath: "README.md" }] };
  if (place >= 25 && place < 25 + shape.large) {
    return { files: Array.from({ length: 150 }, (_, index) => ({ path: `services/checkout/${index}.ts` })) };
  }
  return {};
}
