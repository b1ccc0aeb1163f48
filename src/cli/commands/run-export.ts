import { exportStore } from "../../workflows/report/export-store.ts";
import { findKnownRepository } from "../../workflows/report/gather-store-material.ts";
import type { CommandTools } from "../command-tools.ts";
import { CommandFailure } from "../exit-code.ts";
import { failWithSettings } from "../failures.ts";

export interface ExportOptions {
  readonly format: "csv" | "json";
  readonly repo?: string;
}

export async function runExport({ format, repo }: ExportOptions, tools: CommandTools): Promise<void> {
  const store = await tools.openReportStore();
  if (!store.ok) failWithSettings(store.error, tools);
  try {
    const found = repo === undefined ? undefined : await findKnownRepository(store.value, repo);
    if (found?.ok === false) throw new CommandFailure(found.error);
    const repositories = found === undefined ? await store.value.listKnownRepositories() : [found.value];
    const scope = found === undefined ? "all" : "one";
    for await (const text of exportStore({ store: store.value, scope, repositories, format })) {
      await tools.terminal.writeData(text);
    }
  } finally {
    await store.value.close();
  }
}
