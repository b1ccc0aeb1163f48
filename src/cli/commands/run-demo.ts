import type { CommandTools } from "../command-tools.ts";
import { CommandFailure, EXIT } from "../exit-code.ts";
import { readDemoClone } from "../read-demo-clone.ts";
import type { RunningDemo } from "../running-demo.ts";
import { addAdvice } from "../write-output.ts";

export interface DemoOptions {
  readonly port?: number;
  readonly git?: string;
  readonly keep?: string;
  readonly exit?: true;
  readonly output?: string;
  readonly force?: true;
  readonly open: boolean;
}

const FOLDER = "throughline-demo";

export async function runDemo(options: DemoOptions, tools: CommandTools): Promise<void> {
  const { port, git, keep } = options;
  if (options.output !== undefined && options.exit === undefined) {
    throw new CommandFailure("--output is for --exit: without it nothing is written.", EXIT.usage);
  }
  // Before two weeks are played in vain.
  if (options.exit === true) await ensureWritable(options, tools);
  const clone = git === undefined ? undefined : await readDemoClone(git, tools);
  const started = await tools.startDemo({
    ...(port === undefined ? {} : { port }),
    ...(clone === undefined ? {} : { clone }),
    ...(keep === undefined ? {} : { keepIn: keep }),
  });
  if (!started.ok) throw new CommandFailure(started.error);
  try {
    if (options.exit === true) await playToEnd(started.value, options, tools);
    else await playUntilStopped(started.value, options, tools);
  } finally {
    await started.value.stop();
  }
}

/** Anew where forced; else only where no earlier run, or anything else, has a file of the name. */
async function ensureWritable(
  { output: folder = FOLDER, force }: DemoOptions,
  { files }: CommandTools,
): Promise<void> {
  const made = await files.ensureFolder(`${folder}/screens`);
  const ifExists = force ? "replace" : "refuse";
  const written = made.ok ? await files.writeTextFile(`${folder}/summary.md`, "", ifExists) : made;
  // It was a try; what a run that breaks off leaves shall not stand in the way of the next one.
  if (written.ok) await files.removeFile(`${folder}/summary.md`);
  if (!written.ok) {
    throw new CommandFailure(`${addAdvice(written.error)} Choose another folder with --output.`);
  }
}

async function playUntilStopped(
  demo: RunningDemo,
  { open, keep, git }: DemoOptions,
  { terminal, openBrowser, untilStopped }: CommandTools,
): Promise<void> {
  if (demo.note !== undefined) terminal.say(demo.note);
  terminal.say(`The sandbox is at ${demo.address}\nCtrl-C ends it. Nothing leaves this machine.`);
  if (open && !(await openBrowser(demo.address))) {
    terminal.say("No browser could be opened from here: open that address in one.");
  }
  let isStopping = false;
  demo.untilReady().then(
    () => terminal.say("The organisation's past is played; everything is ready."),
    (error: unknown) => {
      // What is cut short by its end is no failure.
      if (!isStopping) terminal.say(`The past could not be played: ${toMessage(error)}`);
    },
  );
  await untilStopped();
  isStopping = true;
  if (keep !== undefined)
    terminal.say(
      `The store stays in ${keep}: DATA_DIR=${keep} throughline report --repo ${git === undefined ? "acme/shop" : "OWNER/NAME"}`,
    );
}

async function playToEnd(
  demo: RunningDemo,
  options: DemoOptions,
  { terminal, files }: CommandTools,
): Promise<void> {
  const folder = options.output ?? FOLDER;
  await demo.untilReady();
  const { lines, files: texts } = await demo.playFortnight();
  for (const [name, text] of texts) {
    const ifExists = options.force ? "replace" : "refuse";
    const written = await files.writeTextFile(`${folder}/${name}`, text, ifExists);
    if (!written.ok) throw new CommandFailure(addAdvice(written.error));
  }
  await terminal.writeData([...lines, `Wrote ${texts.size} files to ${folder}`].join("\n"));
}

function toMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
