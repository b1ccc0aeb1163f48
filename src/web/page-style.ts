/** The one style of the pages. It stands in the page itself; the policy allows it by its hash. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; }
code, textarea { font: 14px/1.45 ui-monospace, monospace; }
textarea { box-sizing: border-box; width: 100%; height: 16rem; }
pre { overflow: auto; padding: .75rem; border: 1px solid; }
input { font: inherit; width: 20rem; max-width: 100%; }
`;
