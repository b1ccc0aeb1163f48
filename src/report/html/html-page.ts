import { cutText } from "../../text/cut-text.ts";
import { escapeHtml } from "../../text/escape.ts";
import { toAnchor } from "./html-form.ts";

/**
 * The page's only style sheet. The policy in the page's head allows exactly this text, by its hash, and nothing else:
 * no script, no address, no other style.
 */
export const STYLE = `
:root{color-scheme:light dark;--bg:#fff;--text:#1f2328;--muted:#59636e;--rule:#d1d9e0;--panel:#f6f8fa;--link:#0550ae;--declared:#2f6db5;--accepted:#2b7a55;--inherited:#a05a00;--carried:#8c959f;--on:#fff;--shade:#1f232859}
@media (prefers-color-scheme:dark){:root{--bg:#0d1117;--text:#e6edf3;--muted:#9aa4af;--rule:#30363d;--panel:#161b22;--link:#79b8ff;--declared:#5a9fe0;--accepted:#4fb286;--inherited:#d9963a;--carried:#6e7681;--on:#06121f;--shade:#e6edf359}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--text);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;overflow-wrap:anywhere}
main{max-width:1000px;margin:0 auto;padding:24px}
h1{font-size:1.7rem;line-height:1.25;margin:0 0 4px}
h2{font-size:1.25rem;margin:44px 0 12px;padding-top:14px;border-top:1px solid var(--rule)}
p,ul,ol,figure,details,.scroll{margin:0 0 14px}
p,ul,ol,figure{max-width:834px}
ul,ol{padding-left:22px}
li{margin:4px 0}
a{color:var(--link)}
nav{font-size:.9rem;color:var(--muted);margin:10px 0 0}
nav a{display:inline-block;margin-right:14px}
#intent-against-actual+p,#said-so-far+p{font-size:1.2rem;line-height:1.45}
.scroll{overflow-x:auto;background:linear-gradient(to right,var(--bg) 16px,transparent) 0 0/40px 100% local no-repeat,linear-gradient(to left,var(--bg) 16px,transparent) 100% 0/40px 100% local no-repeat,linear-gradient(to right,var(--shade),transparent) 0 0/14px 100% scroll no-repeat,linear-gradient(to left,var(--shade),transparent) 100% 0/14px 100% scroll no-repeat}
table{border-collapse:collapse;font-size:.9rem;min-width:100%;font-variant-numeric:tabular-nums}
th,td{padding:6px 10px;border-bottom:1px solid var(--rule);text-align:left;vertical-align:top;min-width:3.2em;overflow-wrap:normal}
thead th{font-weight:600;color:var(--muted);vertical-align:bottom}
tbody th{font-weight:500;min-width:8em}
td:last-child:not(.n){min-width:10em}
.n{text-align:right}
details{font-size:.9rem}
summary{cursor:pointer;color:var(--muted)}
details[open]>summary{margin-bottom:8px}
figure{padding:16px;background:var(--panel);border:1px solid var(--rule);border-radius:8px;--bg:var(--panel)}
figcaption{font-size:.9rem;color:var(--muted);margin:0 0 12px}
figcaption strong{color:var(--text);display:block;font-size:1rem}
svg{display:block;max-width:100%;height:auto;font-family:inherit}
svg.key{display:inline-block;vertical-align:-2px;margin:0 4px 0 10px}
svg.defs{position:absolute}
svg.narrow{display:none}
.row{display:flex;flex-wrap:wrap;gap:20px}
.row>div{max-width:100%}
.row strong{display:block;font-size:.9rem;margin:0 0 8px}
text{fill:var(--text)}
text.muted{fill:var(--muted)}
text.on{fill:var(--on)}
.name{unicode-bidi:isolate}
.count{font-weight:600}
.halo{paint-order:stroke;stroke:var(--panel);stroke-width:4px;stroke-linejoin:round}
.declared{fill:var(--declared)}
.accepted{fill:url(#accepted)}
.inherited{fill:url(#inherited)}
.silent,.before{fill:url(#silent)}
.pa{stroke:var(--accepted)}
.pi{fill:var(--inherited)}
.ps{stroke:var(--muted)}
.ba{fill:var(--accepted);fill-opacity:.28}
.bi{fill:var(--inherited);fill-opacity:.22}
path.declared,path.accepted,path.inherited{fill-opacity:.75}
.carried{fill:var(--carried);fill-opacity:.4}
.assumed{fill:none;stroke:var(--muted);stroke-width:1;stroke-dasharray:3 4}
.bar{fill:var(--text)}
.hollow,.listed{fill:none;stroke:var(--muted);stroke-dasharray:2 2}
.empty{fill:var(--rule);fill-opacity:.35}
.heat{fill:var(--declared)}
.corner{fill:var(--inherited)}
.grid{stroke:var(--rule)}
.line{fill:none;stroke:var(--declared);stroke-width:2}
.dot{fill:var(--panel);stroke:var(--declared);stroke-width:2}
.mark{stroke:var(--text);stroke-width:1.5;stroke-dasharray:3 2}
.box{fill:var(--bg);stroke:var(--muted)}
.way{fill:none;stroke:var(--muted);stroke-width:1.5}
.head{fill:var(--muted)}
footer{margin-top:44px;padding-top:14px;border-top:1px solid var(--rule);font-size:.9rem;color:var(--muted)}
@media screen and (max-width:700px){main{padding:16px}figure{padding:12px 8px}h1{font-size:1.4rem}svg.wide{display:none}svg.narrow{display:block;margin:0 auto}th,td{padding:5px 7px}}
@media print{:root{color-scheme:light;--bg:#fff;--text:#000;--muted:#444;--rule:#bbb;--panel:#fff;--link:#000;--declared:#2f6db5;--accepted:#2b7a55;--inherited:#a05a00;--carried:#8c959f;--on:#fff}body{font-size:10.5pt}main,p,ul,ol,figure{max-width:none}main{padding:0}details::details-content{content-visibility:visible;display:block}summary{list-style:none}summary::-webkit-details-marker{display:none}nav{display:none}a{text-decoration:none}.scroll{overflow:visible;background:none}figure,tr,li{break-inside:avoid}h2{break-after:avoid}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`;

