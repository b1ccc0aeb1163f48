import type { Repository } from "../../src/model/repository.ts";
import type { ServiceStore } from "../../src/workflows/ports/service-store.ts";
import {
  addOrganisation,
  type FakeSummaryGitHub,
  landedOf,
  repositoryOf,
  storeFacts,
} from "./summary-rig.ts";

/** Begins each of more than fifty: a word that stands nowhere else. */
export const CANARY = "zqx";
const PRIVATE_REPOSITORIES = 5;

/**
 * An organisation with one public repository and five private ones, whose names, titles, reasons, areas, metrics,
 * helpers and learnings are canaries: more than ten in each.
 */
export async function fillSummaryCanaries(
  store: ServiceStore,
  fake: FakeSummaryGitHub,
  { landedAtMs, visibility }: { readonly landedAtMs: number; readonly visibility: Repository["visibility"] },
): Promise<void> {
  const target = repositoryOf(901, { name: "leadership", visibility });
  const open = repositoryOf(902, { name: "shop", visibility: "public" });
  const hidden = Array.from({ length: PRIVATE_REPOSITORIES }, (_, place) =>
    repositoryOf(910 + place, {
      name: `${CANARY}-repo-${place}`,
      visibility: place % 2 ? "internal" : "private",
    }),
  );
  await addOrganisation(store, fake, {
    id: 5,
    login: "acme",
    catalog: `version: 1
metrics:
  deal-velocity: { name: Deal velocity, kind: revenue, visibility: public, partner: Sales }
  churn: { name: ${CANARY} churn, kind: customer, visibility: private, partner: ${CANARY} partner, owner: "${CANARY}-team", unit: ${CANARY}, focus: { until: 2099-01-01, why: ${CANARY} focus } }
areas: { org-area: { name: ${CANARY} org area, paths: ["src/**"], metrics: [churn, deal-velocity] } }
prompt: { repositories: ["acme/*"] }
summary:
  repository: acme/leadership
  sources: ["acme/*"]
  firsts: true
  channels: [{ name: open }, { name: sales, partner: Sales }, { name: secret, partner: ${CANARY} partner }]
`,
    repositories: [target, open, ...hidden],
  });
  const tag = (metric: string, reason: string) =>
    ({ metric, effect: "moves", provenance: "declared", source: "line", reason }) as const;
  const credits = (place: number) => ({
    credits: [
      { kind: "author", person: { name: `${CANARY}-author-${place}`, isLogin: true } },
      { kind: "helped", person: { name: `${CANARY}-helper-${place}`, isLogin: true } },
      {
        kind: "decision",
        person: { name: `${CANARY}-colleague-${place}`, isLogin: true },
        words: `${CANARY} words ${place}`,
      },
    ] as const,
    learnings: [{ text: `${CANARY} learning ${place}` }],
    ideasFrom: [],
  });
  await storeFacts(store, {
    catalogs: hidden.map(({ id, name }, place) => ({
      repositoryId: id,
      layer: "repository",
      source: `acme/${name}`,
      path: ".github/throughline.yml",
      state: "text",
      text: `version: 1
metrics: { own-${CANARY}-${place}: { name: ${CANARY} own ${place}, kind: customer } }
areas: { area-${place}: { name: ${CANARY} area ${place}, paths: ["src/**"], metrics: [own-${CANARY}-${place}] } }
`,
      readAtMs: 0,
    })),
    changes: [
      ...hidden.flatMap(({ id }, place) => [
        landedOf(id, 4, {
          landedAtMs,
          title: `${CANARY} title ${place}`,
          author: `${CANARY}-author-${place}`,
          paths: [`src/${CANARY}-${place}.ts`],
          answer: {
            kind: "tags",
            tags: [tag("deal-velocity", `${CANARY} reason ${place}`), tag(`own-${CANARY}-${place}`, "x")],
          },
        }),
        landedOf(id, 5, {
          landedAtMs,
          title: `${CANARY} other title ${place}`,
          answer: { kind: "tags", tags: [tag("churn", `${CANARY} other reason ${place}`)] },
        }),
      ]),
      ...Array.from({ length: 8 }, (_, place) =>
        landedOf(902, 20 + place, {
          landedAtMs: landedAtMs + place,
          title: `Shown ${place}`,
          answer: { kind: "tags", tags: [tag(place < 6 ? "deal-velocity" : "churn", `because ${place}`)] },
        }),
      ),
    ],
    notes: [
      ...hidden.map(({ id }, place) => ({
        repositoryId: id,
        number: 4,
        landedAtMs,
        metrics: ["deal-velocity"],
        notes: credits(place),
      })),
      {
        repositoryId: 902,
        number: 20,
        landedAtMs,
        metrics: ["deal-velocity"],
        notes: {
          credits: [{ kind: "author", person: { name: "ann", isLogin: true } }],
          learnings: [],
          ideasFrom: [{ repository: `acme/${CANARY}-repo-0`, number: 4 }],
          firsts: ["org-area", `${CANARY}-gone`],
        },
      },
    ],
  });
}
