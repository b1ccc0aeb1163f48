import { listThreads, toThreadPath } from "../page/list-threads.ts";
import { PAGE_STYLE } from "../page/page-style.ts";
import { findCheck } from "../play/play-changes.ts";
import type { Stage } from "../play/stage.ts";
import type { PagePlayer } from "./page-player.ts";

interface ScreenParts {
  readonly stage: Stage;
  readonly player: PagePlayer;
}

/** Of each repository: what the fortnight was about, and a few weeks before. */
const MOST_THREADS = 30;

/**
 * What the page shows in the end: as pages, and as data. The log is left out: in which order requests meet is not
 * the same in two runs.
 */
export async function readScreens({ stage, player }: ScreenParts): Promise<readonly [string, string][]> {
  const { login, repositories } = stage.sandbox.organisation;
  const paths = [
    "/",
    ...repositories.flatMap(({ name }) => [`/${login}/${name}`, `/${login}/${name}/catalog`]),
  ];
  const newest = repositories.flatMap(({ name }) => {
    const [thread] = listThreads(stage.sandbox.gitHub.driver, `${login}/${name}`);
    return thread === undefined ? [] : [toThreadPath(`${login}/${name}`, thread)];
  });
  const pages: [string, string][] = [];
  for (const path of [...paths, ...newest, await player.follow("/sandbox/summary")]) {
    const text = await player.read(path);
    pages.push([`screens/${toFileName(path)}`, text.replaceAll('"/sandbox/style.css"', '"style.css"')]);
  }
  return [...pages, ["screens/style.css", PAGE_STYLE], ["screens.json", renderData(stage)]];
}

/** `/acme/shop/pull/12` -> `acme-shop-pull-12.html` */
function toFileName(path: string): string {
  const words = path.split("/").filter((word) => word !== "");
  return `${words.length === 0 ? "home" : words.join("-")}.html`;
}

function renderData({ sandbox }: Stage): string {
  const { gitHub, organisation } = sandbox;
  const { driver } = gitHub;
  const toLogin = (id: number): string => driver.findAccount(id)?.login ?? "ghost";
  const threads = organisation.repositories.flatMap(({ name }) => {
    const repository = `${organisation.login}/${name}`;
    return listThreads(driver, repository)
      .slice(0, MOST_THREADS)
      .map((issue) => {
        const reference = { repository, number: issue.number };
        const check = findCheck(gitHub, reference);
        return {
          path: toThreadPath(repository, issue),
          title: issue.title,
          author: toLogin(issue.authorId),
          state: issue.pullRequest?.mergedAtMs === undefined ? issue.state : "merged",
          labels: driver.listLabels(reference),
          check: check === undefined ? null : { conclusion: check.conclusion, title: check.title },
          comments: driver.listComments(reference).map(({ authorId, body, id }) => ({
            by: toLogin(authorId),
            body,
            reactions: driver.listReactions(id).map(({ content }) => content),
          })),
        };
      });
  });
  return `${JSON.stringify({ organisation: organisation.login, threads }, null, 2)}\n`;
}
