import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { isLoadable } from "../../scripts/prune-modules.ts";
import { settingsSchema } from "../../src/settings/settings-schema.ts";

// No Docker engine can be asked where the tests run: what can be told of the files by reading them is told here.

const root = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const SETTINGS: ReadonlySet<string> = new Set(Object.keys(settingsSchema.shape));

interface Instruction {
  readonly name: string;
  readonly rest: string;
}

/** Lines that go on behind a backslash are one instruction; comments are none. */
function parseDockerfile(text: string): readonly Instruction[] {
  return text
    .replaceAll(/^\s*#.*\n/gm, "")
    .replaceAll(/\\\n\s*/g, "")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [name = "", ...rest] = line.split(" ");
      return { name, rest: rest.join(" ") };
    });
}

const KNOWN = new Set([
  "FROM",
  "WORKDIR",
  "COPY",
  "RUN",
  "ENV",
  "USER",
  "VOLUME",
  "EXPOSE",
  "HEALTHCHECK",
  "ENTRYPOINT",
  "CMD",
]);

describe("Dockerfile", () => {
  const instructions = parseDockerfile(read("Dockerfile"));
  const named = (name: string) => instructions.filter((one) => one.name === name).map(({ rest }) => rest);
  const last = instructions.slice(instructions.findLastIndex(({ name }) => name === "FROM"));

  test("knows its instructions and its stages, on the Node that the package needs", () => {
    expect(instructions.filter(({ name }) => !KNOWN.has(name))).toEqual([]);
    const { engines } = JSON.parse(read("package.json")) as { engines: { node: string } };
    const major = engines.node.replace(">=", "");
    for (const from of named("FROM")) expect(from).toMatch(new RegExp(`^node:${major}-slim( AS \\w+)?$`));
    const stages = named("FROM").flatMap((from) => / AS (\w+)$/.exec(from)?.[1] ?? []);
    const used = named("COPY").flatMap((copy) => /^--from=(\w+)/.exec(copy)?.[1] ?? []);
    expect(new Set(used)).toEqual(new Set(stages));
  });

  test("copies what exists and what .dockerignore lets through", () => {
    const allowed = read(".dockerignore")
      .split("\n")
      .filter((line) => line.startsWith("!"))
      .map((line) => line.slice(1));
    const copied = named("COPY")
      .filter((copy) => !copy.startsWith("--from"))
      .flatMap((copy) => copy.split(" ").slice(0, -1));
    expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect(copied.filter((path) => !allowed.includes(path.split("/")[0] ?? ""))).toEqual([]);
    expect(allowed.filter((path) => !copied.some((one) => one.split("/")[0] === path))).toEqual([]);
  });

  test("brings all that the package has, so that the staged one is whole", () => {
    const { files } = JSON.parse(read("package.json")) as { files: readonly string[] };
    const copied = named("COPY").join(" ").split(" ");
    expect(files.filter((file) => !copied.includes(file))).toEqual([]);
  });

  test("runs as nobody in particular, with a health check, with settings that exist", () => {
    const find = (name: string) => last.filter((one) => one.name === name).map(({ rest }) => rest);
    expect(find("USER")).toEqual(["node"]);
    expect(
      find("ENV")[0]
        ?.split(" ")
        .map((pair) => pair.split("=")[0]),
    ).toEqual(expect.arrayContaining(["HOST", "DATA_DIR"]));
    for (const pair of find("ENV").join(" ").split(" ")) {
      const [name = ""] = pair.split("=");
      expect(name === "NODE_ENV" || SETTINGS.has(name), name).toBe(true);
    }
    const health = /CMD (\[.*\])$/.exec(find("HEALTHCHECK")[0] ?? "")?.[1] ?? "";
    const [command, option, program = ""] = JSON.parse(health) as readonly string[];
    expect([command, option]).toEqual(["node", "-e"]);
    expect(() => new Function(program)).not.toThrow();
    expect(program).toContain("/healthz");
  });

  test("starts as `npm start` does", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: { start: string } };
    const words = last
      .filter(({ name }) => name === "ENTRYPOINT" || name === "CMD")
      .flatMap(({ rest }) => JSON.parse(rest) as readonly string[]);
    expect(`exec ${words.join(" ")}`).toBe(scripts.start);
  });
});

