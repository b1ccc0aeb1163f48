import { expect, it } from "vitest";
import { buildGitEnvironment } from "../../src/git/run-git.ts";

it("keeps whose settings are read, and drops which repository, where to trace and what is absent", () => {
  const environment = buildGitEnvironment({
    PATH: "/bin",
    HOME: "/home/mona",
    GIT_CONFIG_GLOBAL: "/home/mona/git",
    GIT_CONFIG_COUNT: "1",
    GIT_DIR: "/other/.git",
    GIT_WORK_TREE: "/other",
    GIT_OBJECT_DIRECTORY: "/other/objects",
    GIT_TRACE: "1",
    GIT_EXTERNAL_DIFF: "touch it",
    LC_ALL: "de_DE.UTF-8",
    EMPTY: undefined,
  });
  expect(environment).toMatchObject({
    PATH: "/bin",
    HOME: "/home/mona",
    GIT_CONFIG_GLOBAL: "/home/mona/git",
    GIT_CONFIG_COUNT: "1",
    LC_ALL: "C",
    GIT_NO_LAZY_FETCH: "1",
    GIT_NO_REPLACE_OBJECTS: "1",
  });
  for (const name of [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_TRACE",
    "GIT_EXTERNAL_DIFF",
    "EMPTY",
  ]) {
    expect(environment).not.toHaveProperty(name);
  }
});
