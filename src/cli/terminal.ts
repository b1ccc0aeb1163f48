import { fail, type Result, succeed } from "../model/result.ts";
import { CommandFailure } from "./exit-code.ts";

/** Where a command's output goes: data on stdout, talk on stderr. The only owner of the process's streams. */
export interface Terminal {
  /** False once the reader of stdout has gone (`| head`): what is written then is dropped. */
  hasReader(): boolean;
  /**
   * Data that a pipe may read; ends with a newline unless the text has one. Of a text in pieces the next is asked for
   * when the one before is written. Throws a CommandFailure on a full disk.
   */
  writeData(text: string | Iterable<string>): Promise<void>;
  /** Talk for a person. */
  say(text: string): void;
  /** One line that replaces itself, only where stderr is a terminal; an empty text clears it. */
  showProgress(text: string): void;
  /** All of stdin, which must be UTF-8 and at most `maxBytes`; the failure is one sentence. */
  readStandardInput(maxBytes: number): Promise<Result<string, string>>;
  readonly canAsk: boolean;
  /** One line from a person; undefined where they stopped (Ctrl-C). */
  ask(question: string, placeholder: string): Promise<string | undefined>;
  /** Bold for a heading, where colours are wanted (`NO_COLOR`, no terminal: as is). */
  emphasize(text: string): string;
}

export interface Streams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export function createTerminal({ stdin, stdout, stderr, env }: Streams): Terminal {
  const noColor = env["NO_COLOR"];
  const hasColor =
    stderr.isTTY === true && (noColor === undefined || noColor === "") && env["TERM"] !== "dumb";
  // Nobody is left to be told that stderr is gone, and the command's work does not depend on it.
  stderr.on("error", () => undefined);
  let progressShown = false;
  let isReaderGone = false;
  const clearProgress = (): void => {
    if (!progressShown) return;
    progressShown = false;
    stderr.write("\r\u001B[K");
  };
  return {
    canAsk: stdin.isTTY === true && stderr.isTTY === true,
    ask: async (question, placeholder) => {
      // Loaded where it is needed: only `init` asks, and every other command would wait for it.
      const { text: askText, isCancel } = await import("@clack/prompts");
      const answer = await askText({ message: question, placeholder, input: stdin, output: stderr });
      return isCancel(answer) ? undefined : (answer ?? "");
    },
    emphasize: (text) => (hasColor ? `\u001B[1m${text}\u001B[22m` : text),
    hasReader: () => !isReaderGone,
    writeData: async (text) => {
      clearProgress();
      for (const piece of endLine(typeof text === "string" ? [text] : text)) {
        if (isReaderGone) return;
        isReaderGone = (await write(stdout, piece)) === "reader-gone";
      }
    },
    say: (text) => {
      clearProgress();
      stderr.write(`${text}\n`);
    },
    showProgress: (text) => {
      if (stderr.isTTY !== true || env["TERM"] === "dumb") return;
      clearProgress();
      if (text === "") return;
      progressShown = true;
      stderr.write(`\r${text}`);
    },
    readStandardInput: (maxBytes) => readAll(stdin, maxBytes),
  };
}

/** The pieces, the last of them with a line end. */
function* endLine(pieces: Iterable<string>): Generator<string> {
  let last: string | undefined;
  for (const piece of pieces) {
    if (piece === "") continue;
    if (last !== undefined) yield last;
    last = piece;
  }
  yield last?.endsWith("\n") ? last : `${last ?? ""}\n`;
}

/** A reader that has seen enough (`| head`) closes the pipe: that ends the output, not the command. */
function write(stream: NodeJS.WriteStream, text: string): Promise<"written" | "reader-gone"> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => {
      if (error.code === "EPIPE") resolve("reader-gone");
      else reject(new CommandFailure(`Standard output can't be written (${error.code}).`));
    };
    // Stays after a failure, because the stream may tell of it a second time.
    stream.on("error", onError);
    stream.write(text, (error) => {
      if (error) return;
      stream.off("error", onError);
      resolve("written");
    });
  });
}

async function readAll(stream: NodeJS.ReadStream, maxBytes: number): Promise<Result<string, string>> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes) return fail(`Standard input has more than ${maxBytes} bytes.`);
      chunks.push(chunk);
    }
  } catch (error) {
    return fail(`Standard input can't be read (${(error as NodeJS.ErrnoException).code ?? String(error)}).`);
  }
  try {
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    return succeed(decoder.decode(Buffer.concat(chunks)));
  } catch {
    return fail("Standard input is not UTF-8 text.");
  }
}