const service = z.strictObject({
  build: z.literal(".").optional(),
  image: z.string().regex(/^[a-z-]+(:\S+)?$/),
  profiles: z.array(z.enum(["sqlite", "postgres"])).length(1),
  restart: z.literal("unless-stopped"),
  stop_grace_period: z.string().optional(),
  read_only: z.boolean().optional(),
  tmpfs: z.array(z.string()).optional(),
  cap_drop: z.array(z.string()).optional(),
  security_opt: z.array(z.string()).optional(),
  env_file: z.array(z.strictObject({ path: z.string(), required: z.boolean() })).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string().regex(/^[a-z]+:\/\S+$/)).optional(),
  deploy: z.strictObject({ replicas: z.int() }).optional(),
  depends_on: z
    .union([
      z.array(z.string()),
      z.record(z.string(), z.strictObject({ condition: z.enum(["service_healthy", "service_started"]) })),
    ])
    .optional(),
  healthcheck: z
    .strictObject({
      test: z.array(z.string()),
      interval: z.string(),
      timeout: z.string(),
      retries: z.int(),
    })
    .optional(),
  configs: z.array(z.strictObject({ source: z.string(), target: z.string() })).optional(),
});
const composeSchema = z.strictObject({
  "x-service": z.unknown(),
  services: z.record(z.string(), service),
  configs: z.record(z.string(), z.strictObject({ content: z.string() })),
  volumes: z.record(z.string(), z.null()),
});

describe("compose.yaml", () => {
  const compose = composeSchema.parse(parse(read("compose.yaml"), { merge: true }));
  const services = Object.entries(compose.services);

  test("refers to services, volumes and configs that it has", () => {
    const volumes = services.flatMap(([, one]) => one.volumes ?? []).map((volume) => volume.split(":")[0]);
    expect(volumes.toSorted()).toEqual(Object.keys(compose.volumes).toSorted());
    const configs = services.flatMap(([, one]) => one.configs ?? []).map(({ source }) => source);
    expect(configs).toEqual(Object.keys(compose.configs));
    for (const [, { depends_on: needed = [], profiles }] of services) {
      for (const name of Array.isArray(needed) ? needed : Object.keys(needed)) {
        expect(compose.services[name]?.profiles, name).toEqual(profiles);
      }
    }
  });

  test("sets what exists, publishes on loopback only, and gives a stop the time it takes", () => {
    for (const [name, one] of services) {
      for (const port of one.ports ?? []) expect(port).toBe("127.0.0.1:3000:3000");
      if (one.build === undefined) continue;
      expect(one.stop_grace_period, name).toBe("15s");
      expect(Object.keys(one.environment ?? {}).filter((setting) => !SETTINGS.has(setting))).toEqual([]);
    }
  });

  test("runs one process on the embedded store and two on PostgreSQL", () => {
    expect(compose.services["throughline"]).not.toHaveProperty("deploy");
    expect(compose.services["replica"]).toMatchObject({ deploy: { replicas: 2 }, profiles: ["postgres"] });
  });
});

describe("what an image keeps of node_modules", () => {
  const target = { system: "linux", arch: "x64" };

  test.each([
    ["hono/dist/index.js", true],
    ["hono/dist/types/index.d.ts", false],
    ["@octokit/rest/dist-src/index.js.map", false],
    ["@octokit/rest/LICENSE", true],
    ["pg/LICENSE.md", true],
    ["pg/README.md", false],
    ["pino/test/basic.test.js", false],
    ["@pinojs/redact/test/index.js", false],
    ["hono/dist/helper/test/index.js", true],
    ["pino/docs/api.md", false],
    ["pino/package.json", true],
    ["a/node_modules/b/examples/x.js", false],
    ["a/node_modules/b/index.cjs", true],
    ["probot/static/primer.css", true],
    ["better-sqlite3/prebuilds/linux-x64.node", true],
    ["better-sqlite3/prebuilds/linuxmusl-x64.node", false],
    ["better-sqlite3/prebuilds/darwin-arm64.node", false],
    ["better-sqlite3/lib/sqlite-error.js", true],
    ["better-sqlite3/deps/sqlite3/sqlite3.c", false],
    ["better-sqlite3/src/util/x.js", false],
    [".package-lock.json", false],
  ])("%s: %s", (path, isKept) => {
    expect(isLoadable(path, target)).toBe(isKept);
  });

  test("for a base with musl the other prebuilt part", () => {
    const musl = { system: "linuxmusl", arch: "arm64" };
    expect(isLoadable("better-sqlite3/prebuilds/linuxmusl-arm64.node", musl)).toBe(true);
    expect(isLoadable("better-sqlite3/prebuilds/linux-arm64.node", musl)).toBe(false);
  });
});
