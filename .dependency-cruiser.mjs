// The floors of src/, and what the sandbox beside it may reach, as rules (docs/overview.md has the picture).
//
// Each folder has an allow-list: its own files, the folders below it, the packages it is there to wrap. Whatever is not
// on the list is refused, so a new import across floors is a decision made here and not an accident made there.
// Pure folders may import pure folders only, which is why they can't reach I/O indirectly either.
//
// TypeScript 7 has no parser API that this tool can use; it reads the sources through @swc/core. Without that package
// it sees no modules at all and reports success, so test/architecture/floors.test.ts counts the modules.

/** Folders of floor 1 in their order: each may import those before it, as `below` says. */
const pure = {
  model: { below: [], packages: [], why: "the domain's plain types know nothing but each other" },
  text: { below: ["model"], packages: [], why: "escaping and cutting are text in, text out" },
  time: {
    below: ["model"],
    packages: [],
    why: "weeks and the clocks of zones are arithmetic; what time it is now is handed in",
  },
  catalog: {
    below: ["model", "text"],
    packages: ["yaml", "zod", "fastest-levenshtein"],
    why: "a catalog is text turned into a value: a parser, a schema, globs, the nearest word, and no I/O",
  },
  starter: {
    below: ["model", "text", "catalog"],
    packages: ["yaml", "smol-toml"],
    why: "a first catalog is drafted from facts about a repository, as text",
  },
  tagging: {
    below: ["model", "text", "catalog"],
    packages: ["mdast-util-*", "micromark*"],
    typesOnly: ["mdast"],
    why: "what people said is read from text with a Markdown parser; it never asks GitHub",
  },
  credit: {
    below: ["model", "text", "catalog", "tagging"],
    packages: [],
    typesOnly: ["mdast"],
    why: "who helped and what was learned is read from text as answers are",
  },
  check: {
    below: ["model", "text", "catalog", "tagging"],
    packages: [],
    why: "what the check shows follows from the assessment alone",
  },
  insight: {
    below: ["model", "text", "catalog", "tagging", "credit"],
    packages: [],
    why: "a rule with something to say reads facts it was given",
  },
  report: {
    below: ["model", "text", "time", "catalog", "tagging"],
    packages: ["zod", "d3-scale", "d3-shape"],
    why: "a report is data to text; zod describes the JSON it promises, d3 has the arithmetic of pictures",
  },
  summary: {
    below: ["model", "text", "time", "catalog", "tagging", "credit", "check", "insight", "report"],
    packages: ["zod"],
    why: "the weekly summary is built from what the reports are built from; zod describes the JSON it promises",
  },
  payload: {
    below: ["model", "text", "catalog", "tagging"],
    packages: ["zod"],
    why: "GitHub's objects as webhooks and answers show them, read into the model in one place",
  },
  settings: {
    below: ["model", "text"],
    packages: ["zod"],
    why: "an environment is checked as a value; src/compose.ts reads the real one",
  },
  plan: {
    below: ["model", "text", "catalog", "tagging", "check", "insight", "report"],
    packages: [],
    why: "wanted state and shown state to a list of changes, as data: a dry run prints that list",
  },
};

const decisions = Object.keys(pure);

/** An adapter fits the ports, which are types, and knows no use case. */
const ports = [...decisions, "workflows/ports"];

const impure = {
  workflows: {
    below: decisions,
    packages: [],
    builtins: false,
    why: "a use case knows ports, no vendor: adapters are handed in by compose.ts",
  },
  github: {
    below: ports,
    packages: ["octokit", "@octokit/*", "probot", "zod"],
    builtins: true,
    why: "the only importer of octokit; adapters never import one another",
  },
  store: {
    below: ports,
    packages: ["kysely", "better-sqlite3", "pg", "zod"],
    builtins: true,
    why: "the only importer of kysely and the drivers; adapters never import one another",
  },
  git: {
    below: ports,
    packages: [],
    builtins: true,
    why: "a local clone's history, read with git itself; adapters never import one another",
  },
  channels: {
    below: ports,
    packages: [],
    builtins: true,
    why: "the only place that sends to addresses of an operator's choice; adapters never import one another",
  },
  log: {
    below: [...decisions, "workflows/ports"],
    packages: ["pino"],
    builtins: false,
    why: "the service's log lines; adapters never import one another",
  },
  files: {
    below: ports,
    packages: [],
    builtins: true,
    why: "files of this machine, read with limits and written whole; adapters never import one another",
  },
  app: {
    below: [...decisions, "workflows"],
    packages: ["probot", "yaml", "zod"],
    entryTo: ["^src/compose\\.ts$"],
    builtins: true,
    why: "one file per event: validate, enqueue, return; adapters come from compose.ts",
  },
  web: {
    below: [...decisions, "workflows"],
    packages: ["hono", "@hono/node-server", "prom-client", "zod"],
    builtins: true,
    why: "pages are request to response; adapters come from compose.ts",
  },
  cli: {
    below: [...decisions, "workflows"],
    packages: ["commander", "@clack/prompts", "zod"],
    builtins: true,
    why: "one file per command; adapters come from compose.ts, so that a command is tested without them",
  },
};

