/** The one style of the pages. It stands in the page itself; the policy allows it by its hash. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; }
html { background: Canvas; color: CanvasText; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; overflow-wrap: break-word; }
a { color: light-dark(#0b57d0, #8ab4f8); }
code, textarea { font: 14px/1.45 ui-monospace, monospace; }
textarea { box-sizing: border-box; width: 100%; height: 16rem; }
pre { overflow: auto; padding: .75rem; border: 1px solid; }
input { font: inherit; width: 20rem; max-width: 100%; }
form.steps input[type=text] { box-sizing: border-box; display: block; width: 100%; padding: .4rem .5rem; }
input::placeholder { color: light-dark(#666, #b5b5b5); opacity: 1; }
form.steps input[type=radio] { width: auto; margin: .35rem .5rem 0 0; flex: none; }
form.steps .field, fieldset { margin: 0 0 1.25rem; }
fieldset { border: 1px solid; padding: .5rem 1rem .75rem; min-width: 0; }
.choice { display: flex; align-items: flex-start; margin: .25rem 0; }
.field > label, legend { font-weight: 600; }
.hint { margin: .25rem 0 0; font-size: .9rem; }
.problem, .good, .note { border-left: .3rem solid; padding: .1rem .75rem; margin: .5rem 0 1rem; }
.problem { border-color: #c62828; }
.good { border-color: #2e7d32; }
.note { border-color: #8a6d00; }
.problem p, .good p, .note p { margin: .25rem 0; }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.5rem 0; }
button, a.button { font: inherit; padding: .5rem 1rem; border: 1px solid; border-radius: .3rem; background: ButtonFace; color: ButtonText; text-decoration: none; cursor: pointer; }
button.main, a.button { font-weight: 600; background: #1f4fa3; color: #fff; border-color: #1f4fa3; }
:focus-visible { outline: 3px solid #d9730d; outline-offset: 2px; }
dt { font-weight: 600; }
dd { margin: 0 0 .75rem; }
`;
