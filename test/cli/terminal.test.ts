import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { createTerminal, type Streams } from "../../src/cli/terminal.ts";

/** A standard output that takes `reads` writes and is closed then. */
function openOutput(reads = Number.POSITIVE_INFINITY) {
  const written: string[] = [];
  const stdout = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (written.length >= reads) return done(Object.assign(new Error("gone"), { code: "EPIPE" }));
      written.push(chunk.toString());
      return done();
    },
  });
  const stderr = new Writable({ write: (_chunk, _encoding, done) => done() });
  const streams = { stdin: process.stdin, stdout, stderr, env: {} } as unknown as Streams;
  return { written, terminal: createTerminal(streams) };
}

describe("writeData", () => {
  it.each([
    ["a", ["a\n"]],
    ["a\n", ["a\n"]],
    ["", ["\n"]],
    [
      ["a", "b"],
      ["a", "b\n"],
    ],
    [
      ["a", "", "b\n", ""],
      ["a", "b\n"],
    ],
    [[], ["\n"]],
  ])("writes %j with one line end", async (data, expected) => {
    const { terminal, written } = openOutput();
    await terminal.writeData(data);
    expect(written).toEqual(expected);
  });

  it("asks for no more pieces than its reader takes", async () => {
    const { terminal, written } = openOutput(2);
    let asked = 0;
    const endless = function* () {
      for (;;) {
        asked += 1;
        yield `${asked} `;
      }
    };
    await terminal.writeData(endless());
    expect(written).toEqual(["1 ", "2 "]);
    expect(asked).toBeLessThan(6);
    expect(terminal.hasReader()).toBe(false);
  });
});