/** SHA-256 of the text above in Base64; a test compares. */
export const STYLE_HASH = "/+RK5dq8dVgoFaKPTWeArGIVT7v1CeCFskFYs/CPMDE=";

/** Patterns, so that nobody needs colours to tell provenances apart; once for all pictures. */
const PATTERNS =
  '<svg class="defs" width="0" height="0" aria-hidden="true" focusable="false"><defs>' +
  '<pattern id="accepted" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="ba" width="6" height="6"/><path class="pa" stroke-width="1.8" d="M-1,1l2,-2M0,6l6,-6M5,7l2,-2"/></pattern>' +
  '<pattern id="inherited" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="bi" width="6" height="6"/><circle class="pi" cx="1.5" cy="1.5" r="1.2"/><circle class="pi" cx="4.5" cy="4.5" r="1.2"/></pattern>' +
  '<pattern id="silent" width="5" height="5" patternUnits="userSpaceOnUse"><path class="ps" stroke-width="1" d="M-1,1l2,-2M0,5l5,-5M4,6l2,-2"/></pattern>' +
  "</defs></svg>";

const TITLE_LIMIT = 120;

/** Nothing is loaded, run or sent: the page may use its own style and nothing else. */
const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

interface HtmlPage {
  /** Plain text, for the window. */
  readonly title: string;
  /** The same as HTML. */
  readonly heading: string;
  /** Blocks of HTML; those that `createHtmlForm` makes headings of are listed above them. */
  readonly blocks: readonly string[];
  readonly footer: string;
}

/** One page that needs nothing else: no script, no font, no picture from elsewhere. */
export function renderHtmlPage({ title, heading, blocks, footer }: HtmlPage): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(cutText(title, TITLE_LIMIT))}</title>
<style>${STYLE}</style>
</head>
<body>
${PATTERNS}
<main>
<header>
<h1>${heading}</h1>
${renderContents(blocks)}
</header>
${blocks.join("\n")}
<footer>${footer}</footer>
</main>
</body>
</html>
`;
}

const HEADING = /^<h2 id="[^"]*">(.*)<\/h2>$/u;

function renderContents(blocks: readonly string[]): string {
  const links = blocks.flatMap((block) => {
    const [, words] = HEADING.exec(block) ?? [];
    return words === undefined ? [] : [`<a href="#${toAnchor(words)}">${words}</a>`];
  });
  return `<nav aria-label="Sections">${links.join("\n")}</nav>`;
}
