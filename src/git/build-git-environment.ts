import { devNull } from "node:os";

/** `PATH`, `HOME` and the like, as `process.env` holds them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What a caller may say to git through the environment: where its own settings and programs are. Everything else
 * that starts with `GIT_` is dropped: inside a hook `GIT_DIR` names another repository, `GIT_TRACE` floods stderr.
 */
const KEPT = /^GIT_(CONFIG|CONFIG_\w+|EXEC_PATH|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM)$/;

/** The environment of every git call: nothing is fetched, asked, locked or replaced, and messages are English. */
export function buildGitEnvironment(from: Environment): Record<string, string> {
  const kept = Object.entries(from).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && (!entry[0].startsWith("GIT_") || KEPT.test(entry[0])),
  );
  return {
    ...Object.fromEntries(kept),
    LC_ALL: "C",
    GIT_PAGER: "cat",
    GIT_TERMINAL_PROMPT: "0",
    GIT_OPTIONAL_LOCKS: "0",
    // Into a pipe git writes out after every commit, which costs more than reading it; into a file it does not.
    GIT_FLUSH: "0",
    // Objects that a partial clone lacks stay absent. Before 2.39.4 git does not know the first of these; the empty
    // list of protocols then refuses the fetch, and with it any program that the clone's settings name for it.
    GIT_NO_LAZY_FETCH: "1",
    GIT_ALLOW_PROTOCOL: "",
    // The history as it was pushed, not as replace refs or a grafts file of this clone show it.
    GIT_NO_REPLACE_OBJECTS: "1",
    GIT_GRAFT_FILE: devNull,
  };
}