// A trailing * stands for any rest of the name; [^/]+ would be refused as an unsafe regular expression.
function toModules(packages) {
  return packages.map((name) =>
    name.endsWith("*") ? `^node_modules/${name.slice(0, -1)}` : `^node_modules/${name}/`,
  );
}

function allowList([folder, { below, packages, typesOnly = [], entryTo = [], builtins = false, why }]) {
  const folders = [folder, ...below].map((name) => `^src/${name}/`);
  const modules = toModules(packages);
  return {
    name: `${folder}-allow-list`,
    comment: `src/${folder}: ${why}.`,
    severity: "error",
    from: { path: `^src/${folder}/` },
    to: {
      // A package of types only (@types/mdast) has no module to resolve to and keeps its bare name.
      pathNot: [...folders, ...modules, ...typesOnly.map((name) => `^${name}$`), ...entryTo],
      ...(builtins ? { dependencyTypesNot: ["core"] } : {}),
    },
  };
}

const folders = [...Object.keys(pure), ...Object.keys(impure)];

/** What stands beside the app: a simulated GitHub, and the demo that runs the whole app against it. */
const sandbox = {
  below: [...decisions, "workflows", "cli", "compose", "files", "store"],
  // What the app writes is Markdown, and the demo's page shows it as GitHub would.
  packages: ["hono", "@hono/node-server", "zod", "mdast-util-*", "micromark*"],
};

export default {
  forbidden: [
    ...[...Object.entries(pure), ...Object.entries(impure)].map(allowList),
    {
      name: "sandbox-allow-list",
      comment:
        "sandbox: a simulated GitHub and the demo stand beside the app; they run it whole and reach into no adapter but the store that the demo reports from.",
      severity: "error",
      from: { path: "^sandbox/" },
      to: {
        pathNot: [
          "^sandbox/",
          ...sandbox.below.map((name) => `^src/${name}/`),
          ...toModules(sandbox.packages),
          "^mdast$",
        ],
        dependencyTypesNot: ["core"],
      },
    },
    {
      name: "sandbox-is-for-the-demo",
      comment: "src is what runs in production. One dynamic import in src/compose.ts leads to the demo.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/compose\\.ts$" },
      to: { path: "^sandbox/" },
    },
    {
      name: "no-circular",
      comment: "Two files that need each other, even for a type, are one file or lack a third.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "every-file-has-a-floor",
      comment: "A new folder of src/ gets its allow-list in .dependency-cruiser.mjs before its first file.",
      severity: "error",
      from: {
        path: "^src/",
        pathNot: [...folders.map((name) => `^src/${name}/`), "^src/compose/", "^src/(main|compose)\\.ts$"],
      },
      to: {},
    },
    {
      name: "main-is-an-entry",
      comment: "main.ts parses, composes and runs; a file that needs something of it needs it elsewhere.",
      severity: "error",
      from: {},
      to: { path: "^src/main\\.ts$" },
    },
    {
      name: "compose-is-for-main",
      comment:
        "compose.ts, with its parts in compose/, is the one place that builds adapters; whoever imports it can reach all of them. Beside main.ts that is the entry for Probot's own tools.",
      severity: "error",
      from: {
        pathNot: ["^src/(main|app/probot-app|compose)\\.ts$", "^src/compose/", "^sandbox/compose-demo\\.ts$"],
      },
      to: { path: "^src/compose(\\.ts$|/)" },
    },
    {
      name: "main-has-no-logic",
      comment: "main.ts knows the composition and the command line, and no adapter.",
      severity: "error",
      from: { path: "^src/main\\.ts$" },
      to: {
        path: "^src/",
        pathNot: ["^src/compose\\.ts$", "^src/cli/", "^src/model/"],
      },
    },
    {
      name: "processes-are-git",
      comment:
        "Only src/git starts processes: one place that decides about shells, arguments and time-outs. Beside it, the demo opens its own address in the person's browser.",
      severity: "error",
      from: { path: "^(src|sandbox)/", pathNot: ["^src/git/", "^src/compose/open-browser\\.ts$"] },
      to: { path: "^(node:)?child_process$" },
    },
    {
      name: "no-dev-dependency",
      comment: "A published package installs no devDependencies; only the types of one may be named.",
      severity: "error",
      from: { path: "^(src|sandbox)/" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"], pathNot: "/@types/" },
    },
    {
      name: "no-unresolvable",
      comment:
        "An import that can't be resolved fails at run time, and here it would pass for an unknown package.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^mdast$" },
    },
  ],
  options: {
    parser: "swc",
    // `import type` counts as an import: a type that points upwards pulls its code after it. The swc parser reports
    // such imports always. The option for it, tsPreCompilationDeps, is left out: it changes nothing here, and warns
    // on each run that a typescript below 7 is missing.
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      extensions: [".ts", ".mjs", ".js", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "types", "default"],
    },
  },
};
