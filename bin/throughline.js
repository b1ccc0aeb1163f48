#!/usr/bin/env node
// Says which Node is needed before anything is loaded: on an older one the sources die in ways nobody understands
// (better-sqlite3 ends Node 20 with a segmentation fault). So this file keeps to syntax that a very old Node reads,
// without a static import and without import.meta, and loads the rest only after the check.

var NEEDED = 24;
var found = process.versions.node;

// A checkout has src/, and runs it: a dist/ beside it may be stale. A package ships dist/ only.
function loadMain() {
  return import("../src/main.ts").catch((error) => {
    if (!isMissing(error, "/src/main.ts")) {
      throw error;
    }
    return import("../dist/main.js");
  });
}

// Only the entry itself may be missing. A module that the entry fails to find is a fault to show.
function isMissing(error, path) {
  return error.code === "ERR_MODULE_NOT_FOUND" && String(error.url).slice(-path.length) === path;
}

function run() {
  return loadMain().then(
    (entry) => entry.main(process.argv.slice(2)),
    (error) => {
      if (!isMissing(error, "/dist/main.js")) {
        throw error;
      }
      process.stderr.write("Throughline is incomplete here: neither src/main.ts nor dist/main.js exists.\n");
      return 1;
    },
  );
}

if (parseInt(found, 10) < NEEDED) {
  process.stderr.write(
    "Throughline needs Node " +
      NEEDED +
      " or newer, and this is Node " +
      found +
      ": install Node " +
      NEEDED +
      ", or in a checkout run `npm run throughline -- <arguments>`, which uses the project's own.\n",
  );
  process.exitCode = 1;
} else {
  // Not caught: Node prints a rejection with its stack and exits with 1, which is what a defect should do.
  void run().then((code) => {
    process.exitCode = code;
  });
}
