/** The page's one style sheet, served as a file of its own: the policy allows no other and none in the page. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--bg:#fbfaf7;--card:#fff;--text:#22211f;--muted:#5d5a54;--rule:#d8d4cb;--link:#1f5a8a;--act:#1d5f4a;--on:#fff;--good:#1d6b3f;--wait:#8a5300;--bad:#a12622;--note:#eef3ec}
@media (prefers-color-scheme:dark){:root{--bg:#171614;--card:#1f1e1b;--text:#ebe8e1;--muted:#aba69b;--rule:#3a3732;--link:#8fc1ea;--act:#7fd1b0;--on:#10241c;--good:#7fce9c;--wait:#eab765;--bad:#f29a94;--note:#20291f}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--text);font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
a{color:var(--link)}
a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,textarea:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-999px}
.skip:focus{left:8px;top:8px;background:var(--card);padding:8px}
header.top{border-bottom:1px solid var(--rule);background:var(--card)}
.bar{display:flex;flex-wrap:wrap;gap:8px 20px;align-items:center;max-width:1080px;margin:0 auto;padding:10px 20px}
.bar nav{display:flex;flex-wrap:wrap;gap:4px 14px;flex:1 1 100%}
.bar form{display:flex;gap:6px;align-items:center;font-size:.9rem;max-width:100%}.bar label,.bar button,.bar span{white-space:nowrap}
main{max-width:1080px;margin:0 auto;padding:20px}
h1{font-size:1.6rem;line-height:1.25;margin:.2em 0 .4em}
h2{font-size:1.2rem;margin:1.6em 0 .5em}
h3,h4,h5,h6{font-size:1rem;margin:1.2em 0 .4em}
.crumbs{font-size:.9rem;color:var(--muted);margin:0}
.muted{color:var(--muted)}
.said{background:var(--note);border-left:4px solid var(--act);padding:10px 14px;margin:0 0 16px}
.said p{margin:0 0 6px}
.card{background:var(--card);border:1px solid var(--rule);border-radius:6px;margin:0 0 16px}
.card>header{padding:8px 14px;border-bottom:1px solid var(--rule);font-size:.9rem;color:var(--muted)}
.card>div,.card>form,.card>footer{padding:10px 14px}
.card>footer{border-top:1px solid var(--rule);font-size:.9rem}
.card.app{border-left:4px solid var(--act)}
.columns{display:grid;grid-template-columns:minmax(0,1fr) 260px;gap:24px}
.columns aside h2{margin-top:1.2em}.columns aside h2:first-child{margin-top:1.6em}
@media (max-width:760px){.columns{grid-template-columns:minmax(0,1fr)}main{padding:14px}.bar{padding:8px 14px}}
.rows{list-style:none;margin:0;padding:0}
.rows li{padding:8px 14px;border-bottom:1px solid var(--rule)}
.rows li:last-child{border-bottom:0}
.grid{display:grid;grid-template-columns:repeat(auto-fit,minmax(240px,1fr));gap:16px}
.state{display:inline-block;border:1px solid currentColor;border-radius:12px;padding:0 10px;font-size:.85rem;font-weight:600}
.good{color:var(--good)}.wait{color:var(--wait)}.bad{color:var(--bad)}
button{font:inherit;cursor:pointer;border:1px solid var(--act);border-radius:5px;background:var(--card);color:var(--act);padding:6px 14px;min-height:40px}
button.main{background:var(--act);color:var(--on)}
button[disabled]{border-color:var(--rule);color:var(--muted);background:var(--bg);cursor:default}
input[type=text],select,textarea{font:inherit;width:100%;color:inherit;background:var(--bg);border:1px solid var(--muted);border-radius:5px;padding:7px 9px}
.bar select{width:19rem;min-width:0;flex:1 1 8rem;padding:4px}
@media (min-width:761px){.bar form+form{margin-left:auto}}
textarea{font:14px/1.45 ui-monospace,monospace;min-height:7rem}
textarea.tall{min-height:26rem}
label.field{display:block;margin:0 0 12px}
label.field>span,legend{display:block;font-weight:600;margin:0 0 4px}
fieldset{border:1px solid var(--rule);border-radius:6px;margin:0 0 14px;padding:10px 14px}
.inline{display:inline}
.choices{display:flex;flex-wrap:wrap;gap:8px;margin:10px 0 0}
li.task{list-style:none;margin-left:-1.2em}
li.task label{display:inline-block;padding:4px 0}
input[type=checkbox],input[type=radio]{width:18px;height:18px;vertical-align:-3px;accent-color:var(--act)}
pre{overflow:auto;background:var(--bg);border:1px solid var(--rule);border-radius:5px;padding:10px;font-size:.87rem;margin:0 0 12px}
code{font:.92em ui-monospace,monospace}
.scroll{overflow-x:auto;margin:0 0 12px}
table{border-collapse:collapse;font-size:.9rem}
th,td{border:1px solid var(--rule);padding:4px 8px;text-align:left;vertical-align:top;overflow-wrap:normal}
.n{text-align:right}
details{margin:0 0 10px}
summary{cursor:pointer;padding:4px 0}
ol.steps li{margin:0 0 6px}
footer.end{max-width:1080px;margin:0 auto;padding:10px 20px 30px;color:var(--muted);font-size:.85rem}
`;
