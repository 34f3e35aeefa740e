/** The look of a page: light and dark as the reader's system is, narrow and wide, and on paper. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1b1f24;--faint:#57606a;--line:#d0d7de;--wash:#f6f8fa;--on:#eaf3fb;--accent:#0065a3;--caution:#8a3a00;
--star:#0065a3;--emerging:#00755a;--mature:#b24a00;--transforming:#5f6368;--star-tint:#eef5fb;--emerging-tint:#edf7f3;--mature-tint:#fdf3ec;--transforming-tint:#f4f4f5}
@media(prefers-color-scheme:dark){:root{--paper:#14181d;--ink:#e6edf3;--faint:#9da7b1;--line:#3a424b;--wash:#1c2229;--on:#182c3e;--accent:#6cb6f5;--caution:#f0a878;
--star:#5fb0f0;--emerging:#3fbf97;--mature:#f0934e;--transforming:#a4abb3;--star-tint:#16232f;--emerging-tint:#152722;--mature-tint:#2b2018;--transforming-tint:#1d2126}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:84rem;padding:1rem 1.25rem 3rem;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif}
h1{font-size:1.6rem;line-height:1.25;margin:.4rem 0}
h2{font-size:1.15rem;margin:1.4rem 0 .4rem}
dl.scope{display:grid;grid-template-columns:max-content 1fr;gap:.1rem .9rem;margin:.5rem 0 1rem;color:var(--faint);font-size:.92rem}
dl.scope dd{margin:0;color:var(--ink)}
.source{margin:0;color:var(--faint);font-size:.88rem}
#summary h2{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}#summary p{margin:.5rem 0 .7rem;font-size:1.08rem}
a{color:var(--accent)}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.3rem .6rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.desk{display:block}
.live .desk{display:grid;grid-template:"sliders answer" auto "sliders rest" 1fr/18rem minmax(0,1fr);column-gap:1.5rem;align-items:start}
#live{grid-area:sliders}#answer{grid-area:answer}#rest{grid-area:rest}
#sliders{background:var(--wash);border:1px solid var(--line);border-radius:.5rem;padding:.25rem .9rem}#sliders[open]{padding-bottom:.7rem}#sliders>summary h2{display:inline;font-size:1.05rem}
#live:empty{display:none}
@media screen and (min-width:60.01rem) and (min-height:30rem){#live{position:sticky;top:.5rem;max-height:calc(100vh - 1rem);overflow-y:auto}}
.slider{display:grid;grid-template-columns:1fr auto;gap:0 .6rem;margin:.3rem 0 .4rem;align-items:center}
.slider output{text-align:right;font-variant-numeric:tabular-nums;color:var(--faint);font-size:.9rem}
.slider input[type=range]{width:100%;min-width:0;min-height:1.8rem;margin:0;accent-color:var(--accent)}
.turn,.field{font-size:.88rem;color:var(--faint)}
.field{display:block;margin:.5rem 0}
summary{cursor:pointer;padding:.35rem 0}
select,input[type=number],input[type=search],textarea{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--faint);border-radius:.3rem;padding:.25rem .4rem}
select,input[type=number]{width:100%}
.buttons{display:flex;flex-wrap:wrap;gap:.4rem;margin-top:.7rem}
button{font:inherit;color:inherit}
.buttons button{background:var(--paper);border:1px solid var(--faint);border-radius:.3rem;padding:.3rem .65rem;cursor:pointer;font-size:.92rem}
.buttons button:hover{border-color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:1px}
#copied{width:100%;height:8rem;margin:.5rem 0}
#problem{color:var(--caution);font-weight:600}#problem:empty,#message:empty{display:none}
#message{color:var(--faint);margin:.3rem 0}
#answer{position:relative}#finder{position:absolute;right:0;top:0;color:var(--faint);font-size:.88rem}#more{margin:.6rem 0}
#more button{background:var(--paper);border:1px solid var(--faint);border-radius:.3rem;padding:.3rem .65rem;cursor:pointer;font-size:.92rem}#more button:hover{border-color:var(--accent)}
#chart{margin:0 0 .5rem}#chart svg.narrow{display:none}#chart h2{margin-top:.8rem}
#chart svg{overflow:visible}#chart svg,.picture svg{width:100%;height:auto;display:block;font-family:Arial,Helvetica,"Liberation Sans",sans-serif}
#chart figcaption{color:var(--faint);font-size:.88rem}
.plot-text,.tick{fill:var(--faint)}.axis-name{fill:var(--ink)}.axis{stroke:var(--ink)}.grid{stroke:var(--line)}
.tint.star{fill:var(--star-tint)}.tint.emerging{fill:var(--emerging-tint)}.tint.mature{fill:var(--mature-tint)}.tint.transforming{fill:var(--transforming-tint)}
#chart .star{--c:var(--star)}#chart .emerging{--c:var(--emerging)}#chart .mature{--c:var(--mature)}#chart .transforming{--c:var(--transforming)}
.quadrant{fill:var(--c);stroke:var(--paper)}
.bubbles circle{fill:var(--c);stroke:var(--c);fill-opacity:.2;cursor:pointer}
.bubbles .listed{fill-opacity:.85;stroke:var(--paper);stroke-opacity:1}
.bubbles .beyond{stroke-dasharray:4 3}
.bubbles .out{fill-opacity:.04;stroke-opacity:.25}
.bubbles .pointed{stroke:var(--ink);stroke-width:3;stroke-opacity:1}
.mark{fill:var(--ink);stroke:var(--paper);pointer-events:none}.mark.inside{fill:var(--paper);stroke:none}.leader{stroke:var(--ink)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;width:100%}
caption{text-align:left;font-weight:600;padding:.3rem 0}
th,td{padding:.3rem .55rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;font-weight:400}
thead th{font-weight:600;vertical-align:bottom;background:var(--paper)}
.n,.e,#ranking>tbody>:not(.details)>td:not(:nth-child(2)){text-align:right;white-space:nowrap}
.code{white-space:nowrap}.long{min-width:18rem}.e{font-style:italic}
tr.on>*{background:var(--on)}tr.on>th{font-weight:600}
tr.on>:first-child{box-shadow:inset 4px 0 var(--accent)}
td[data-letter]::after{content:attr(data-letter);color:var(--faint)}
td>svg{width:1.9rem;height:.5rem;margin-right:.35rem;fill:var(--line)}td rect+rect{fill:var(--accent)}td rect.unsafe{fill:var(--caution)}
.waiting td:nth-last-child(2),.waiting td:last-child{opacity:.4}
th button{background:none;border:0;padding:0;text-align:left;cursor:pointer;font-weight:inherit;text-decoration:underline;text-decoration-color:var(--line);text-underline-offset:.2em}
th button:hover{text-decoration-color:currentColor}
small{color:var(--faint);font-size:.78rem}small.up{color:var(--emerging)}small.down{color:var(--mature)}
.details>td{background:var(--wash);white-space:normal}
.figures{font-size:.9rem;min-width:34rem}.figures small{display:block;white-space:normal}.figures tbody th{min-width:14rem;width:40%}.figures tbody th+td+td:not(.n){min-width:9.6rem}
.soc{white-space:nowrap}.figures [scope=rowgroup]{font-weight:600;padding-top:.8rem}
ul{padding-left:1.2rem}li{margin:.25rem 0}
.caution li::marker{color:var(--caution)}.caution h2{color:var(--caution)}
footer,.legend{color:var(--faint);font-size:.88rem}footer li{overflow-wrap:anywhere}
.legend li{display:inline;margin-right:1.2rem}.legend{list-style:none;padding:0}
h3{font-size:1rem;margin:.9rem 0 .2rem}.about{color:var(--faint);font-size:.88rem;margin:.2rem 0 .4rem;max-width:52rem}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(16rem,1fr));gap:.1rem 1.5rem;margin:.3rem 0;font-size:.9rem}
.facts>div{display:flex;justify-content:space-between;gap:1rem;border-bottom:1px solid var(--line);padding:.15rem 0}.facts dt{color:var(--faint)}.facts dd{margin:0;text-align:right;white-space:nowrap}
.stale,.unranked #tables,.unranked #said-before,.unranked #rest{opacity:.45}
@media screen{.live #ranking,.live #ranking>*{display:block}
.live #ranking{min-width:calc(21rem + var(--figures));font-size:.95rem}
.live #ranking>*>tr{display:grid;grid-template-columns:4.6rem 4rem minmax(11rem,1fr) var(--columns)}
.live tr.on{background:var(--on);box-shadow:inset 4px 0 var(--accent)}.live tr.on>*,.live tr.on>:first-child{background:none;box-shadow:none}
.live #ranking>thead>tr>*{display:flex;align-items:end}.live #ranking>thead>tr>.n{justify-content:end;text-align:right;white-space:normal}
.live #ranking>tbody>tr{content-visibility:auto;contain-intrinsic-size:auto 2.15rem}
.live #ranking>tbody>tr[hidden]{display:none}
.live #ranking>tbody>.details{display:block;content-visibility:visible}.live #ranking>tbody>.details>td{display:block}}
@media(max-width:60rem){.live .desk{display:block}#live{margin:.8rem 0}}
@media(max-width:40rem){body{padding:.75rem .75rem 2rem}h1{font-size:1.3rem}dl.scope{grid-template-columns:6.4rem 1fr;gap:.1rem .6rem;font-size:.88rem}th,td{padding:.35rem .4rem}#ranking{font-size:.92rem}.live #chart svg.wide{display:none}.live #chart svg.narrow{display:block}.narrow .tick{font-size:12px}.narrow .axis-name{font-size:13px}
.slider input[type=range],.buttons button,th button{min-height:2.4rem}}
@media screen and (max-width:40rem){.live #ranking{min-width:0}
.live #ranking>thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.live #ranking>tbody>tr:not(.details){display:block;position:relative;padding:.3rem 0 .35rem 3.3rem;border-bottom:1px solid var(--line);contain-intrinsic-size:auto 4.6rem}
.live #ranking>tbody>tr:not(.details)>*{border:0;padding:0 .7rem 0 0}.live #ranking>tbody>tr>th{display:block}
.live #ranking>tbody>tr:not(.details)>td{display:inline-block;font-size:.88rem}
.live #ranking>tbody>tr:not(.details)>td:nth-child(1){position:absolute;left:0;width:2.85rem;padding:0;font-size:1.02rem}.live #ranking>tbody>tr:not(.details)>td:nth-child(2){position:absolute;left:0;top:1.85rem;width:2.85rem;padding:0;color:var(--faint);text-align:right}.live #ranking>tbody>tr:not(.details)>:nth-last-child(2),.live #ranking>tbody>tr:not(.details)>:nth-last-child(3){display:none}
.live td[data-label]::before{content:attr(data-label);margin-right:.3em;color:var(--faint);font-style:normal}.live td[data-label]:empty{display:none}#finder{position:static;margin:.3rem 0}#finder input{width:11rem}
.live #ranking>tbody>.details>td{padding:.3rem .5rem 1rem}.facts{grid-template-columns:1fr}
.figures{min-width:0}.figures,.figures>tbody{display:block}.figures>thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.figures>tbody>tr{display:flex;flex-wrap:wrap;gap:.1rem .9rem;border-bottom:1px solid var(--line);padding:.35rem 0}
.figures>tbody>tr>*,.figures>tbody th+td+td:not(.n){display:block;border:0;padding:0;min-width:0;width:auto}.figures>tbody>tr>th{flex:1 1 100%}.figures>tbody>tr>td:empty{display:none}}
@media print{:root{color-scheme:light;--paper:#fff;--ink:#000;--faint:#444;--line:#bbb;--wash:#fff;--on:#eef4fa;--star:#0065a3;--emerging:#00755a;--mature:#b24a00;--transforming:#5f6368;--star-tint:#eef5fb;--emerging-tint:#edf7f3;--mature-tint:#fdf3ec;--transforming-tint:#f4f4f5}
:root{font-size:9.5pt}#ranking th[scope=row]{width:45%}.live #ranking tr:not(.details)>:nth-last-child(2),.live #ranking tr:not(.details)>:nth-last-child(3){display:none}details::details-content{content-visibility:visible;block-size:auto}summary{list-style:none}
body{max-width:none;padding:0;-webkit-print-color-adjust:exact;print-color-adjust:exact}#live,#finder,#more,.skip,#files>ul,.live #chart svg.narrow{display:none}.live #chart svg.wide{display:block}.live .desk{display:block}thead{display:table-header-group}tr:not(.details),figure,li{break-inside:avoid}th button{text-decoration:none}.scroll{overflow:visible}#chart{max-width:13.5cm}}
`;
