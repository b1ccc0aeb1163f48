import { z } from "zod";
import { idSchema } from "../payload/id-schema.ts";
import { installationSchema, toInstallation } from "../payload/installation-schema.ts";
import type { GitHubApp } from "../workflows/ports/git-hub.ts";
import type { GitHubClient } from "./git-hub-client.ts";
import { listPages } from "./list-pages.ts";
import { parseAnswer } from "./parse-answer.ts";
import { parseRows } from "./parse-rows.ts";

const grantSchema = z.object({
  permissions: z.record(z.string(), z.string()).nullish(),
  events: z.array(z.string()).nullish(),
});

const appSchema = grantSchema.extend({ id: idSchema, slug: z.string().min(1) });

const grantedSchema = installationSchema.extend(grantSchema.shape);

const MOST_PAGES = 1000;

/** The app and where it is installed, as the app itself sees it. */
export function buildInstallations(
  client: GitHubClient,
): Pick<GitHubApp, "readApp" | "readInstallation" | "listInstallations"> {
  return {
    async readApp() {
      const route = "GET /app";
      const answer = await client.send({ route, spends: "read", answers: [200] });
      const { id, slug, ...grant } = parseAnswer(appSchema, answer, route);
      return { id, slug, ...toGrant(grant) };
    },
    async readInstallation(installationId) {
      const route = "GET /app/installations/{installation_id}";
      const parameters = { installation_id: installationId };
      const answer = await client.send({ route, parameters, spends: "read", answers: [200, 404] });
      if (answer.status === 404) return undefined;
      return toInstallation(parseAnswer(installationSchema, answer, route));
    },
    async *listInstallations() {
      const request = { route: "GET /app/installations" };
      const schema = z.array(z.unknown());
      for await (const page of listPages(client, { request, schema, mostPages: MOST_PAGES })) {
        const { rows, unreadable } = parseRows(grantedSchema, page);
        yield {
          rows: rows.map((installation) => ({ ...toInstallation(installation), ...toGrant(installation) })),
          unreadable,
        };
      }
    },
  };
}

function toGrant({ permissions, events }: z.output<typeof grantSchema>) {
  return { permissions: permissions ?? {}, events: events ?? [] };
}
