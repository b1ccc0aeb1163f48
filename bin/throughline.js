#!/usr/bin/env node
// Says which Node is needed before anything is loaded: on an older one the sources die in ways nobody understands
// (better-sqlite3 ends Node 20 with a segmentation fault). So this file keeps to syntax that a very old Node reads,
// without a static import and without import.meta, and loads the rest only after the check.

var NEEDED = 24;
var found = process.versions.node;
var MEGABYTE = 1048576;

// V8 lets the space for what dies young grow to 128 MB before it collects there, and that is more than all else that a
// large report or a burst of webhooks needs. Two halves of 4 MB do the same work in hardly more time. The flag for it,
// --max-semi-space-size, counts on Node's own command line alone, which `npx throughline` and a link to this file have
// no say in; the factor of growth counts at every growth. So the space grows once, fourfold, as soon as somewhat over a
// megabyte outlives two collections, and never again. That of a thread stays at two halves of 1 MB. Whoever gives Node
// a size of their own keeps it.
function limitYoungSpace() {
  var given = `${process.execArgv.join(" ")} ${process.env.NODE_OPTIONS}`;
  if (/semi.space/.test(given)) return;
  var v8 = process.getBuiltinModule("node:v8");
  var held = [];
  // A V8 that grows otherwise keeps its own ways, and all that was lost is these few megabytes.
  var most = 8192;
  v8.setFlagsFromString("--semi-space-growth-factor=4");
  while (held.length < most && (held.length % 512 > 0 || readYoungBytes(v8) < 8 * MEGABYTE)) {
    held.push(new Array(64).fill(0));
  }
  v8.setFlagsFromString("--semi-space-growth-factor=1");
}

function readYoungBytes(v8) {
  return v8.getHeapSpaceStatistics().find((space) => space.space_name === "new_space").space_size;
}

// Compiling is most of what a short command does: it is done once and kept beside the packages. Not in the machine's
// shared folder for temporary files, where somebody else could put code that this would run. Where nothing can be
// written, Node goes on without. A name of one's own for the folder, NODE_COMPILE_CACHE, goes before.
function keepCompiled() {
  var path = process.getBuiltinModule("node:path");
  var entry = process.getBuiltinModule("node:fs").realpathSync(process.argv[1]);
  var folder = path.join(path.dirname(entry), "../node_modules/.cache/throughline");
  process.getBuiltinModule("node:module").enableCompileCache(folder);
}

// A checkout has the sources; a package has the built files in the same places.
function loadMain() {
  return import("../src/main.ts").catch((error) => {
    if (!isMissing(error, "/src/main.ts")) {
      throw error;
    }
    return import("../src/main.js");
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
      if (!isMissing(error, "/src/main.js")) {
        throw error;
      }
      process.stderr.write("Throughline is incomplete here: neither src/main.ts nor src/main.js exists.\n");
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
  keepCompiled();
  limitYoungSpace();
  // Not caught: Node prints a rejection with its stack and exits with 1, which is what a defect should do.
  void run().then((code) => {
    process.exitCode = code;
  });
}
