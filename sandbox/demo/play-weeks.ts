import type { Organisation } from "../organisation/sample-organisation.ts";
import type { SampleRepository } from "../organisation/sample-repository.ts";
import type { PagePlayer } from "./page-player.ts";

const LEAD = "wren";

/** The first week: four changes, answered in four ways, and one that says nothing. */
export async function playAnsweredWeek(player: PagePlayer, organisation: Organisation): Promise<void> {
  const [shop, payments, kit] = toThree(organisation);
  const open = createOpener(player, organisation);
  const ticked = await open(shop, {
    by: "mona",
    title: "Show the total with every item",
    body: shop.template,
  });
  await tickOrWrite(player, ticked);
  const pressed = await open(payments, {
    by: "tomas",
    title: "Ask the bank once more before giving up",
    body: "It fails too often.\n",
  });
  // Without a suggestion there is nothing to agree to.
  const identifier = (await player.read(pressed)).includes('value="yes"') ? "yes" : "none";
  await player.send("tomas", `${pressed}/press`, { check: "throughline", identifier });
  const said = await open(kit, { by: "passer-by", title: "A button that can be undone", body: kit.template });
  await player.send("mona", `${said}/comment`, { body: `/impact ${kit.areas[0]?.metrics[0] ?? "unsure"}` });
  const written = await open(shop, {
    by: "lin",
    title: "Answer a search from memory",
    body: `Twice as fast.\n\nImpact: ${shop.areas[1]?.metrics[1] ?? "unsure"}\n`,
    area: 1,
  });
  const silent = await open(shop, {
    by: "noor",
    title: "Sort orders by country",
    body: "Asked for by the team.\n",
    area: 3,
  });
  for (const path of [ticked, pressed, said, written, silent]) await player.send(LEAD, `${path}/merge`, {});
  await player.send(LEAD, "/sandbox/week", {});
}

/** The template of a clone has no boxes. */
async function tickOrWrite(player: PagePlayer, path: string): Promise<void> {
  const hasBoxes = (await player.read(path)).includes('name="tick"');
  if (hasBoxes) await player.send("mona", `${path}/tick`, { target: "description", tick: "0" });
  else await player.send("mona", `${path}/edit`, { body: "Impact: none\n" });
}

/** The second week: the report and the summary are answered, and one more change lands. */
export async function playDiscussedWeek(player: PagePlayer, organisation: Organisation): Promise<void> {
  const { login, repositories } = organisation;
  const [shop] = repositories;
  if (shop === undefined) return;
  const labelled = await createOpener(player, organisation)(shop, {
    by: "priya",
    title: "Pay in two taps",
    body: "Thanks to mona for the measurements.\n\nLearned: a saved card is only worth it when it is shown first.\n",
  });
  await player.send(LEAD, `${labelled}/label`, { label: `impact: ${shop.areas[0]?.metrics[0] ?? "unsure"}` });
  await player.send(LEAD, `${labelled}/comment`, { body: "/credit @mona measured before we built" });
  await player.send(LEAD, `${labelled}/merge`, {});
  const summary = await player.follow("/sandbox/summary");
  const seen = /\/seen ([\w-]+\/[\w.-]+#[1-9]\d*) yes</.exec(await player.read(summary))?.[1];
  if (seen !== undefined) {
    await player.send("ravi", `${summary}/comment`, { body: `/seen ${seen} yes two customers spoke of it` });
  }
  const report = /href="(\/[^"]+\/issues\/\d+)">Throughline report/.exec(
    await player.read(`/${login}/${shop.name}`),
  )?.[1];
  if (report !== undefined) {
    await player.send(LEAD, `${report}/comment`, { body: "/decided We keep the focus until summer" });
  }
  await player.send(LEAD, "/sandbox/week", {});
}

interface Opening {
  readonly by: string;
  readonly title: string;
  readonly body: string;
  /** Place of the part of the code; the first unless told. */
  readonly area?: number;
}

type Open = (repository: SampleRepository, opening: Opening) => Promise<string>;

/** Opens a pull request on the page; answers its path. */
function createOpener(player: PagePlayer, { login }: Pick<Organisation, "login">): Open {
  return (repository, { by, title, body, area = 0 }) =>
    player.send(by, `/${login}/${repository.name}/new`, {
      title,
      body,
      files: repository.areas[area]?.key ?? "docs",
    });
}

/** Of a clone there is one repository, which has to do for all. */
function toThree({
  repositories,
}: Organisation): readonly [SampleRepository, SampleRepository, SampleRepository] {
  const [first, second = first, third = first] = repositories;
  if (first === undefined || second === undefined || third === undefined) {
    throw new Error("The organisation of the sandbox has no repository.");
  }
  return [first, second, third];
}
