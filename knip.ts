import type { KnipConfig } from "knip";

const config: KnipConfig = {
  // bin/, bench/ and scripts named in package.json are entries without being listed. Probot's own tools load one other, the service
  // starts two in threads.
  entry: [
    "scripts/*.{ts,mjs}",
    "src/app/probot-app.ts",
    "src/compose/report-thread.ts",
    "src/compose/summary-thread.ts",
    "bench/intake-server.ts",
  ],
  project: ["{bin,src,sandbox,test,scripts,bench}/**/*.{ts,mjs,js}"],
  // A type named in the signature of an exported function is part of it, whether or not somebody spells it out.
  ignoreExportsUsedInFile: { interface: true, type: true },
  ignoreDependencies: [
    // No file imports it: dependency-cruiser finds it by name and reads TypeScript 7 sources with it. Without it that
    // tool sees no modules and passes (test/architecture/floors.test.ts counts them).
    "@swc/core",
  ],
};

export default config;
