import { createCheckRun, emitCheckRun, emitSuite, ensureSuite } from "../actions/check-actions.ts";
import type { Driver } from "../driver.ts";
import type { Simulation } from "../simulation.ts";
import { requireCheckRun, requireRepository, toAccountId } from "./find-referenced.ts";

type Part = Pick<
  Driver,
  "pressButton" | "rerequestCheck" | "rerequestSuite" | "addForeignCheck" | "deleteCheck" | "requireCheck"
>;

export function driveChecks(simulation: Simulation): Part {
  return {
    // Any identifier is let through: the app must bear one that it never gave.
    pressButton({ checkRunId, identifier, by }) {
      const run = requireCheckRun(simulation, checkRunId);
      emitCheckRun(simulation, run, {
        action: "requested_action",
        byId: toAccountId(simulation, by),
        identifier,
      });
      return run;
    },
    rerequestCheck({ checkRunId, by }) {
      const run = requireCheckRun(simulation, checkRunId);
      emitCheckRun(simulation, run, { action: "rerequested", byId: toAccountId(simulation, by) });
      return run;
    },
    rerequestSuite({ repository, headSha, by }) {
      const home = requireRepository(simulation, repository);
      const suite = ensureSuite(simulation, home, { sha: headSha, branch: null, appId: simulation.app.id });
      emitSuite(simulation, suite, { action: "rerequested", byId: toAccountId(simulation, by) });
    },
    addForeignCheck({ repository, headSha, name, appId }) {
      const nowMs = simulation.now();
      return createCheckRun(simulation, requireRepository(simulation, repository), {
        byId: toAccountId(simulation, `app-${appId}[bot]`),
        run: {
          appId,
          name,
          headSha,
          externalId: "",
          detailsUrl: null,
          status: "completed",
          conclusion: "success",
          startedAtMs: nowMs,
          completedAtMs: nowMs,
          title: name,
          summary: "",
          text: null,
          annotations: [],
          actions: [],
        },
      });
    },
    requireCheck({ repository, name, appId, by = "ruleset" }) {
      const { id: repositoryId, defaultBranch: branch } = requireRepository(simulation, repository);
      const check = { repositoryId, branch, name, by, ...(appId === undefined ? {} : { appId }) };
      return simulation.world.requiredChecks.put([repositoryId, branch, by, name].join(" "), check);
    },
    deleteCheck: (checkRunId) =>
      simulation.world.checkRuns.remove(requireCheckRun(simulation, checkRunId).id),
  };
}
