// Adds to package-lock.json the platform packages that npm left out.
//
// npm writes an entry for an optional platform package (say @biomejs/cli-darwin-arm64) only when the registry
// answers for it. A proxy that mirrors one platform only answers 404 for the others, npm leaves them out without a word,
// and `npm ci` then refuses the lock on every machine: "Missing: ... from lock file". The parent's own entry still lists
// them with an exact version, which is all that `npm ci` compares.
//
// Entries added here carry no `integrity`, because nobody who could not fetch the package can know it. An entry
// that npm wrote itself is left alone, but for `libc`, which npm 10 drops.
//
// Plain JavaScript for any Node from 18 on: it runs before anything is installed.
//
//   node scripts/mend-lock.mjs           mend the lock in place
//   node scripts/mend-lock.mjs --check   exit 1 and name what is missing

import { readFileSync, realpathSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const SYSTEMS = new Set([
  "aix",
  "android",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
]);
const PROCESSORS = new Set([
  "arm",
  "arm64",
  "ia32",
  "loong64",
  "mips64el",
  "ppc64",
  "riscv64",
  "s390x",
  "x64",
]);
// `gnueabihf` and `musleabihf` are missing on purpose: those packages declare no `libc`.
const C_LIBRARIES = new Map([
  ["gnu", "glibc"],
  ["musl", "musl"],
]);

/**
 * What a package's name says about where it runs: `@swc/core-linux-x64-musl` is for linux, x64, musl.
 * Undefined where the name tells no system: such a package is not a platform package.
 */
export function parsePlatform(name, siblings) {
  const words = name.slice(name.lastIndexOf("/") + 1).split("-");
  const system = words.find((word) => SYSTEMS.has(word));
  const processor = words.find((word) => PROCESSORS.has(word));
  if (system === undefined || processor === undefined) {
    return undefined;
  }
  const suffix = words.find((word) => C_LIBRARIES.has(word));
  if (suffix !== undefined) {
    return { os: system, cpu: processor, libc: C_LIBRARIES.get(suffix) };
  }
  // Biome names only the musl build; the one without a suffix is then for glibc.
  return siblings.includes(`${name}-musl`)
    ? { os: system, cpu: processor, libc: "glibc" }
    : { os: system, cpu: processor };
}

/** The key under which npm would find `name` when `parent` asks for it: inside or above it, nearest first. */
function findKey(packages, parent, name) {
  let folder = parent;
  while (folder !== "") {
    const key = `${folder}/node_modules/${name}`;
    if (packages[key] !== undefined) {
      return key;
    }
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")));
  }
  return packages[`node_modules/${name}`] === undefined ? undefined : `node_modules/${name}`;
}

/** npm writes `libc` after `dev` and before `license`; the order keeps its next write from moving lines. */
function withLibc(entry, libc) {
  const fields = Object.entries(entry);
  const after = fields.findIndex(([field]) => ["license", "optional", "os"].includes(field));
  return Object.fromEntries([...fields.slice(0, after), ["libc", [libc]], ...fields.slice(after)]);
}

/** The entry as npm would write it, but for `integrity` and `license`. `libc` only where the name tells one. */
function buildEntry(version, platform, { dev, peer }) {
  return {
    version,
    cpu: [platform.cpu],
    ...(dev ? { dev } : {}),
    ...(platform.libc ? { libc: [platform.libc] } : {}),
    optional: true,
    os: [platform.os],
    ...(peer ? { peer } : {}),
  };
}

/** What is wrong with the entry of one platform package, as a [key, entry] pair to write, or undefined. */
function findFault(packages, parent, name) {
  const wanted = packages[parent].optionalDependencies;
  const platform = parsePlatform(name, Object.keys(wanted));
  if (platform === undefined) {
    return undefined;
  }
  const key = findKey(packages, parent, name);
  if (key === undefined) {
    return [`node_modules/${name}`, buildEntry(wanted[name], platform, packages[parent])];
  }
  const lacksLibc = platform.libc !== undefined && packages[key].libc === undefined;
  return lacksLibc ? [key, withLibc(packages[key], platform.libc)] : undefined;
}

/**
 * Platform entries that the lock should hold and does not, as [key, entry] pairs in the order of their parents:
 * those that npm left out, and those from which npm 10 took the `libc` field (it does not know it).
 */
export function listFaults({ packages }) {
  return Object.keys(packages)
    .filter((parent) => parent !== "")
    .flatMap((parent) =>
      Object.keys(packages[parent].optionalDependencies ?? {}).map((name) =>
        findFault(packages, parent, name),
      ),
    )
    .filter((fault) => fault !== undefined);
}

/** The lock with its faults mended, its packages in npm's own order, so that npm's next write changes nothing else. */
export function mendLock(lock) {
  const packages = { ...lock.packages, ...Object.fromEntries(listFaults(lock)) };
  const sorted = Object.keys(packages).sort((a, b) => a.localeCompare(b, "en"));
  return { ...lock, packages: Object.fromEntries(sorted.map((key) => [key, packages[key]])) };
}

function main(argv) {
  const path = fileURLToPath(new URL("../package-lock.json", import.meta.url));
  const lock = JSON.parse(readFileSync(path, "utf8"));
  const faults = listFaults(lock);
  if (argv.includes("--check")) {
    for (const [key] of faults) {
      console.error(`package-lock.json: ${key} is missing or lacks its libc; run npm run lock`);
    }
    return faults.length === 0 ? 0 : 1;
  }
  if (faults.length > 0) {
    writeFileSync(path, `${JSON.stringify(mendLock(lock), null, 2)}\n`);
  }
  console.error(`package-lock.json: ${faults.length} platform entries mended`);
  return 0;
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = main(process.argv.slice(2));
}
