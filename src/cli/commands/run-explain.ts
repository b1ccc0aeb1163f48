import { compileVocabulary } from "../../catalog/resolve-metric.ts";
import type { Catalog } from "../../model/catalog.ts";
import {
  buildExplanation,
  explainPartner,
  listPartnerMetrics,
  type PartnerExplanation,
  renderExplanation,
  renderPartnerExplanation,
} from "../../report/explanation.ts";
import type { Report } from "../../report/report.ts";
import type { CommandTools } from "../command-tools.ts";
import { CommandFailure, EXIT } from "../exit-code.ts";
import { type ReportSource, readReport } from "../read-report.ts";

export interface ExplainOptions extends ReportSource {
  readonly metric?: string;
  readonly partner?: string;
  readonly json?: true;
}

export async function runExplain(options: ExplainOptions, tools: CommandTools): Promise<void> {
  const { metric: word, partner, json, ...source } = options;
  if (word !== undefined && partner !== undefined) {
    throw new CommandFailure("--metric and --partner both choose what to explain; give one.", EXIT.usage);
  }
  const { report, catalog } = await readReport(source, tools);
  if (partner !== undefined) {
    const explanation = explainFor(partner, report, catalog);
    await tools.terminal.writeData(
      json ? JSON.stringify(explanation, null, 2) : renderPartnerExplanation(explanation),
    );
    return;
  }
  const metric = word === undefined ? undefined : toMetricKey(word, report, catalog);
  const explanation = buildExplanation(report, metric);
  await tools.terminal.writeData(
    json ? JSON.stringify(explanation, null, 2) : renderExplanation(explanation),
  );
}

function explainFor(partner: string, report: Report, catalog: Catalog): PartnerExplanation {
  // A private metric is not in the report of a public repository.
  const shown = catalog.metrics.filter(({ key }) => report.metrics.some(({ metric }) => metric === key));
  const theirs = listPartnerMetrics(shown, partner);
  const explanations = theirs.map(({ key }) => buildExplanation(report, key));
  const explanation = explainPartner(theirs[0]?.partner ?? partner, explanations);
  if (explanation !== undefined) return explanation;
  const partners = [...new Set(shown.flatMap((metric) => metric.partner ?? []))].sort();
  const advice = partners.length === 0 ? "no metric names one" : `the catalog names ${partners.join(", ")}`;
  throw new CommandFailure(
    `--partner ${JSON.stringify(partner.slice(0, 60))} is no partner of a metric; ${advice}.`,
    EXIT.usage,
  );
}

function toMetricKey(word: string, report: Report, catalog: Catalog): string {
  const shown = catalog.metrics.filter(({ key }) => report.metrics.some(({ metric }) => metric === key));
  const vocabulary = compileVocabulary({ metrics: shown });
  const found = vocabulary.resolve(word);
  if (found !== undefined) return found.metric.key;
  const nearest = vocabulary.nearest(word);
  const advice =
    nearest.length === 0 ? "the catalog has no metrics" : `the nearest are ${nearest.join(", ")}`;
  throw new CommandFailure(
    `--metric ${JSON.stringify(word.slice(0, 60))} is no metric of the catalog; ${advice}.`,
    EXIT.usage,
  );
}
