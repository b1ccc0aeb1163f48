import type { SampleRepository } from "./sample-repository.ts";

// A public file: it names no metric of the organisation, which are private.
const CATALOG = `# What changes of the library are for. Everybody can read this file, so its metrics are its own.
version: 1
metrics:
  adoption:
    name: Projects that use it
    kind: customer
    better: up
    visibility: public
    partner: the community
  time-to-first-button:
    name: Time to the first button
    kind: customer
    unit: minutes
    better: down
    visibility: public
    drives: [{ metric: adoption, sign: "-", lag: 1m }]
  upgrade-effort:
    name: Effort of an upgrade
    kind: customer
    unit: hours
    better: down
    visibility: public
    drives: [{ metric: adoption, sign: "-", lag: 2m }]
    keywords: [breaking, deprecate, rename]
areas:
  components:
    name: Components
    paths: ["packages/components/**"]
    metrics: [adoption]
  theming:
    name: Theming
    paths: ["packages/theme/**"]
    metrics: [time-to-first-button]
  codemods:
    name: Codemods
    paths: ["packages/codemods/**"]
    metrics: [upgrade-effort]
prompt:
  checklist: comment
report: { issue: public }
`;

const TEMPLATE = `## What changed


## Screenshots

`;

/** A library in the open: forks, and people from outside. */
export const UI_KIT: SampleRepository = {
  name: "ui-kit",
  about: "The component library: public, people from outside send changes from forks.",
  visibility: "public",
  catalog: CATALOG,
  template: TEMPLATE,
  people: ["mona", "lin", "priya", "passer-by"],
  changesPerWeek: 3,
  areas: [
    {
      key: "components",
      paths: [
        "packages/components/button.tsx",
        "packages/components/dialog.tsx",
        "packages/components/table.tsx",
        "packages/components/menu.tsx",
      ],
      metrics: ["adoption"],
      silentShare: 0.35,
      weight: 5,
      titles: [
        "Close a dialog with Escape",
        "Sort a table by keyboard",
        "A button that shows progress",
        "Menus that fit small screens",
        "Announce errors to screen readers",
        "A date field without a library",
        "Tables with sticky heads",
      ],
    },
    {
      key: "theming",
      paths: ["packages/theme/tokens.ts", "packages/theme/dark.ts"],
      metrics: ["time-to-first-button"],
      silentShare: 0.3,
      weight: 3,
      titles: [
        "One import for all tokens",
        "A dark theme with enough contrast",
        "Start without a build step",
        "Shorter names for spacings",
      ],
    },
    {
      key: "codemods",
      paths: ["packages/codemods/rename.ts", "packages/codemods/run.ts"],
      metrics: ["upgrade-effort"],
      silentShare: 0.2,
      weight: 2,
      titles: ["Rename props by a codemod", "Deprecate the old grid", "Say what an upgrade will change"],
    },
  ],
};
